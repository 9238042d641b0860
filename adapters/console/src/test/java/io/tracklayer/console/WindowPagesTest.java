// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.KeyCounts;
import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.diagnose.window.WindowDiagnosis;
import io.tracklayer.core.diagnose.window.WindowDiagnosis.Sources;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An hour in which a request was refused, a delivery failed, and one event lacks a row. */
class WindowPagesTest {
    private static final String DATA = "/api/v1/diagnose/window";

    private static final Configuration CONFIGURATION =
            new Configuration(
                    null,
                    null,
                    null,
                    null,
                    Map.of(),
                    List.of(destination("meta"), destination("klaviyo")),
                    Map.of());

    private static DestinationConfig destination(String id) {
        return new DestinationConfig(
                id,
                id,
                id.equals("meta") ? "acme" : "globex",
                Set.of(),
                true,
                null,
                null,
                null,
                "config/destinations/" + id + ".yaml");
    }

    @TempDir Path folder;
    private JdbcEvidenceStore store;
    private WindowPages pages;

    @BeforeEach
    void evidence() {
        store = JdbcEvidenceStore.open(folder, Given.CLOCK);
        Given.unit(
                store,
                unit -> {
                    unit.insertObservation(
                            Given.observation(3, Verdict.REFUSED, "bad_signature", 0));
                    for (long seq = 7000; seq < 7003; seq++) {
                        unit.insertEvent(Given.purchase(seq, "ord-" + seq));
                    }
                    unit.insertDelivery(
                            Given.delivery(
                                    7000, "meta", DeliveryStatus.FAILED, "100", Given.HOSTILE));
                    unit.insertDelivery(
                            Given.delivery(7002, "meta", DeliveryStatus.PENDING, "waiting", "w"));
                });
        pages = pages(Given.CLOCK);
    }

