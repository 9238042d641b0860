// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.console.Console;
import io.tracklayer.console.RulesInForce;
import io.tracklayer.core.access.Operator;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Settings;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the database finds what the console shows, among twenty thousand events. */
class ConsolePlansTest {
    private static final int EVENTS = 20_000;
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    /** Places that are answered without evidence. */
    private static final Set<String> PLAIN = Set.of("/destinations/connect");

    @TempDir static Path folder;

    private static JdbcEvidenceStore store;
    private static Console console;

    @BeforeAll
    static void fill() {
        store = JdbcEvidenceStore.open(folder, CLOCK);
        new Months(EVENTS, NOON).fill(store);
        StoreConfig shop = new StoreConfig("bench", "bench-eu", "EUR", "DE", Map.of());
        Configuration configuration =
                new Configuration(
                        null, null, null, null, Map.of("bench-eu", shop), destinations(), Map.of());
        ActiveConfiguration active = new ActiveConfiguration(configuration, null);
        RulesInForce rules = new RulesInForce("v1", NOON, List.of(), List.of(), null);
        console = new Console(store.queries(), () -> active, () -> rules, Map::of, CLOCK);
    }

    /** Of one plugin all, as its requests cost the database nothing. */
    private static List<DestinationConfig> destinations() {
        Destination webhook = GivenInstances.destination("webhook");
        Settings settings = GivenInstances.settings(webhook);
        return Months.DESTINATIONS.stream().map(id -> destination(id, webhook, settings)).toList();
    }

    private static DestinationConfig destination(String id, Destination plugin, Settings settings) {
        return new DestinationConfig(
                id, "webhook", "bench", Set.of(), true, plugin, settings, null, id);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void everyPageAndEveryPathOfTheReadApiIsMeasured() {
        Set<String> measured =
                ConsoleQueries.all().stream()
                        .map(ConsoleQueries.Question::template)
                        .collect(Collectors.toSet());
        measured.addAll(PLAIN);
        assertEquals(
                Stream.concat(Console.pages().stream(), Console.data().stream())
                        .collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(measured));
    }

    @Test
    void aTableReadFromEndToEndAndAPageSortedAreComplainedAbout() throws SQLException {
        try (Statements statements = Statements.watch(folder)) {
            statements.ask("SELECT seq FROM event WHERE event_time = 1");
            statements.ask("SELECT seq FROM event WHERE seq < 9 ORDER BY event_time LIMIT 5");
            List<String> complaints =
                    statements.plans().stream().flatMap(p -> p.complaints().stream()).toList();
            assertEquals(2, complaints.size(), complaints.toString());
            assertTrue(complaints.get(0).startsWith("reads all of EVENT "), complaints.get(0));
            assertTrue(complaints.get(1).startsWith("sorts before"), complaints.get(1));
        }
    }

    static Stream<ConsoleQueries.Question> questions() {
        return ConsoleQueries.all().stream();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aQuestionIsAnsweredByIndexesAloneAndSortsNothing(ConsoleQueries.Question question) {
        List<Plan> plans;
        try (Statements statements = Statements.watch(folder)) {
            for (long number : new long[] {7, EVENTS / 2 + 1, EVENTS - 2}) {
                HttpOutput answer = ask(question.about().apply(number));
                assertEquals(
                        200,
                        answer.status(),
                        () -> new String(answer.body(), StandardCharsets.UTF_8));
            }
            plans = statements.plans();
        }
        assertTrue(!plans.isEmpty() || question.template().endsWith("/rules"), question.name());
        assertEquals(
                List.of(), plans.stream().flatMap(plan -> plan.complaints().stream()).toList());
    }

    private static HttpOutput ask(String address) {
        URI uri = URI.create("http://console" + address);
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                String[] parts = pair.split("=", 2);
                query.put(parts[0], List.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
            }
        }
        return console.get(uri.getPath(), query, Operator.LOCAL);
    }
}
