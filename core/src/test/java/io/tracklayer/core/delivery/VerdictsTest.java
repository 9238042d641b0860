// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.Verdicts.Verdict;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.testkit.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictsTest {
    private static final Instant NOW = LaneRig.NOW;
    private static final PlatformAnswer OK = Answers.of(200, "{}");

    private final GivenDestination plugin =
            new GivenDestination("given").policy(3, Duration.ofMinutes(60));
    private final Verdicts verdicts =
            new Verdicts(
                    (policy, failures) -> Duration.ofSeconds(10L * failures), new TestClock(NOW));

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(Outcome.delivered(), "delivered accepted true", null),
                Arguments.of(
                        new Outcome.Delivered(false, List.of()),
                        "delivered accepted_unconfirmed true",
                        null),
                Arguments.of(
                        new Outcome.AlreadyDelivered("7", "seen"),
                        "delivered already_delivered true",
                        null),
                Arguments.of(new Outcome.Retry("500", "oops"), "pending 500 true", 10),
                Arguments.of(
                        new Outcome.Permanent("2804003", "too old"), "failed 2804003 true", null),
                Arguments.of(new Outcome.Split("100", "one is bad"), "failed 100 true", null),
                Arguments.of(
                        new Outcome.Throttled(Duration.ofSeconds(90), "80004", "busy"),
                        "pending 80004 false",
                        90),
                Arguments.of(new Outcome.AuthHold("190", "token"), "pending 190 false", 0),
                Arguments.of(new Outcome.ConfigHold("33", "account"), "pending 33 false", 0));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void everyOutcomeOfOneRecordHasOneMeaning(Outcome outcome, String state, Integer seconds) {
        DeliveryResult result = judge(batch(0, 1), OK, outcome).results().get(0);
        assertEquals(
                state,
                result.status().wire() + " " + result.reason() + " " + result.attemptBurnt());
        assertEquals(seconds == null ? null : NOW.plusSeconds(seconds), result.nextAttemptAt());
        assertEquals(1, result.eventSeq());
    }

    @Test
    void aShortenedSecretInWhatThePlatformSaidIsKeptNeitherInTheResultNorInThePause() {
        String said = "Malformed access token EAAB1234567890abc";
        Verdict verdict =
                judge(batch(0, 1), OK, new Outcome.AuthHold("190", said))
                        .masked(new Masking(List.of("EAAB1234567890abcdef")));
        String masked = "Malformed access token " + Masking.MASK;
        String result = verdict.results().get(0).sentence();
        assertTrue(result.startsWith(masked + ". "), result);
        assertTrue(
                verdict.pause().sentence().startsWith(masked + ". "), verdict.pause().sentence());
    }

    @Test
    void oneBadRecordOfAnAnswerThatNamesItDoesNotTouchTheOthers() {
        Verdict verdict =
                judge(
                        batch(0, 1, 2, 3),
                        OK,
                        Outcome.delivered(),
                        new Outcome.Permanent("bad_value", "no"),
                        new Outcome.Retry("later", "wait"));
        assertEquals(
                List.of("1 delivered", "2 failed", "3 pending"),
                verdict.results().stream()
                        .map(r -> r.eventSeq() + " " + r.status().wire())
                        .toList());
        assertNull(verdict.pause());
        assertTrue(verdict.available());
    }

    @Test
    void onlyServerErrorsThatAreRetriedMeanThatThePlatformIsDown() {
        Outcome retry = new Outcome.Retry("x", "x");
        assertFalse(judge(batch(0, 1), Answers.of(503, ""), retry).available());
        assertTrue(judge(batch(0, 1), Answers.of(200, ""), retry).available());
        assertTrue(judge(batch(0, 1), Answers.of(409, ""), retry).available());
        assertTrue(judge(batch(0, 1), Answers.of(500, ""), Outcome.delivered()).available());
    }

    @Test
    void aRefusedBatchIsSplitAndNobodyBurnsAnAttempt() {
        Outcome split = new Outcome.Split("100", "bad");
        Verdict verdict = judge(batch(0, 1, 2), Answers.of(400, ""), split, split);
        assertEquals(List.of(1L, 2L), verdict.split());
        verdict.results()
                .forEach(
                        result -> {
                            assertEquals("splitting", result.reason());
                            assertFalse(result.attemptBurnt());
                            assertEquals(NOW, result.nextAttemptAt());
                        });
    }

    @ParameterizedTest
    @CsvSource({"0, pending", "1, pending", "2, failed"})
    void aDeliveryIsGivenUpWithItsLastAttempt(int before, String status) {
        DeliveryResult result =
                judge(batch(before, 1), OK, new Outcome.Retry("503", "down")).results().get(0);
        assertEquals(status, result.status().wire());
        if (status.equals("failed")) {
            assertEquals("gave up after 3 attempts: down", result.sentence());
        }
    }

    @ParameterizedTest
    @CsvSource({"3590, pending", "3591, failed"})
    void aDeliveryIsGivenUpWhenTheNextAttemptWouldComeTooLate(long ageSeconds, String status) {
        Batch old = batch(0, NOW.minusSeconds(ageSeconds), 1);
        DeliveryResult result = judge(old, OK, new Outcome.Retry("503", "down")).results().get(0);
        assertEquals(status, result.status().wire());
        if (status.equals("failed")) {
            assertEquals("gave up after PT1H: down", result.sentence());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "connect_failed, false, true,  pending connect_failed true",
        "connect_failed, false, false, pending connect_failed true",
        "timeout,        true,  true,  pending timeout true",
        "timeout,        true,  false, delivered delivered_unconfirmed true",
        "connection_lost,true,  false, delivered delivered_unconfirmed true"
    })
    void withoutAnAnswerItDependsOnWhetherItLeftAndIsSafeToRepeat(
            String code, boolean sent, boolean resendSafe, String state) {
        Batch batch = new Batch(plugin.config(), List.of(part(0, NOW, 1, resendSafe)));
        SendResult.Failed failure = new SendResult.Failed(sent, code, "no answer", 5);
        Verdict verdict = verdicts.failed(batch, failure, NOW);
        DeliveryResult result = verdict.results().get(0);
        assertEquals(
                state,
                result.status().wire() + " " + result.reason() + " " + result.attemptBurnt());
        assertFalse(verdict.available());
        assertNull(verdict.pause());
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,   ,        30,   slow",
        "PT0S,   45,      45,   slow",
        "PT0S,   garbage, 30,   slow",
        "PT90S,  45,      90,   slow",
        "-PT5S,  ,        30,   slow",
        "PT240H, ,        3600, slow (for 14400 min; asked again every hour)",
        "PT0S,   9999999, 3600, slow (for 1440 min; asked again every hour)"
    })
    void theWaitIsThePluginsElseTheHeadersElseOurOwnAndNeverMoreThanAnHour(
            Duration asked, String header, long seconds, String sentence) {
        PlatformAnswer answer =
                header == null ? Answers.of(429, "") : Answers.of(429, "", "Retry-After", header);
        Verdict verdict =
                verdicts.answered(
                        batch(0, 1),
                        List.of(new Outcome.Throttled(asked, "429", "slow")),
                        answer,
                        NOW,
                        2);
        assertEquals(NOW.plusSeconds(seconds), verdict.pause().until());
        assertEquals(
                seconds == 3600 ? Pause.Kind.THROTTLED_LONG : Pause.Kind.THROTTLED,
                verdict.pause().kind());
        assertEquals("the platform asked for a pause: " + sentence, verdict.pause().sentence());
    }

    @Test
    void aHoldTellsWhereToCorrectWhat() {
        Verdict verdict = judge(batch(0, 1), OK, new Outcome.ConfigHold("33", "Unknown dataset."));
        assertEquals(
                "Unknown dataset. Correct destinations/given.yaml; sending resumes by itself.",
                verdict.pause().sentence());
        assertEquals(plugin.config().fingerprint(), verdict.pause().fingerprint());
        assertEquals(NOW.plus(Duration.ofMinutes(5)), verdict.pause().until());
    }

    @Test
    void aCredentialThatAFirewallsPageRefusesIsNotSaidToBeWrong() {
        PlatformAnswer page = Answers.of(403, "<html>blocked</html>", "Content-Type", "text/html");
        Verdict verdict = judge(batch(0, 1), page, new Outcome.AuthHold("http_403", "No scope."));
        assertEquals(Pause.Kind.AUTH_HOLD, verdict.pause().kind());
        assertEquals("answered_by_another", verdict.pause().code());
        assertEquals(
                "A web page came back with HTTP 403 instead of the platform's own answer: a"
                        + " firewall or proxy between refuses this machine, or the address is"
                        + " wrong. Have this machine let through, or correct"
                        + " destinations/given.yaml; sending resumes by itself.",
                verdict.pause().sentence());
    }

    @Test
    void whatHappenedIsToldApartFromWhatToDo() {
        Pause hold = judge(batch(0, 1), OK, new Outcome.AuthHold("190", "Expired")).pause();
        assertEquals(
                "Expired. Put a new credential where destinations/given.yaml points to; sending"
                        + " resumes by itself.",
                hold.sentence());
        assertEquals("Expired.", hold.cause("destinations/given.yaml"));
        assertEquals(hold.sentence(), hold.cause("destinations/moved.yaml"));
    }

    @Test
    void aPluginThatBrokeItsContractBurnsAnAttemptAndSaysWhere() {
        Batch batch = batch(0, 1);
        DeliveryResult result =
                verdicts.contractBroken(
                        batch.destination(), batch.parts().get(0).delivery(), "map: X", NOW);
        assertEquals("adapter_contract", result.reason());
        assertEquals("the destination plugin failed: map: X", result.sentence());
        assertTrue(result.attemptBurnt());
    }

    private Verdict judge(Batch batch, PlatformAnswer answer, Outcome... outcomes) {
        return verdicts.answered(batch, List.of(outcomes), answer, NOW, 0);
    }

    private Batch batch(int attempts, long... seqs) {
        return batch(attempts, NOW, seqs);
    }

    private Batch batch(int attempts, Instant createdAt, long... seqs) {
        List<Batch.Part> parts = new ArrayList<>();
        for (long seq : seqs) {
            parts.add(part(attempts, createdAt, seq, true));
        }
        return new Batch(plugin.config(), parts);
    }

    private static Batch.Part part(int attempts, Instant createdAt, long seq, boolean safe) {
        MemoryEvidence rows = new MemoryEvidence();
        rows.pending("given", seq, createdAt, Set.of());
        Delivery delivery = rows.deliveries.get(seq);
        for (int i = 0; i < attempts; i++) {
            DeliveryResult failure =
                    new DeliveryResult(seq, DeliveryStatus.PENDING, "503", "", true, createdAt);
            delivery = delivery.after(failure, createdAt, "att_" + i);
        }
        return new Batch.Part(
                delivery, GivenDestination.record(rows.events.get(seq).event(), "all", safe));
    }
}
