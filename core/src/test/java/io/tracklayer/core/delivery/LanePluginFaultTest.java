// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.Settlement;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.Answers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A plugin that misbehaves costs its deliveries an attempt and the node nothing. */
class LanePluginFaultTest {
    private static final PlatformAnswer OK = Answers.of(200, "{}");

    static Stream<Arguments> throwing() {
        return Stream.of(
                Arguments.of(new IllegalStateException("secret value")),
                Arguments.of(new StackOverflowError()),
                Arguments.of(new NoClassDefFoundError("com/example/Gone")));
    }

    @ParameterizedTest
    @MethodSource("throwing")
    void aPluginThatThrowsWhileMappingGetsItsDeliveryBackAndTheOthersGoOn(Throwable fault)
            throws Exception {
        GivenDestination plugin =
                new GivenDestination("given")
                        .mapping(
                                event ->
                                        event.eventId().equals("e1")
                                                ? raise(fault)
                                                : Mapping.send(
                                                        GivenDestination.record(
                                                                event, "all", true)));
        LaneRig rig = new LaneRig(plugin).pending(1, 2);
        assertEquals(List.of(List.of(2L)), rig.claimed());
        assertEquals("pending adapter_contract 1", rig.state(1));
        assertEquals(LaneRig.NOW.plusSeconds(10), rig.delivery(1).nextAttemptAt());
        assertEquals(
                "the destination plugin failed: map: " + fault.getClass().getSimpleName(),
                rig.delivery(1).sentence());
    }

    @Test
    void aPluginThatMapsToNothingBreaksTheContract() throws Exception {
        LaneRig rig = new LaneRig(new GivenDestination("given").mapping(event -> null)).pending(1);
        assertEquals(List.of(), rig.claimed());
        assertEquals("pending adapter_contract 1", rig.state(1));
    }

