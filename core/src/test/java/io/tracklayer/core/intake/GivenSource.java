// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceDescriptor.Addressing;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import io.tracklayer.spi.SourceDescriptor.Malformed;
import io.tracklayer.spi.Verification;
import java.util.List;
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

    @Override
    public SourceDescriptor descriptor() {
        boolean byKey = addressing == Addressing.WRITE_KEY;
        return new SourceDescriptor(
                id,
                "Given",
                List.of(
                        byKey
                                ? new Endpoint("POST", "/" + id + "/track")
                                : new Endpoint("POST", "/webhooks/" + id + "/{store}")),
                addressing,
                byKey ? List.of() : List.of(Setting.secret("secret", "the shared secret")),
                Set.of("x-signature", "x-topic", "authorization", "cookie", "origin"),
                100_000,
                malformed,
                Authority.ORDER_SYSTEM,
                false);
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
        return request.header("x-signature").equals(settings.find("secret"))
                ? new Verification.Authentic("hmac-sha256")
                : new Verification.Refused(401, "bad_signature", "the signature does not match");
    }

    @Override
    public List<Decoded> decode(InboundRequest request, Settings settings)
            throws MalformedInputException {
        request.json();
        return decoding.apply(request);
    }

    @Override
    public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
        return Reply.json(202, "{\"messages\":" + decoded.size() + "}");
    }
}