    private WindowPages pages(Clock clock) {
        return new WindowPages(
                new WindowDiagnosis(
                        new Sources(
                                store.queries(),
                                store.window(),
                                () -> CONFIGURATION,
                                Map::of,
                                new KeyCounts(),
                                any -> Optional.of(Given.NOON.minusSeconds(60)))),
                clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsPresentStandsFirstWithNumberProofAndNextStepAndTheRestInOneLineEach() {
        String page = get("/diagnose/window", Map.of()).text;
        assertTrue(page.contains("4 of the twelve symptoms are present."), page);
        assertTrue(page.indexOf("Deliveries fail") < page.indexOf("Not present"), page);
        assertTrue(page.contains("href=\"/events/7000\""), page);
        assertTrue(page.contains("tl replay --destination meta --status failed"), page);
        assertTrue(
                page.contains("config/destinations/meta.yaml was changed at 2026-11-20T11:59:00Z"),
                page);
        assertTrue(page.contains("Accepted, but weak"), page);
        assertTrue(page.contains("Looked at remarks on the newest"), page);
        assertFalse(page.contains("<script>alert"), page);
    }

    @Test
    void aDestinationThatIsNotThereIsSaid() {
        Answer wrong = get(DATA, Map.of("destination", List.of("metta")));
        assertEquals(400, wrong.status);
        assertTrue(wrong.text.contains("Known: klaviyo, meta"), wrong.text);
    }

    @Test
    void requestsToAnotherMerchantAreNotToldOfADestination() {
        assertTrue(
                get(DATA, Map.of("destination", List.of("meta"))).text.contains("bad_signature:"));
        String other = get(DATA, Map.of("destination", List.of("klaviyo"))).text;
        assertFalse(other.contains("bad_signature:"), other);
    }

    @Test
    void bodiesMalformedInDifferentPlacesAreOneCause() {
        Given.unit(
                store,
                unit -> {
                    for (int line = 1; line < 4; line++) {
                        unit.insertObservation(malformed(line));
                    }
                });
        String json = get(DATA, Map.of()).text;
        assertTrue(json.contains("\"malformed_json: the body is malformed: not one JSON\""), json);
        assertEquals(2, json.split("malformed_json: ", -1).length, json);
    }

    private static ObservationRow malformed(int line) {
        return new ObservationRow(
                (10 + line) + "-0",
                10 + line,
                "acme",
                "main",
                "shopify",
                Given.NOON,
                Verdict.REJECTED,
                "malformed_json",
                "the body is malformed at line " + line + ", column 8: not one JSON",
                0,
                "");
    }

    @Test
    void anEventBetweenTwoThatHaveARowIsNamedAsWhatMustNotHappen() {
        String json = get(DATA, Map.of()).text;
        assertTrue(json.contains("\"cause\":\"destination_missing\""), json);
        assertTrue(json.contains("which must not happen"), json);
        assertTrue(json.contains("\"affected\":1,\"of\":3"), json);
        assertTrue(json.contains("purchase_placed of order ord-7001"), json);
    }

    @Test
    void twoHoursLaterOnlyWhatStillWaitsIsTold() {
        pages = pages(Clock.offset(Given.CLOCK, Duration.ofHours(2)));
        String json = get(DATA, Map.of()).text;
        assertTrue(json.contains("\"present\":1,"), json);
        assertTrue(json.contains("\"cause\":\"backlog\""), json);
        assertTrue(get(DATA, Map.of("since", List.of("3h"))).text.contains("platform_rejected"));
    }

    @Test
    void aWindowThatHasEndedLeavesOutWhatCameLater() {
        pages = pages(Clock.offset(Given.CLOCK, Duration.ofHours(2)));
        Map<String, List<String>> before =
                Map.of("since", List.of("3h"), "until", List.of("2026-11-20T11:00:00Z"));
        assertFalse(get(DATA, before).text.contains("platform_rejected"), get(DATA, before).text);
        Map<String, List<String>> whole = Map.of("since", List.of("3h"), "until", List.of("1h"));
        String json = get(DATA, whole).text;
        assertTrue(json.contains("platform_rejected"), json);
        assertTrue(json.contains("\"until\":\"2026-11-20T13:00:00Z\""), json);
        assertTrue(
                json.contains("--status failed --since 2026-11-20T11:00:00Z --until 2026-11-20T13"),
                json);
        String page = get("/diagnose/window", whole).text;
        assertTrue(page.contains("name=\"until\" value=\"1h\""), page);
    }

    @Test
    void aTimeOfDayIsTheLatestThatHasPassed() {
        for (String noon : List.of("11:30", "2026-11-20T11:30", "2026-11-20 11:30:00")) {
            String json = get(DATA, Map.of("since", List.of(noon))).text;
            assertTrue(json.contains("\"since\":\"2026-11-20T11:30:00Z\""), json);
        }
        assertTrue(
                get(DATA, Map.of("since", List.of("12:30")))
                        .text
                        .contains("\"since\":\"2026-11-19T12:30:00Z\""));
    }

    @Test
    void anEndBeforeTheBeginningIsRefused() {
        Answer answer = get(DATA, Map.of("since", List.of("1h"), "until", List.of("2h")));
        assertEquals(400, answer.status);
        assertTrue(answer.text.contains("before the window begins"), answer.text);
        assertEquals(400, get(DATA, Map.of("until", List.of("soon"))).status);
    }

    @Test
    void oneSymptomIsPresentAndSeveralArePresentAndTheWayToOneOrderIsThere() {
        pages = pages(Clock.offset(Given.CLOCK, Duration.ofHours(2)));
        String page = get("/diagnose/window", Map.of()).text;
        assertTrue(page.contains("1 of the twelve symptoms is present."), page);
        assertTrue(page.contains("href=\"/diagnose\""), page);
    }

    @Test
    void whatCameTooLateForKlaviyoIsAMetricThatIsMissing() {
        Given.unit(
                store,
                unit ->
                        unit.insertDelivery(
                                Given.delivery(
                                        7001,
                                        "klaviyo",
                                        DeliveryStatus.SKIPPED,
                                        "too_late",
                                        "Klaviyo takes no event from before the year 2000.")));
        String json = get(DATA, Map.of("destination", List.of("klaviyo"))).text;
        String symptom = json.substring(json.indexOf("profiles_without_metrics"));
        assertTrue(symptom.contains("\"cause\":\"too_late\""), json);
        assertTrue(symptom.contains("from before the year 2000"), json);
    }

    @Test
    void aStartThatCannotBeReadIsRefusedWithAnExample() {
        for (String since : List.of("tomorrow", "2027-01-01T00:00:00Z", "999d", "\u0660h")) {
            Answer answer = get(DATA, Map.of("since", List.of(since)));
            assertEquals(400, answer.status);
            assertTrue(answer.text.contains("15m, 24h or 7d"), answer.text);
        }
    }

    @Test
    void whoSeesOtherMerchantsSeesNothingOfThisOne() {
        Operator other = new Operator("eve", Role.VIEWER, Set.of("globex"));
        HttpOutput own = pages.get(DATA, Map.of(), other);
        assertTrue(text(own).contains("\"present\":0"), text(own));
        HttpOutput foreign = pages.get(DATA, Map.of("merchant", List.of("acme")), other);
        assertEquals(400, foreign.status());
    }

    private record Answer(int status, String text) {}

    private Answer get(String path, Map<String, List<String>> query) {
        HttpOutput output = pages.get(path, query, Operator.LOCAL);
        return new Answer(output.status(), text(output));
    }

    private static String text(HttpOutput output) {
        return new String(output.body(), StandardCharsets.UTF_8);
    }
}
