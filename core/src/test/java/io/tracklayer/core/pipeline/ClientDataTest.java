// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.Grant;
import io.tracklayer.core.access.KeyKind;
import io.tracklayer.core.config.ClientData;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.consent.ConsentSettings;
import io.tracklayer.core.decide.Decider;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.Treatment;
import io.tracklayer.core.delivery.GivenDestination;
import io.tracklayer.core.delivery.TestClock;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.intake.GivenSource;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalRecord;
import io.tracklayer.core.journal.MemoryJournal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of visitors' addresses and browsers, in events and in stored requests. */
class ClientDataTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:20:31Z");
    private static final String WHOLE = "203.0.113.77 Firefox";
    private static final String CUT = "203.0.113.0 -";

    private final TestClock clock = new TestClock(NOW);
    private final MemoryJournal journal = new MemoryJournal();
    private final MemoryStore store = new MemoryStore();
    private final GivenSource site = new GivenSource("site").decoding(this::decoded);
    private final Pipeline pipeline = new Pipeline();
    private ClientData setting = ClientData.BY_CONSENT;
    private Treatment treatment = Treatment.NONE;
    private boolean unknownIsNo = true;
    private boolean mapped = true;
    private final Projector projector =
            new Projector(
                    journal,
                    store,
                    () -> new ActiveConfiguration(configuration(), new Rules()),
                    this::apply,
                    (next, settled, arrivals) -> {},
                    clock);

    @ParameterizedTest
    @CsvSource({
        "KEEP,       denied,  denied,  true,  whole",
        "KEEP,       -,       -,       true,  whole",
        "NEVER,      granted, granted, false, cut",
        "BY_CONSENT, denied,  denied,  false, cut",
        "BY_CONSENT, granted, denied,  true,  whole",
        "BY_CONSENT, denied,  granted, true,  whole",
        "BY_CONSENT, granted, granted, true,  whole",
        "BY_CONSENT, -,       -,       true,  cut",
        "BY_CONSENT, -,       -,       false, whole",
        "BY_CONSENT, denied,  -,       true,  cut",
        "BY_CONSENT, denied,  -,       false, whole",
        "BY_CONSENT, granted, -,       true,  whole",
    })
    void addressAndBrowserAreKeptAsTheStoreAndTheVisitorSay(
            ClientData given, String analytics, String marketing, boolean closed, String kept)
            throws Exception {
        setting = given;
        unknownIsNo = closed;
        take("e1 " + analytics + " " + marketing);
        String expected = kept.equals("cut") ? CUT : WHOLE;
        assertEquals(expected, event());
        assertEquals(expected, request(0));
        assertEquals("e1 " + analytics + " " + marketing, body(0), "the body stays as it came");
    }

    @Test
    void theRequestThatOnlyTellsARefusalIsCutToo() throws Exception {
        take("told granted granted");
        assertEquals(WHOLE, request(0));
        take("told denied denied");
        assertEquals(CUT, request(1));
    }

    @Test
    void aCutEventSaysSo() throws Exception {
        take("e1 denied denied");
        assertTrue(store.committed.events.get(1L).notes().toString().contains("client-data"));
        assertEquals(
                "cut to its network",
                store.committed.events.get(1L).provenance().get("user.client_ip").rule());
    }

    @Test
    void aRefusalInALaterCopyCutsTheRequestOfTheEarlierOneToo() throws Exception {
        unknownIsNo = false;
        take("e1 - -");
        assertEquals(WHOLE, request(0));
        take("e1 denied denied");
        assertEquals(CUT, event());
        assertEquals(CUT, request(0));
        assertEquals(CUT, request(1));
    }

    @Test
    void whatWaitsForAnAnswerIsKeptWholeUntilTheVisitorRefuses() throws Exception {
        treatment = waiting();
        take("e1 - -");
        assertEquals(WHOLE, event());
        treatment = Treatment.NONE;
        clock.advance(Duration.ofMinutes(1));
        take("e2 denied denied");
        assertEquals(CUT, event());
        assertEquals(CUT, request(0));
    }

    @Test
    void aRequestThatWasRefusedKeepsNoAddressWhereTheStoreKeepsNone() throws Exception {
        setting = ClientData.NEVER;
        Arrival.Refusal refusal = new Arrival.Refusal(401, "bad_signature", "no");
        append(arrival("e1 - -").refusedFor(refusal, new byte[0]));
        assertEquals(CUT, request(0));
    }

    @Test
    void aRequestThatIsSetAsideKeepsNoAddressEitherWhereTheStoreKeepsNone() throws Exception {
        setting = ClientData.NEVER;
        site.decoding(
                request -> {
                    throw new IllegalStateException("a defect of the source");
                });
        take("e1 granted granted");
        assertEquals("internal_error", store.committed.observations.get("0-0").reason());
        assertEquals(CUT, request(0));
    }

    @ParameterizedTest
    @CsvSource({"NEVER, false", "KEEP, true"})
    void aBrowsersNameThatWasCutIsNoSignOfAProgramWhenTheRequestIsTakenUpAgain(
            ClientData given, boolean bot) throws Exception {
        setting = given;
        Grant page = new Grant("page", KeyKind.BROWSER, KeyKind.BROWSER.most());
        mapped = false;
        append(arrival("e1 granted granted").without("user-agent", "203.0.113.0").with(page));
        mapped = true;
        Arrival.Again again = new Arrival.Again(0, clock.instant(), "anna");
        append(store.committed.arrivals.get(0L).takenUp(again));
        Event event = store.committed.events.values().iterator().next().event();
        assertEquals(bot, event.flag(EventField.BOT).orElse(false));
    }

    @Test
    void whatAKeyMayNotSendIsARowWithTheReasonAndNoEvent() throws Exception {
        Grant page = new Grant("page", KeyKind.BROWSER, KeyKind.BROWSER.most());
        append(arrival("refund granted granted").with(page));
        assertEquals(Map.of(), store.committed.events);
        assertEquals("server_only_event", store.committed.observations.get("0-0").reason());
        append(arrival("refund granted granted"));
        assertEquals(1, store.committed.events.size());
    }

    @Test
    void historyIsNoUseToAKeyWithoutTheScopeForIt() throws Exception {
        Grant page = new Grant("page", KeyKind.BROWSER, KeyKind.BROWSER.most());
        append(arrival("old granted granted").with(page));
        assertEquals("missing_scope:import", store.committed.observations.get("0-0").reason());
        append(arrival("old granted granted"));
        assertEquals(1, store.committed.events.size());
    }

    @Test
    void aGenuineRequestOfWhichNothingCouldBeUsedIsRejectedAndNotRefused() throws Exception {
        append(
                arrival("e1 - -")
                        .refusedFor(new Arrival.Refusal(200, "too_large", "it is"), new byte[9]));
        assertEquals(
                "rejected too_large",
                store.committed.observations.get("0-0").verdict().wire()
                        + " "
                        + store.committed.observations.get("0-0").reason());
    }

    private String event() {
        Event event = store.committed.events.get(1L).event();
        return event.text(EventField.CLIENT_IP).orElse("-")
                + " "
                + event.text(EventField.USER_AGENT).orElse("-");
    }

    private String request(long offset) {
        Arrival kept = store.committed.arrivals.get(offset);
        return kept.remoteAddress() + " " + kept.headers().getOrDefault("user-agent", "-");
    }

    private String body(long offset) {
        return body(store.committed.arrivals.get(offset).raw());
    }

    private static String body(byte[] raw) {
        return new String(raw, StandardCharsets.UTF_8).replace("\"", "");
    }

    private void take(String body) throws Exception {
        append(arrival(body));
    }

    private void append(Arrival arrival) throws Exception {
        journal.append(JournalCodec.encode(arrival));
        projector.advance();
    }

    private Arrival arrival(String body) {
        return new Arrival(
                "acme",
                "acme-eu",
                "site",
                "POST",
                "/site",
                Map.of(),
                Map.of("user-agent", "Firefox"),
                "203.0.113.77",
                clock.instant(),
                "write key",
                null,
                ("\"" + body + "\"").getBytes(StandardCharsets.UTF_8));
    }

    private List<Decoded> decoded(InboundRequest request) {
        return mapped
                ? messages(request)
                : List.of(new Decoded.Rejected("not_mapped", "nobody maps it yet"));
    }

    /** A body such as {@code "e1 denied -"}: event id or kind, analytics, marketing. */
    private static List<Decoded> messages(InboundRequest request) {
        String[] words = body(request.raw()).split(" ");
        boolean told = words[0].equals("told");
        Observation.Builder seen =
                (told
                                ? Observation.identity()
                                : Observation.of(
                                        words[0].equals("refund")
                                                ? EventName.ORDER_REFUNDED
                                                : EventName.PAGE_VIEWED))
                        .eventId(words[0])
                        .read(EventField.ANONYMOUS_ID, "v-1", "/v")
                        .read(EventField.ORDER_ID, "1001", "/order")
                        .read(EventField.CLIENT_IP, request.remoteAddress(), "remote address")
                        .read(EventField.USER_AGENT, "Firefox", "header user-agent");
        if (words[0].equals("old")) {
            seen.timing(
                    new Observation.Timing(
                            NOW.minus(Duration.ofDays(8)).toString(), null, false, "/time"));
        }
        Map<String, Object> consent = new HashMap<>();
        put(consent, "analytics", words[1]);
        put(consent, "marketing", words[2]);
        Observation observation =
                seen.consent(ConsentSignals.collect().statesOf(consent, "api").build()).build();
        return List.of(
                told ? new Decoded.Identified(observation) : new Decoded.Happened(observation));
    }

    private static void put(Map<String, Object> consent, String purpose, String state) {
        if (!state.equals("-")) {
            consent.put(purpose, state);
        }
    }

    private static Treatment waiting() {
        return new Treatment(
                false,
                null,
                List.of(),
                new TreeSet<>(),
                new TreeSet<>(),
                Duration.ZERO,
                new Treatment.Delay(Duration.ofHours(24), "consent_unknown", "No.", Set.of()),
                List.of(new Treatment.Cause("delay", "r1", "a.rules.yaml:3")));
    }

    /** What the pipeline route does. */
    private void apply(Applying<? extends JournalRecord> applying) {
        Applying<Arrival> arriving =
                new Applying<>(
                        applying.unit(),
                        applying.offset(),
                        (Arrival) applying.entry(),
                        applying.active(),
                        applying.now());
        for (Passage passage : pipeline.decode(arriving)) {
            pipeline.normalise(passage);
            if (passage.open()) {
                pipeline.firstCopy(passage);
                pipeline.merge(passage);
                pipeline.enrich(passage);
                pipeline.decide(passage);
            }
            pipeline.conclude(passage);
        }
    }

    private Configuration configuration() {
        StoreConfig shop =
                new StoreConfig(
                        "acme",
                        "acme-eu",
                        "EUR",
                        "DE",
                        Map.of(
                                "site",
                                new StoreConfig.SourceConfig(
                                        site,
                                        Settings.of(
                                                site.descriptor().settings(),
                                                Map.of("secret", List.of("s3cret"))))),
                        ConsentSettings.STANDARD,
                        setting);
        return new Configuration(
                null,
                new Configuration.Reconciliation(
                        Duration.ofHours(24), Duration.ZERO, Duration.ZERO),
                RetentionPolicy.standard(Duration.ofHours(24)),
                null,
                Map.of("acme-eu", shop),
                List.of(new GivenDestination("meta").config()),
                Map.of());
    }

    private final class Rules implements Decider {
        @Override
        public Decision decide(
                Event event, String region, DestinationConfig destination, Set<Purpose> purposes) {
            return new Decision(
                    true, "allowed", "", "r1", "a.rules.yaml:3", "v1", Set.of(), treatment);
        }

        @Override
        public boolean closesUnknown(Event event, String region) {
            return unknownIsNo;
        }

        @Override
        public String version() {
            return "v1";
        }
    }
}
