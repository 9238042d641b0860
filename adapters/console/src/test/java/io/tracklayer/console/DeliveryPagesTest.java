// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.LaneStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.RateWindow;
import io.tracklayer.spi.RedeliveryPolicy;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Tree;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryPagesTest {
    @TempDir Path folder;
    private JdbcEvidenceStore store;
    private Console console;
    private LaneStatus lane = lane(0);

    @BeforeEach
    void evidence() {
        store = JdbcEvidenceStore.open(folder, Given.CLOCK);
        console = console(store);
        Given.unit(
                store,
                unit -> {
                    for (long seq : List.of(7000L, 8000L)) {
                        unit.insertEvent(Given.purchase(seq, "ord-" + seq));
                    }
                    unit.insertDelivery(
                            Given.delivery(
                                    7000,
                                    "meta",
                                    DeliveryStatus.FAILED,
                                    "rejected",
                                    "no " + Given.HOSTILE));
                    unit.insertDelivery(
                            Given.delivery(
                                    8000, "meta", DeliveryStatus.PENDING, "waiting", "waits"));
                    unit.insertAttempt(
                            "meta",
                            Given.attempt("att-1", Given.NOON.plusSeconds(5), "retry"),
                            List.of(7000L));
                    unit.insertAttempt(
                            "meta",
                            Given.attempt("att-2", Given.NOON.plusSeconds(70), "mixed"),
                            List.of(7000L));
                });
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void eachAttemptStandsInTheOrderOfTimeWithTheWaitBeforeIt() {
        String page = page("/deliveries/7000/meta");
        int first = page.indexOf("after 5 s");
        int second = page.indexOf("after 1 min 4 s");
        assertTrue(first > 0 && second > first, page);
        assertTrue(page.contains("HTTP 200") && page.contains("took 87 ms"), page);
        assertTrue(page.contains("/api-logs/att-2"), page);
        assertTrue(page.contains("no further attempt"), page);
    }

    @Test
    void aDeliveryThatWaitsSaysWhenTheNextAttemptIsDue() {
        assertTrue(page("/deliveries/8000/meta").contains("next attempt due since"));
        ordered();
        String held = page("/deliveries/8000/meta");
        assertTrue(held.contains("no attempt before it is let go: paused by anna: sale"), held);
    }

    @Test
    void whatAnOperatorPausedIsShownAsHeldWithWhoAndWhyAndNoEnd() {
        ordered();
        lane = lane(0);
        String list = page("/deliveries?status=held");
        assertTrue(list.contains("paused by anna: sale"), list);
        assertFalse(list.contains("next try"), "nobody knows");
        assertEquals("paused", json("/api/v1/destinations/meta").text("/state").orElse(""));
        String page = page("/destinations/meta");
        assertTrue(page.contains("/api/v1/destinations/meta/resume"), page);
        assertFalse(page.contains("/api/v1/destinations/meta/pause\""), page);
        assertTrue(page.contains("kept back since 2026-11-20"), page);
        assertFalse(page.contains("requests leave as they come"), page);
    }

    @Test
    void onlyWhatHasEndedCanBeTickedAndTheFilterIsTheOrder() {
        String all = page("/deliveries");
        assertTrue(all.contains("value=\"7000/meta\""), all);
        assertFalse(all.contains("value=\"8000/meta\""), "it is sent anyway");
        String failed = page("/deliveries?status=failed&store=main&since=2026-11-01");
        assertTrue(
                failed.contains(
                        "data-order=\"{&quot;status&quot;:&quot;failed&quot;,&quot;store&quot;:&quot;main&quot;,"
                                + "&quot;since&quot;:&quot;2026-11-01T00:00:00Z&quot;}\""),
                failed);
        assertFalse(page("/deliveries?order_id=ord-7000").contains("id=\"replay-all\""));
    }

    @ParameterizedTest
    @CsvSource({
        "'status=failed', 7000",
        "'order_id=ord-8000', 8000",
        "'event_id=evt-7000', 7000",
        "'store=main&status=pending', 8000",
        "'until=2026-11-20 12:00:01', 8000;7000",
        "'since=24h', 8000;7000",
        "'since=2026-11-20T12:00:01', ''"
    })
    void theListAsJsonTakesTheSameFilters(String query, String seqs) {
        List<String> found =
                json("/api/v1/deliveries?" + query).each("/deliveries").stream()
                        .map(row -> row.find("/event_seq").orElseThrow().toString())
                        .toList();
        assertEquals(seqs, String.join(";", found));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/deliveries?since=yesterday",
                "/api-logs?status=9xx",
                "/api-logs?event=x",
                "/api-logs?until=2026-13-01"
            })
    void aFilterThatCannotBeReadIsNamed(String path) {
        HttpOutput answer = get(path);
        assertEquals(400, answer.status());
        assertTrue(text(answer).contains("parameter"), text(answer));
    }

    @Test
    void aDestinationShowsItsCircuitWindowsNeighboursAndLastAnswers() {
        lane = lane(3);
        String page = page("/destinations/meta");
        assertTrue(
                page.contains("stopped until 2026-11-20 12:00:30 UTC, after 3 failure(s)"), page);
        assertTrue(page.contains("7 of 10 requests in 1 min, of the whole account"), page);
        assertTrue(page.contains("shared with meta-us"), page);
        assertTrue(page.contains("/api-logs/att-2"), "the last success and failure are mixed");
        Tree json = json("/api/v1/destinations/meta");
        assertEquals("open", json.text("/circuit").orElse(""));
        assertEquals(7L, json.find("/rate_windows/0/used").orElseThrow());
        assertEquals("att-2", json.text("/last_failure/attempt").orElse(""));
    }

    @Test
    void thePagesOfDestinationsKeepEventDataInert() {
        for (String path :
                List.of(
                        "/deliveries",
                        "/deliveries/7000/meta",
                        "/destinations",
                        "/destinations/meta",
                        "/destinations/connect",
                        "/api-logs")) {
            String page = page(path);
            assertFalse(page.contains("<script>"), path);
            assertFalse(page.contains("<img"), path);
        }
    }

    @Test
    void aPluginIsOfferedWithEachSettingAndSecretsAreTypedUnseen() {
        assertTrue(page("/destinations/connect").contains("plugin=meta"));
        String form = page("/destinations/connect?plugin=meta");
        assertTrue(form.contains("name=\"settings.token\" type=\"password\""), form);
        assertTrue(form.contains("name=\"settings.pixel\" type=\"text\""), form);
        assertTrue(form.contains("data-order=\"/api/v1/destinations/connect\""), form);
        assertTrue(form.contains("<option value=\"acme\">acme"), form);
    }

    @Test
    void partialAcceptanceAndRemarksStandAboveTheRequest() {
        String page = page("/api-logs/att-2");
        assertTrue(page.contains("partial acceptance"), page);
        assertTrue(page.indexOf("price left out") < page.indexOf("Request (masked)"), page);
        assertTrue(page.contains("curl --globoff"), page);
        assertFalse(page("/api-logs/att-1").contains("partial acceptance"));
    }

    private void ordered() {
        Given.unit(
                store,
                unit ->
                        unit.putOrderedPause(
                                "meta", Optional.of(Pause.ordered("anna", "sale", Given.NOON))));
    }

    private Console console(EvidenceStore evidence) {
        StoreConfig shop = new StoreConfig("acme", "main", "EUR", "DE", Map.of());
        Configuration configuration =
                new Configuration(
                        null,
                        null,
                        null,
                        null,
                        Map.of("main", shop),
                        List.of(
                                new DestinationConfig(
                                        "meta",
                                        "meta",
                                        "acme",
                                        Set.of(),
                                        true,
                                        null,
                                        null,
                                        null,
                                        "destinations/meta.yaml")),
                        Map.of());
        ActiveConfiguration active = new ActiveConfiguration(configuration, null);
        RulesInForce rules =
                new RulesInForce("rules-1", Given.CLOCK.instant(), List.of(), List.of(), null);
        return new Console(
                evidence.queries(),
                () -> active,
                () -> rules,
                Map::of,
                new Sending(id -> Optional.of(lane), () -> List.of(descriptor())),
                () -> NodeSigns.QUIET,
                Given.CLOCK);
    }

    private static LaneStatus lane(int failures) {
        return new LaneStatus(
                Optional.empty(),
                Optional.empty(),
                failures,
                Optional.of(Given.NOON.plusSeconds(30)).filter(at -> failures > 0),
                4,
                1,
                List.of(
                        new LaneStatus.Window(
                                RateWindow.requests(10, Duration.ofMinutes(1)), 7, Given.NOON)),
                List.of("meta-us"));
    }

    static DestinationDescriptor descriptor() {
        return new DestinationDescriptor(
                "meta",
                "Meta " + Given.HOSTILE,
                "v25.0",
                List.of(
                        Setting.required("pixel", Setting.Type.TEXT, Given.HOSTILE),
                        Setting.secret("token", "the token")),
                Set.of(),
                new Limits(1, 1, Duration.ofDays(7), Duration.ZERO),
                RedeliveryPolicy.exponential(
                        5, Duration.ofSeconds(10), 2, Duration.ofHours(1), Duration.ofHours(24)),
                DestinationDescriptor.FailureMode.PER_RECORD,
                DestinationDescriptor.CorrectionMode.NONE,
                Duration.ZERO,
                DestinationDescriptor.TestMode.BODY,
                DestinationDescriptor.Auth.TOKEN,
                true,
                DestinationDescriptor.Maturity.BETA);
    }

    private String page(String path) {
        HttpOutput answer = get(path);
        assertEquals(200, answer.status(), path);
        return text(answer);
    }

    private Tree json(String path) {
        HttpOutput answer = get(path);
        assertEquals(200, answer.status(), text(answer));
        return Tree.root(StrictJson.readTrusted(text(answer)));
    }

    private static String text(HttpOutput answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private HttpOutput get(String path) {
        int mark = path.indexOf('?');
        Map<String, List<String>> query = new HashMap<>();
        if (mark >= 0) {
            for (String pair : path.substring(mark + 1).split("&")) {
                int equals = pair.indexOf('=');
                query.put(pair.substring(0, equals), List.of(pair.substring(equals + 1)));
            }
        }
        return console.get(mark < 0 ? path : path.substring(0, mark), query, Operator.LOCAL);
    }
}
