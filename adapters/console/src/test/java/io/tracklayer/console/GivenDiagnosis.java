// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.config.StoreConfig.SourceConfig;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.LaneStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store of evidence about one order and the console that is asked about it. */
final class GivenDiagnosis implements AutoCloseable {
    static final long EVENT = 7000;
    static final String ORDER = "548291";
    static final Instant NOON = Given.NOON;

    /** The payment of an order is told as its purchase. */
    private static final Settings BY_PAYMENT =
            Settings.of(
                    List.of(
                            Setting.choice(
                                    "send-purchase-on", List.of("placed", "paid"), "placed", "-")),
                    Map.of("send-purchase-on", List.of("paid")));

    final JdbcEvidenceStore store;
    final Map<String, Pause> pauses = new HashMap<>();
    LaneStatus lane;
    private final Console console;

    GivenDiagnosis(Path folder) {
        store = JdbcEvidenceStore.open(folder, Given.CLOCK);
        StoreConfig shop =
                new StoreConfig(
                        "acme",
                        "main",
                        "EUR",
                        "DE",
                        Map.of(
                                "shopify",
                                source(Authority.ORDER_SYSTEM),
                                "browser",
                                source(Authority.BROWSER)));
        Configuration configuration =
                new Configuration(
                        null,
                        null,
                        null,
                        null,
                        Map.of("main", shop),
                        List.of(destination("meta"), destination("awin", BY_PAYMENT)),
                        Map.of());
        ActiveConfiguration active = new ActiveConfiguration(configuration, null);
        RulesInForce rules = new RulesInForce("r1", NOON, List.of(), List.of(), null);
        console =
                new Console(
                        store.queries(),
                        () -> active,
                        () -> rules,
                        () -> pauses,
                        new Sending(id -> Optional.ofNullable(lane), List::of),
                        () -> NodeSigns.QUIET,
                        Given.CLOCK);
    }

    private static SourceConfig source(Authority side) {
        return new SourceConfig(new PlainSource(side), Settings.of(List.of(), Map.of()));
    }

    private static DestinationConfig destination(String id) {
        return destination(id, null);
    }

    private static DestinationConfig destination(String id, Settings settings) {
        return new DestinationConfig(
                id,
                id,
                "acme",
                Set.of(),
                true,
                null,
                settings,
                null,
                "config/destinations/" + id + ".yaml");
    }

    /** A purchase that browser and shop reported, with all that platforms match by. */
    static Event.Builder purchase() {
        return Event.named(EventName.PURCHASE_PLACED)
                .eventId("ord_548291_purchase")
                .eventTime(NOON.minusSeconds(65))
                .receivedAt(NOON.minusSeconds(60))
                .of("acme", "main")
                .sources(List.of("browser", "shopify"))
                .consent(
                        new Consent(
                                Map.of(Purpose.MARKETING, ConsentState.GRANTED), "tcf", "", null))
                .set(EventField.ORDER_ID, ORDER)
                .set(EventField.ORDER_NAME, "#1001")
                .set(EventField.VALUE, new BigDecimal("129.90"))
                .set(EventField.CURRENCY, "EUR")
                .set(EventField.EMAIL, "anna@example.com")
                .set(EventField.USER_AGENT, "Mozilla/5.0")
                .set(EventField.FBP, "fb.1.1.2")
                .set(
                        EventField.FBCLID,
                        new ClickId("IwAR0x", NOON.minusSeconds(3_600), "https://shop.example/"));
    }

    static StoredEvent stored(long seq, Event event) {
        return stored(seq, event, List.of());
    }

    static StoredEvent stored(long seq, Event event, List<String> notes) {
        return new StoredEvent(
                seq,
                event,
                Map.of(
                        "value", from("shopify", Authority.ORDER_SYSTEM),
                        "consent", from("browser", Authority.BROWSER),
                        "user.user_agent", from("browser", Authority.BROWSER)),
                notes,
                event.sources().size(),
                "v1",
                seq);
    }

    private static Provenance from(String source, Authority side) {
        return new Provenance("1-0", source, side, "/x", "as given");
    }

    void event(long seq, Event event) {
        Given.unit(store, unit -> unit.insertEvent(stored(seq, event)));
    }