    @ParameterizedTest
    @MethodSource("throwing")
    void nothingIsSentWhenPackingThrows(Throwable fault) throws Exception {
        LaneRig rig =
                new LaneRig(new GivenDestination("given").packing(records -> raise(fault)))
                        .pending(1);
        assertEquals(Optional.empty(), rig.lane.pack(rig.claim().get(0)));
        assertEquals("pending adapter_contract 1", rig.state(1));
        assertEquals(
                "the destination plugin failed: pack: " + fault.getClass().getSimpleName(),
                rig.delivery(1).sentence());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 37, 50, 51, 100})
    void aRecordThatCannotBePackedIsFoundAndTheOthersGoOutAtTheirFirstAttempt(int poison)
            throws Exception {
        LaneRig rig = new LaneRig(new GivenDestination("given").packing(unlessAmong("e" + poison)));
        rig.pending(LongStream.rangeClosed(1, 100).toArray());
        int sent = 0;
        for (var batches = rig.claim(); !batches.isEmpty(); batches = rig.claim()) {
            for (Batch batch : batches) {
                Optional<Shipment> shipment = rig.lane.pack(batch);
                shipment.ifPresent(packed -> rig.record(packed, new SendResult.Answered(OK, 12)));
                sent += shipment.isPresent() ? 1 : 0;
            }
        }
        assertEquals("pending adapter_contract 1", rig.state(poison));
        LongStream.rangeClosed(1, 100)
                .filter(seq -> seq != poison)
                .forEach(seq -> assertEquals("delivered accepted 1", rig.state(seq)));
        assertTrue(sent <= 7, sent + " requests");
        rig.clock.advance(Duration.ofSeconds(10));
        rig.pending(101);
        assertEquals(Set.of(List.of((long) poison), List.of(101L)), Set.copyOf(rig.claimed()));
    }

    @Test
    void aPluginThatPacksNothingIsSuspendedBeforeAnyDeliveryBurnsAnAttempt() throws Exception {
        IllegalStateException fault = new IllegalStateException();
        LaneRig rig = new LaneRig(new GivenDestination("given").packing(records -> raise(fault)));
        rig.pending(LongStream.rangeClosed(1, 100).toArray());
        for (var batches = rig.claim(); !batches.isEmpty(); batches = rig.claim()) {
            batches.forEach(rig.lane::pack);
        }
        assertEquals(Pause.Kind.PLUGIN_SUSPENDED, rig.lane.pause().orElseThrow().kind());
        LongStream.rangeClosed(1, 100)
                .forEach(
                        seq ->
                                assertTrue(
                                        rig.state(seq)
                                                .matches("pending (splitting|plugin_suspended) 0"),
                                        rig.state(seq)));
    }

    private static Function<List<PlatformRecord>, byte[]> unlessAmong(String poison) {
        return records ->
                records.stream().anyMatch(r -> r.eventId().equals(poison))
                        ? raise(new IllegalStateException("odd value"))
                        : "{}".getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nothingIsSentWhenPackingGivesNothing() throws Exception {
        LaneRig rig =
                new LaneRig(new GivenDestination("given").packing(records -> null)).pending(1);
        assertEquals(Optional.empty(), rig.lane.pack(rig.claim().get(0)));
        assertEquals("pending adapter_contract 1", rig.state(1));
    }

    static Stream<Arguments> wrongOutcomes() {
        return Stream.of(
                outcomes("throws", records -> raise(new IllegalArgumentException("odd"))),
                outcomes("overflows", records -> raise(new StackOverflowError())),
                outcomes("null", records -> null),
                outcomes("none", records -> List.of()),
                outcomes("one too few", records -> List.of(Outcome.delivered())),
                outcomes("too many", records -> Collections.nCopies(3, Outcome.delivered())),
                outcomes("holes", records -> Arrays.asList(Outcome.delivered(), null)),
                outcomes(
                        "throttled without a time",
                        records -> Collections.nCopies(2, new Outcome.Throttled(null, null, null))),
                outcomes(
                        "no code",
                        records -> Collections.nCopies(2, new Outcome.Permanent(null, "no"))),
                outcomes(
                        "no text",
                        records -> Collections.nCopies(2, new Outcome.Permanent("1", null))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongOutcomes")
    void outcomesThatBreakTheContractAreNeverTakenForDelivered(
            String what, Function<List<PlatformRecord>, List<Outcome>> interpret) throws Exception {
        LaneRig rig = new LaneRig(new GivenDestination("given").interpreting(interpret));
        rig.pending(1, 2);
        Settlement settlement = rig.answer(rig.claim().get(0), 200);
        assertEquals("pending adapter_contract 1", rig.state(1));
        assertEquals("pending adapter_contract 1", rig.state(2));
        assertEquals("adapter_contract", settlement.made().orElseThrow().outcome());
        assertEquals(200, settlement.made().orElseThrow().status());
    }

    @Test
    void aPluginThatKeepsFailingIsGivenUpAfterTheAttemptsOfThePolicy() throws Exception {
        GivenDestination plugin =
                new GivenDestination("given")
                        .policy(3, Duration.ofHours(24))
                        .mapping(event -> raise(new IllegalStateException()));
        LaneRig rig = new LaneRig(plugin).pending(1);
        for (int i = 0; i < 3; i++) {
            rig.claim();
            rig.clock.advance(Duration.ofMinutes(5));
        }
        assertEquals("failed adapter_contract 3", rig.state(1));
    }

    @Test
    void aTextThatIsNotWellFormedUnicodeCanStillBeJournalled() throws Exception {
        GivenDestination plugin =
                new GivenDestination("given")
                        .judging(answer -> new Outcome.Permanent("x\uD83D", "half a pair \uDE00"));
        LaneRig rig = new LaneRig(plugin).pending(1);
        Settlement settlement = rig.answer(rig.claim().get(0), 400);
        assertEquals(settlement, JournalCodec.decode(JournalCodec.encode(settlement)));
        assertTrue(rig.delivery(1).sentence().startsWith("half a pair "));
    }

    private static Arguments outcomes(
            String what, Function<List<PlatformRecord>, List<Outcome>> interpret) {
        return Arguments.of(what, interpret);
    }

    private static <T> T raise(Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) fault;
    }
}
