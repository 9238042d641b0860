// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.SettingProblem;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceDescriptor.Addressing;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import io.tracklayer.spi.SourceDescriptor.Malformed;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.Verification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Webhooks of one Recharge account, signed over their raw bytes. */
final class RechargeSource implements Source {
    private static final String SIGNATURE = "x-recharge-webhook-signature";
    private static final String TIMESTAMP = "x-recharge-webhook-timestamp";
    private static final String OLD_SIGNATURE = "x-recharge-hmac-sha256";
    private static final String TOPIC = "x-recharge-topic";

    /** Nothing in a request says for sure what it is about, so each topic has a path of its own. */
    private static final SourceDescriptor DESCRIPTOR =
            new SourceDescriptor(
                    "recharge",
                    "Recharge",
                    List.of(
                            new Endpoint("POST", "/webhooks/recharge/{store}/{topic}"),
                            new Endpoint("POST", "/webhooks/recharge/{store}")),
                    Addressing.STORE_IN_PATH,
                    RechargeSettings.DECLARED,
                    Set.of(SIGNATURE, TIMESTAMP, OLD_SIGNATURE, TOPIC, "x-recharge-version"),
                    2 << 20,
                    Malformed.ACKNOWLEDGE,
                    Authority.ORDER_SYSTEM,
                    false);

    @Override
    public SourceDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<SettingProblem> check(Settings settings) {
        return new RechargeSettings(settings).problems();
    }

    /** The new signature decides when it is there, so that nobody can ask for the weaker one. */
    @Override
    public Verification verify(InboundRequest request, Settings settings) {
        List<String> secrets = new RechargeSettings(settings).secrets();
        Optional<String> timed = header(request, SIGNATURE);
        if (timed.isPresent()) {
            return verifyTimed(request, timed.get(), secrets);
        }
        return header(request, OLD_SIGNATURE)
                .map(old -> verifyPlain(request, old, secrets))
                .orElseGet(
                        () ->
                                refused(
                                        "missing_signature",
                                        "The request has neither an X-Recharge-Webhook-Signature nor an X-Recharge-Hmac-Sha256 header. Let the proxy in front pass all X-Recharge headers on, and send webhooks to this address only."));
    }

    @Override
    public List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory)
            throws MalformedInputException {
        Object json = request.json();
        if (!(json instanceof Map)) {
            return List.of(
                    new Decoded.Rejected(
                            "not_an_object",
                            "The body is JSON but not an object. Check what sends it."));
        }
        Tree body = Tree.root(json);
        RechargeSettings account = new RechargeSettings(settings);
        Optional<String> topic =
                statedTopic(request).or(() -> RechargeTopics.infer(body, account.zone()));
        if (topic.isEmpty()) {
            return List.of(
                    new Decoded.Rejected(
                            "missing_topic",
                            "Nothing says what the webhook is about. Register it with its topic at the end of the address, e.g. /webhooks/recharge/my-store/charge.paid."));
        }
        return RechargeTopics.read(
                new RechargeMessage(request, topic.get(), body, account, memory));
    }

    @Override
    public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
        return Reply.json(200, "{\"received\":true}");
    }

    private static Verification verifyTimed(
            InboundRequest request, String header, List<String> secrets) {
        Optional<TimedSignature> signature =
                TimedSignature.decode(header, header(request, TIMESTAMP));
        if (signature.isEmpty()) {
            return undecodable(
                    "X-Recharge-Webhook-Signature header is not of the form t=...,v1=...");
        }
        if (!signature.get().fits(request.raw(), secrets)) {
            return mismatch();
        }
        return signature.get().current(request.receivedAt())
                ? new Verification.Authentic("hmac-sha256 with time")
                : refused(
                        "stale_signature",
                        "The request was signed more than 48 hours from now. Set this machine's clock, and send nothing a second time by hand.");
    }

    private static Verification verifyPlain(
            InboundRequest request, String header, List<String> secrets) {
        Optional<PlainSignature> signature = PlainSignature.decode(header);
        if (signature.isEmpty()) {
            return undecodable("X-Recharge-Hmac-Sha256 header is not hex");
        }
        return signature.get().fits(request.raw(), secrets)
                ? new Verification.Authentic("sha256 of secret and body")
                : mismatch();
    }

    private static Optional<String> statedTopic(InboundRequest request) {
        return Optional.ofNullable(DESCRIPTOR.pathParameters(request).get("topic"))
                .or(() -> header(request, TOPIC))
                .map(topic -> topic.toLowerCase(Locale.ROOT).replace('.', '/'));
    }

    private static Optional<String> header(InboundRequest request, String name) {
        return request.header(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Verification undecodable(String what) {
        return refused(
                "undecodable_signature",
                "The " + what + ". Let the proxy in front pass it on unchanged.");
    }

    private static Verification mismatch() {
        return refused(
                "bad_signature",
                "The signature does not fit the body. Put the API client secret of the token that registered the webhook into \"secrets\", not the token, and let nothing change the body on its way.");
    }

    private static Verification refused(String code, String sentence) {
        return new Verification.Refused(401, code, sentence);
    }
}