    void event(long seq, Event event, String note) {
        Given.unit(store, unit -> unit.insertEvent(stored(seq, event, List.of(note))));
    }

    /** A message of an event, in a request of its own. */
    void message(long offset, long seq, String source, Instant at, Verdict verdict, String body) {
        Arrival arrival =
                new Arrival(
                        "acme",
                        "main",
                        source,
                        "POST",
                        "/in",
                        Map.of(),
                        Map.of(),
                        "192.0.2.1",
                        at,
                        "write key",
                        null,
                        body.getBytes(StandardCharsets.UTF_8));
        Given.unit(
                store,
                unit -> {
                    unit.insertArrival(offset, arrival);
                    unit.insertObservation(
                            new ObservationRow(
                                    offset + "-0",
                                    offset,
                                    "acme",
                                    "main",
                                    source,
                                    at,
                                    verdict,
                                    verdict == Verdict.REJECTED
                                            ? "missing_field:currency"
                                            : verdict.wire(),
                                    "the message does not give it",
                                    seq,
                                    "purchase_placed"));
                });
    }

    void delivery(DeliveryStatus status, String reason, String sentence, int attempts) {
        delivery(status, reason, sentence, attempts, NOON.plusSeconds(30));
    }

    void delivery(
            DeliveryStatus status, String reason, String sentence, int attempts, Instant due) {
        boolean byRule = status == DeliveryStatus.SKIPPED && !reason.startsWith("no_");
        Given.unit(
                store,
                unit ->
                        unit.insertDelivery(
                                new Delivery(
                                        EVENT,
                                        "meta",
                                        "acme",
                                        "purchase_placed",
                                        "ord_548291_purchase",
                                        ORDER,
                                        status,
                                        reason,
                                        sentence,
                                        new Decision(
                                                !byRule,
                                                byRule ? reason : "allowed",
                                                byRule ? sentence : "Nothing is against it.",
                                                "eu-marketing",
                                                "eu.rules.yaml:6",
                                                "v1",
                                                Set.of()),
                                        attempts,
                                        NOON.minusSeconds(60),
                                        NOON.minusSeconds(50),
                                        status == DeliveryStatus.PENDING ? due : null,
                                        attempts == 0 ? "" : "att-1")));
    }

    void attempt(String outcome, int status, String code, String text, List<String> warnings) {
        Given.unit(
                store,
                unit ->
                        unit.insertAttempt(
                                "meta",
                                new Attempt(
                                        "att-1",
                                        NOON.minusSeconds(50),
                                        87,
                                        "POST",
                                        "https://platform.example/",
                                        Map.of(),
                                        "{\"data\":[{\"event_id\":\"ord_548291_purchase\",\"opt_out\":true},{\"event_id\":\"other\",\"opt_out\":false}]}",
                                        status,
                                        Map.of(),
                                        "{}",
                                        outcome,
                                        code,
                                        text,
                                        warnings),
                                List.of(EVENT)));
    }

    /** Requests that failed in a row, and when the next one leaves. */
    void down(int failures, Instant next) {
        lane =
                new LaneStatus(
                        Optional.empty(),
                        Optional.empty(),
                        failures,
                        Optional.of(next),
                        0,
                        0,
                        List.of(),
                        List.of());
    }

    Tree asked(String path, String of) {
        return asked(path, Map.of("of", of), Operator.LOCAL);
    }

    Tree asked(String path, Map<String, String> question, Operator operator) {
        HttpOutput answer = console.ask("/api/v1/diagnose" + path, question, operator);
        return Tree.root(StrictJson.readTrusted(new String(answer.body(), StandardCharsets.UTF_8)));
    }

    /** The layers of the only destination asked about. */
    Tree meta() {
        return asked("", Map.of("of", ORDER, "destination", "meta"), Operator.LOCAL)
                .at("/destinations/0");
    }

    HttpOutput get(String path, Map<String, List<String>> query) {
        return console.get(path, query, Operator.LOCAL);
    }

    static Operator of(String merchant) {
        return new Operator("eve", Role.VIEWER, Set.of(merchant));
    }

    @Override
    public void close() {
        store.close();
    }
}
