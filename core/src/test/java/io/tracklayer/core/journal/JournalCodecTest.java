// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.Grant;
import io.tracklayer.core.access.KeyKind;
import io.tracklayer.core.access.Scope;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.DeliveryResult;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Inquiry;
import io.tracklayer.core.delivery.Pause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JournalCodecTest {
    private static final Instant AT = Instant.parse("2026-01-15T10:20:30.123456789Z");

    @Property(tries = 300)
    void anArrivalComesBackAsItWas(@ForAll("arrivals") Arrival arrival) {
        Arrival read = (Arrival) JournalCodec.decode(JournalCodec.encode(arrival));
        assertArrayEquals(arrival.raw(), read.raw());
        assertEquals(withRaw(arrival, null), withRaw(read, null));
    }

    @Property(tries = 300)
    void aSettlementComesBackAsItWas(@ForAll("settlements") Settlement settlement) {
        assertEquals(settlement, JournalCodec.decode(JournalCodec.encode(settlement)));
    }

    @Example
    void anActionOfAnOperatorComesBackAsItWas() {
        OperatorAction action =
                new OperatorAction(AT, "anna", "routes.reload", "config/routes", "started [a]");
        assertEquals(action, JournalCodec.decode(JournalCodec.encode(action)));
    }

    @Property(tries = 60)
    void aRecordThatWasCutAnywhereIsRefusedAndNeverMisread(@ForAll("arrivals") Arrival arrival) {
        byte[] whole = JournalCodec.encode(arrival);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> JournalCodec.decode(cut));
            assertTrue(refused.getMessage().contains("cut off"), refused.getMessage());
        }
    }

    @Property(tries = 60)
    void aSettlementThatWasCutAnywhereIsRefused(@ForAll("settlements") Settlement settlement) {
        byte[] whole = JournalCodec.encode(settlement);
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(IllegalStateException.class, () -> JournalCodec.decode(cut));
        }
    }

    @Example
    void aKindOfAnotherVersionIsRefusedWithAdvice() {
        byte[] later = JournalCodec.encode(new Settlement("meta", null, List.of(), null));
        later[0] = 'B';
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> JournalCodec.decode(later));
        assertEquals(
                "a journal record has the unknown kind 66; it was written by another version,"
                        + " start that one",
                refused.getMessage());
    }

    @Example
    void aLengthFromAGarbledRecordIsNotBelieved() {
        for (byte[] length : new byte[][] {{127, -1, -1, -1}, {-1, -1, -1, -1}, {0, 0, 0, 2}}) {
            byte[] garbled = {'A', length[0], length[1], length[2], length[3], '{'};
            assertThrows(IllegalStateException.class, () -> JournalCodec.decode(garbled));
        }
    }

    @Example
    void aRecordWrittenBeforeTheBodysLengthWasKeptIsStillRead() {
        byte[] whole = JournalCodec.encode(arrival("body".getBytes(StandardCharsets.UTF_8)));
        String head = new String(whole, 5, whole.length - 9, StandardCharsets.UTF_8);
        byte[] old = head.replace(",\"raw_bytes\":4", "").getBytes(StandardCharsets.UTF_8);
        byte[] bytes =
                java.nio.ByteBuffer.allocate(9 + old.length)
                        .put((byte) 'A')
                        .putInt(old.length)
                        .put(old)
                        .put("body".getBytes(StandardCharsets.UTF_8))
                        .array();
        Arrival read = (Arrival) JournalCodec.decode(bytes);
        assertEquals("body", new String(read.raw(), StandardCharsets.UTF_8));
    }

    @Example
    void aParameterNameOfAnyLengthCanBeReadBack() {
        Arrival arrival =
                new Arrival(
                        "",
                        "",
                        "segment",
                        "GET",
                        "/v1/track",
                        Map.of("q".repeat(100_000), List.of("1")),
                        Map.of(),
                        "127.0.0.1",
                        AT,
                        "",
                        new Arrival.Refusal(401, "missing_write_key", "no key"),
                        new byte[0]);
        Arrival read = (Arrival) JournalCodec.decode(JournalCodec.encode(arrival));
        assertEquals(arrival.query(), read.query());
    }

    @Provide
    Arbitrary<Arrival> arrivals() {
        Arbitrary<String> text = text();
        Arbitrary<Arrival.Refusal> refusal =
                Combinators.combine(Arbitraries.integers().between(400, 599), text, text)
                        .as(Arrival.Refusal::new)
                        .injectNull(0.5);
        Arbitrary<Arrival.Again> again =
                Combinators.combine(Arbitraries.longs().between(0, 1L << 40), instants(), text)
                        .as(Arrival.Again::new)
                        .injectNull(0.5);
        return Combinators.combine(
                        text,
                        Arbitraries.maps(text, text.list().ofMaxSize(3)).ofMaxSize(4),
                        Arbitraries.maps(text, text).ofMaxSize(4),
                        instants(),
                        refusal,
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
                        again,
                        grants())
                .as(
                        (words, query, headers, at, refused, raw, takenUp, grant) ->
                                new Arrival(
                                        words,
                                        "s" + words,
                                        words,
                                        "POST",
                                        "/" + words,
                                        query,
                                        headers,
                                        words,
                                        at,
                                        words,
                                        grant,
                                        refused,
                                        raw,
                                        takenUp));
    }

    private static Arbitrary<Grant> grants() {
        return Combinators.combine(
                        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(9),
                        Arbitraries.of(KeyKind.class),
                        Arbitraries.of(Scope.class).set())
                .as(Grant::new)
                .injectNull(0.5)
                .map(grant -> grant == null ? Grant.UNLIMITED : grant);
    }

    @Provide
    Arbitrary<Settlement> settlements() {
        Arbitrary<Attempt> attempt =
                Combinators.combine(
                                text(),
                                instants(),
                                Arbitraries.longs().between(0, Long.MAX_VALUE),
                                Arbitraries.maps(text(), text()).ofMaxSize(3),
                                Arbitraries.integers().between(0, 599),
                                text().list().ofMaxSize(3))
                        .as(
                                (words, at, millis, headers, status, warnings) ->
                                        new Attempt(
                                                words, at, millis, "POST", words, headers, words,
                                                status, headers, words, "mixed", words, words,
                                                warnings))
                        .injectNull(0.3);
        Arbitrary<Pause> pause =
                Combinators.combine(Arbitraries.of(Pause.Kind.class), text(), instants())
                        .as((kind, words, at) -> new Pause(kind, words, words, at, AT, words))
                        .injectNull(0.5);
        Arbitrary<Inquiry> inquiry =
                Combinators.combine(
                                text(),
                                Arbitraries.longs().list().ofMaxSize(3),
                                Arbitraries.integers().between(0, 99),
                                instants().injectNull(0.5))
                        .as(
                                (words, events, asked, due) ->
                                        new Inquiry(
                                                words,
                                                words,
                                                events,
                                                AT,
                                                asked,
                                                Duration.ofMillis(asked),
                                                due))
                        .injectNull(0.5);
        return Combinators.combine(text(), attempt, results().list().ofMaxSize(4), pause, inquiry)
                .as(Settlement::new);
    }

    private static Arbitrary<DeliveryResult> results() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.of(DeliveryStatus.class),
                        text(),
                        Arbitraries.of(true, false),
                        instants())
                .as(
                        (seq, status, words, burnt, at) ->
                                new DeliveryResult(
                                        seq,
                                        status,
                                        words,
                                        words,
                                        burnt,
                                        status.isFinal() ? null : at));
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(-62_135_596_800L, 253_402_300_799L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    /** Text as it may come from outside: controls, quotes, every plane of Unicode. */
    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(12),
                Arbitraries.integers()
                        .between(0, 0x10FFFF)
                        .filter(c -> c < 0xD800 || c > 0xDFFF)
                        .list()
                        .ofMaxSize(8)
                        .map(
                                points -> {
                                    StringBuilder made = new StringBuilder();
                                    points.forEach(made::appendCodePoint);
                                    return made.toString();
                                }),
                Arbitraries.of(
                        "", "\u0000", "\"\\/\n\r\u2028", "👩‍👩‍👧 😀", "{\"a\":1}", "null"));
    }

    private static Arrival arrival(byte[] raw) {
        return new Arrival("m", "s", "x", "POST", "/", Map.of(), Map.of(), "", AT, "", null, raw);
    }

    private static Arrival withRaw(Arrival a, byte[] raw) {
        return new Arrival(
                a.merchant(),
                a.store(),
                a.source(),
                a.method(),
                a.path(),
                a.query(),
                a.headers(),
                a.remoteAddress(),
                a.receivedAt(),
                a.verifiedBy(),
                a.grant(),
                a.refusal(),
                raw,
                a.again());
    }
}
