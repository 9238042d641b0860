// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import io.tracklayer.core.access.Grant;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.DeliveryResult;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.Tree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes of a journal record: one byte kind ({@code A} arrival, {@code S} settlement, {@code R}
 * command of a replay, {@code K} chunk of one, {@code I} about persons, {@code O} action of an
 * operator, {@code P} pause of a destination), four bytes length of the head (big-endian), the head
 * as JSON, then the raw body of an arrival, whose length the head tells.
 */
public final class JournalCodec {
    private static final byte ARRIVAL = 'A';
    private static final byte SETTLEMENT = 'S';
    private static final byte REPLAY_COMMAND = 'R';
    private static final byte REPLAY_CHUNK = 'K';
    private static final byte IDENTITY_COMMAND = 'I';
    private static final byte OPERATOR_ACTION = 'O';
    private static final byte PAUSE_COMMAND = 'P';
    private static final String KINDS = "ASRKIOP";

    private JournalCodec() {}

    /** Writes a record. */
    public static byte[] encode(JournalRecord entry) {
        if (entry instanceof Arrival arrival) {
            return assemble(ARRIVAL, head(arrival), arrival.raw());
        }
        if (entry instanceof ReplayCommand command) {
            return assemble(REPLAY_COMMAND, ReplayCodec.head(command), new byte[0]);
        }
        if (entry instanceof ReplayChunk chunk) {
            return assemble(REPLAY_CHUNK, ReplayCodec.head(chunk), new byte[0]);
        }
        if (entry instanceof IdentityCommand command) {
            return assemble(IDENTITY_COMMAND, IdentityCodec.head(command), new byte[0]);
        }
        if (entry instanceof OperatorAction action) {
            return assemble(OPERATOR_ACTION, head(action), new byte[0]);
        }
        if (entry instanceof PauseCommand command) {
            return assemble(PAUSE_COMMAND, command.head(), new byte[0]);
        }
        return assemble(SETTLEMENT, head((Settlement) entry), new byte[0]);
    }

    /**
     * Reads a record.
     *
     * @throws IllegalStateException if it is incomplete or of a kind this version does not know
     */
    public static JournalRecord decode(byte[] payload) {
        ByteBuffer buffer = ByteBuffer.wrap(payload);
        if (payload.length > 0 && KINDS.indexOf(payload[0]) < 0) {
            throw new IllegalStateException(
                    "a journal record has the unknown kind "
                            + payload[0]
                            + "; it was written by another version, start that one");
        }
        if (payload.length < 5 || buffer.getInt(1) < 0 || buffer.getInt(1) > payload.length - 5) {
            throw new IllegalStateException("a journal record is cut off before its body");
        }
        byte[] head = new byte[buffer.getInt(1)];
        buffer.position(5).get(head);
        byte[] raw = new byte[buffer.remaining()];
        buffer.get(raw);
        Tree tree = Tree.root(StrictJson.readTrusted(new String(head, StandardCharsets.UTF_8)));
        long expected = tree.find("/raw_bytes").map(Long.class::cast).orElse((long) raw.length);
        if (raw.length != expected) {
            throw new IllegalStateException(
                    "a journal record is cut off: its body has "
                            + raw.length
                            + " bytes instead of "
                            + expected);
        }
        return switch (payload[0]) {
            case ARRIVAL -> arrival(tree, raw);
            case REPLAY_COMMAND -> ReplayCodec.command(tree);
            case REPLAY_CHUNK -> ReplayCodec.chunk(tree);
            case IDENTITY_COMMAND -> IdentityCodec.command(tree);
            case OPERATOR_ACTION -> operatorAction(tree);
            case PAUSE_COMMAND -> PauseCommand.read(tree);
            default -> settlement(tree);
        };
    }

    private static byte[] assemble(byte kind, Map<String, Object> head, byte[] raw) {
        byte[] json = StrictJson.write(head);
        return ByteBuffer.allocate(5 + json.length + raw.length)
                .put(kind)
                .putInt(json.length)
                .put(json)
                .put(raw)
                .array();
    }

