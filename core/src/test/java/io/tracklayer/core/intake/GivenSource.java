// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.SettingProblem;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceDescriptor.Addressing;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import io.tracklayer.spi.SourceDescriptor.Malformed;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Verification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A source plugin. By store it listens on {@code /webhooks/<id>/{store}} and believes a request
 * whose X-Signature is the setting {@code secret}; by key it listens on {@code /<id>/track} and
 * reads the write key from the Authorization header or the parameter {@code k}.
 */
public final class GivenSource implements Source {
    private final String id;
    private Addressing addressing = Addressing.STORE_IN_PATH;
    private Malformed malformed = Malformed.ACKNOWLEDGE;
    private String remembered;
    private String header = "x-none";
    private String credential = "x-none";
    private Function<InboundRequest, List<Decoded>> decoding =
            request -> List.of(new Decoded.Ignored("not_mapped", "nobody maps it"));

    public GivenSource(String id) {
        this.id = id;
    }

    public GivenSource byWriteKey() {
        addressing = Addressing.WRITE_KEY;
        return this;
    }

    public GivenSource refusingMalformed() {
        malformed = Malformed.REFUSE;
        return this;
    }

    public GivenSource decoding(Function<InboundRequest, List<Decoded>> messages) {
        decoding = messages;
        return this;
    }

    /** Its settings have it read one more header, and see one more that proves something. */
    public GivenSource settingsName(String furtherHeader, String furtherCredential) {
        header = furtherHeader;
        credential = furtherCredential;
        return this;
    }

    /** From now on a request is only of interest the first time that the key is seen. */
    public GivenSource remembering(String key) {
        remembered = key;
        return this;
    }

    @Override
    public SourceDescriptor descriptor() {
        boolean byKey = addressing == Addressing.WRITE_KEY;
        return new SourceDescriptor(
                id,
                "Given",
                List.of(
                        byKey
                                ? new Endpoint("POST", "/" + id + "/track")
                                : new Endpoint("POST", "/webhooks/" + id + "/{store}"),
                        new Endpoint("POST", "/webhooks/" + id + "/{store}/named/{source}"),
                        new Endpoint("GET", "/" + id + "/settings")),
                addressing,
                byKey
                        ? List.of()
                        : List.of(
                                Setting.secret("secret", "the shared secret"),
                                Setting.optional("mapping", Setting.Type.FILE, "", "a mapping")),
                Set.of(
                        "x-signature",
                        "x-topic",
                        "accept-encoding",
                        "authorization",
                        "cookie",
                        "origin"),
                100_000,
                malformed,
                Authority.ORDER_SYSTEM,
                false);
    }

    @Override
    public Optional<Reply> answer(InboundRequest request) {
        return request.path().endsWith("/settings")
                ? Optional.of(
                        new Reply(200, "text/plain", new byte[0], Map.of("ETag", "\"settings\"")))
                : Optional.empty();
    }

    @Override
    public List<SettingProblem> check(Settings settings) {
        List<SettingProblem> problems = new ArrayList<>();
        if (addressing == Addressing.STORE_IN_PATH) {
            settings.find("secret")
                    .filter("guessed"::equals)
                    .map(bad -> new SettingProblem("secret", 0, "it can be guessed"))
                    .ifPresent(problems::add);
            settings.find("mapping")
                    .filter(text -> text.contains("mistake"))
                    .map(bad -> new SettingProblem("mapping", 3, "there is a mistake"))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    @Override
    public Set<String> headers(Settings settings) {
        return Set.of(header);
    }

    @Override
    public Set<String> credentials(Settings settings) {
        return Set.of(credential);
    }

    @Override
    public Optional<String> writeKey(InboundRequest request) {
        return request.header("authorization").or(() -> request.parameter("k"));
    }

    @Override
    public Verification verify(InboundRequest request, Settings settings) {
        if (addressing == Addressing.WRITE_KEY) {
            return new Verification.Authentic("write key");
        }
        return request.header("x-signature")
                        .or(() -> request.header(credential))
                        .equals(settings.find("secret"))
                ? new Verification.Authentic("hmac-sha256")
                : new Verification.Refused(401, "bad_signature", "the signature does not match");
    }

    @Override
    public List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory)
            throws MalformedInputException {
        request.json();
        if (remembered != null && !memory.first(remembered)) {
            return List.of(new Decoded.Ignored("seen", "it was seen before"));
        }
        return decoding.apply(request);
    }

    @Override
    public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
        String cookie = request.header("cookie").orElse("");
        String body = "{\"messages\":" + decoded.size() + "}";
        return new Reply(
                202,
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                cookie.isEmpty() ? Map.of() : Map.of("Set-Cookie", cookie));
    }
}