    private static Map<String, Object> head(Arrival arrival) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("merchant", arrival.merchant());
        head.put("store", arrival.store());
        head.put("source", arrival.source());
        head.put("method", arrival.method());
        head.put("path", arrival.path());
        head.put("query", arrival.query());
        head.put("headers", arrival.headers());
        head.put("remote", arrival.remoteAddress());
        head.put("received_at", arrival.receivedAt().toString());
        head.put("verified_by", arrival.verifiedBy());
        head.put("raw_bytes", arrival.raw().length);
        if (!arrival.grant().key().isEmpty()) {
            head.put("grant", arrival.grant().tree());
        }
        arrival.refused()
                .ifPresent(
                        refusal -> {
                            head.put("refused_status", refusal.status());
                            head.put("refused_code", refusal.code());
                            head.put("refused_sentence", refusal.sentence());
                        });
        arrival.takesUp()
                .ifPresent(
                        again -> {
                            head.put("again_of", again.offset());
                            head.put("again_at", again.at().toString());
                            head.put("again_by", again.by());
                        });
        return head;
    }

    private static Arrival arrival(Tree head, byte[] raw) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        head.at("/query").members().forEach((name, values) -> query.put(name, texts(values)));
        Map<String, String> headers = new LinkedHashMap<>();
        head.at("/headers").members().forEach((name, value) -> headers.put(name, (String) value));
        Arrival.Refusal refusal =
                head.find("/refused_status")
                        .map(
                                status ->
                                        new Arrival.Refusal(
                                                ((Number) status).intValue(),
                                                text(head, "/refused_code"),
                                                text(head, "/refused_sentence")))
                        .orElse(null);
        return new Arrival(
                text(head, "/merchant"),
                text(head, "/store"),
                text(head, "/source"),
                text(head, "/method"),
                text(head, "/path"),
                query,
                headers,
                text(head, "/remote"),
                Instant.parse(text(head, "/received_at")),
                text(head, "/verified_by"),
                Grant.read(head.at("/grant")),
                refusal,
                raw,
                again(head));
    }

    private static Arrival.Again again(Tree head) {
        return head.find("/again_of")
                .map(
                        offset ->
                                new Arrival.Again(
                                        (Long) offset,
                                        Instant.parse(text(head, "/again_at")),
                                        text(head, "/again_by")))
                .orElse(null);
    }

    private static Map<String, Object> head(OperatorAction action) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("at", action.at().toString());
        head.put("by", action.by());
        head.put("action", action.action());
        head.put("subject", action.subject());
        head.put("detail", action.detail());
        return head;
    }

    private static OperatorAction operatorAction(Tree head) {
        return new OperatorAction(
                Instant.parse(text(head, "/at")),
                text(head, "/by"),
                text(head, "/action"),
                text(head, "/subject"),
                text(head, "/detail"));
    }

    private static Map<String, Object> head(Settlement settlement) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("destination", settlement.destination());
        settlement.made().ifPresent(attempt -> head.put("attempt", head(attempt)));
        head.put("results", settlement.results().stream().map(JournalCodec::head).toList());
        settlement.paused().ifPresent(pause -> head.put("pause", head(pause)));
        settlement.inquired().ifPresent(open -> head.put("inquiry", InquiryCodec.head(open)));
        return head;
    }

    private static Map<String, Object> head(Attempt attempt) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("id", attempt.id());
        head.put("started_at", attempt.startedAt().toString());
        head.put("latency_ms", attempt.latencyMillis());
        head.put("method", attempt.method());
        head.put("url", attempt.url());
        head.put("request_headers", attempt.requestHeaders());
        head.put("request_body", attempt.requestBody());
        head.put("status", attempt.status());
        head.put("response_headers", attempt.responseHeaders());
        head.put("response_body", attempt.responseBody());
        head.put("outcome", attempt.outcome());
        head.put("code", attempt.code());
        head.put("text", attempt.text());
        head.put("warnings", attempt.warnings());
        return head;
    }

    private static Map<String, Object> head(DeliveryResult result) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("event", result.eventSeq());
        head.put("status", result.status().wire());
        head.put("reason", result.reason());
        head.put("sentence", result.sentence());
        head.put("burnt", result.attemptBurnt());
        if (result.nextAttemptAt() != null) {
            head.put("next_attempt_at", result.nextAttemptAt().toString());
        }
        return head;
    }

    private static Map<String, Object> head(Pause pause) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("kind", pause.kind().name());
        head.put("code", pause.code());
        head.put("sentence", pause.sentence());
        head.put("since", pause.since().toString());
        head.put("until", pause.until().toString());
        head.put("fingerprint", pause.fingerprint());
        head.put("account", pause.account());
        return head;
    }

    private static Settlement settlement(Tree head) {
        Tree attempt = head.at("/attempt");
        Tree pause = head.at("/pause");
        Tree inquiry = head.at("/inquiry");
        return new Settlement(
                text(head, "/destination"),
                attempt.node() == null ? null : attempt(attempt),
                head.each("/results").stream().map(JournalCodec::result).toList(),
                pause.node() == null ? null : pause(pause),
                inquiry.node() == null ? null : InquiryCodec.inquiry(inquiry));
    }

    private static Attempt attempt(Tree head) {
        Map<String, String> requestHeaders = new LinkedHashMap<>();
        head.at("/request_headers").members().forEach((k, v) -> requestHeaders.put(k, (String) v));
        Map<String, String> responseHeaders = new LinkedHashMap<>();
        head.at("/response_headers")
                .members()
                .forEach((k, v) -> responseHeaders.put(k, (String) v));
        return new Attempt(
                text(head, "/id"),
                Instant.parse(text(head, "/started_at")),
                (Long) head.find("/latency_ms").orElse(0L),
                text(head, "/method"),
                text(head, "/url"),
                requestHeaders,
                text(head, "/request_body"),
                ((Number) head.find("/status").orElse(0L)).intValue(),
                responseHeaders,
                text(head, "/response_body"),
                text(head, "/outcome"),
                text(head, "/code"),
                text(head, "/text"),
                head.find("/warnings").map(JournalCodec::texts).orElse(List.of()));
    }

    private static DeliveryResult result(Tree head) {
        return new DeliveryResult(
                (Long) head.find("/event").orElseThrow(),
                DeliveryStatus.of(text(head, "/status")),
                text(head, "/reason"),
                text(head, "/sentence"),
                (Boolean) head.find("/burnt").orElse(false),
                head.text("/next_attempt_at").map(Instant::parse).orElse(null));
    }

    private static Pause pause(Tree head) {
        return new Pause(
                Pause.Kind.valueOf(text(head, "/kind")),
                text(head, "/code"),
                text(head, "/sentence"),
                Instant.parse(text(head, "/since")),
                Instant.parse(text(head, "/until")),
                text(head, "/fingerprint"),
                text(head, "/account"));
    }

    private static String text(Tree tree, String pointer) {
        return (String) tree.find(pointer).orElse("");
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }
}
