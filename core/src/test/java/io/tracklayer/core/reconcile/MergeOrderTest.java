// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import static io.tracklayer.core.reconcile.Copies.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.enrich.Enricher;
import io.tracklayer.core.evidence.Aside;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The same copies of one order give the same event in whatever order they are applied: matched,
 * joined and enriched as the pipeline does it. A copy is drawn as a list of digits; 0 leaves
 * something out, so that a failure shrinks to what matters.
 */
class MergeOrderTest {
    private static final int DIGITS = 22;
    private static final List<String> SOURCES = List.of("shopify", "browser", "segment", "pixel");
    private static final Windows DAY = Windows.of(Duration.ofHours(24));

    private final Enricher enricher = new Enricher();

    @Property(tries = 400, seed = "548291")
    void everyOrderOfTheSameCopiesGivesTheSameEvent(@ForAll("copies") List<Accepted> copies) {
        String expected = told(applied(copies));
        for (List<Accepted> order : orders(copies)) {
            assertEquals(expected, told(applied(order)));
        }
    }

    @Property(tries = 400, seed = "548291")
    void theTotalsOfAnEventAreThoseOfOneOfItsCopies(@ForAll("copies") List<Accepted> copies) {
        Map<EventField, Object> merged = totals(applied(copies).event());
        assertTrue(
                copies.stream().anyMatch(copy -> totals(copy.event()).equals(merged)),
                () -> merged + " is what no copy says");
    }

    @Property(tries = 400, seed = "548291")
    void everyOrderGivesTheSameEventUnderAnyAuthorities(
            @ForAll("copies") List<Accepted> copies,
            @ForAll("beliefs") Map<String, List<String>> believed) {
        Authorities authorities = new Authorities(believed);
        String expected = told(applied(copies, authorities));
        for (List<Accepted> order : orders(copies)) {
            assertEquals(expected, told(applied(order, authorities)));
        }
    }

    private StoredEvent applied(List<Accepted> copies) {
        return applied(copies, Authorities.standard());
    }

    private StoredEvent applied(List<Accepted> copies, Authorities authorities) {
        KeyTable unit = new KeyTable();
        for (int arrival = 0; arrival < copies.size(); arrival++) {
            Accepted copy = copies.get(arrival);
            Match match = new Matcher().match(unit, copy, List.of(), arrival + 1, DAY);
            assertEquals(arrival == 0, match instanceof Match.First, "all are copies of one order");
            unit.insertEvent(
                    enriched(
                            arrival == 0
                                    ? Copies.stored(copy)
                                    : joined(unit.findEvent(1).orElseThrow(), copy, authorities)));
        }
        return unit.findEvent(1).orElseThrow();
    }

    private static StoredEvent joined(StoredEvent known, Accepted copy, Authorities authorities) {
        Merger.Merge merge = new Merger(authorities).merge(known, copy);
        return new StoredEvent(
                1, merge.event(), merge.provenance(), List.of(), 2, "v1", 7, merge.aside());
    }

    private StoredEvent enriched(StoredEvent known) {
        Enricher.Enriched enriched = enricher.enrich(known.event(), known.provenance());
        return new StoredEvent(
                1, enriched.event(), enriched.provenance(), List.of(), 1, "v1", 7, known.aside());
    }

    /** Everything but which of two like copies it came from. */
    private static String told(StoredEvent stored) {
        Map<String, Provenance> origins = new TreeMap<>();
        stored.provenance().forEach((path, from) -> origins.put(path, anonymous(from)));
        List<Aside> aside =
                stored.aside().stream()
                        .map(
                                a ->
                                        new Aside(
                                                a.field(),
                                                a.currency(),
                                                a.value(),
                                                anonymous(a.from())))
                        .toList();
        return EventJson.toTree(stored.event()) + "\n" + origins + "\n" + aside;
    }

    private static Provenance anonymous(Provenance from) {
        return new Provenance(
                "", from.source(), from.authority(), from.origin(), from.rule(), from.at());
    }

    private static Map<EventField, Object> totals(Event event) {
        Map<EventField, Object> totals = new EnumMap<>(EventField.class);
        totals.putAll(event.fields());
        totals.keySet().retainAll(MoneyMerge.TOTALS);
        return totals;
    }

    private static <T> List<List<T>> orders(List<T> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> orders = new ArrayList<>();
        for (int first = 0; first < all.size(); first++) {
            List<T> rest = new ArrayList<>(all);
            T taken = rest.remove(first);
            for (List<T> order : orders(rest)) {
                List<T> whole = new ArrayList<>(List.of(taken));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }

    @Provide
    Arbitrary<List<Accepted>> copies() {
        return Arbitraries.integers()
                .between(0, 5)
                .list()
                .ofSize(DIGITS)
                .list()
                .ofMinSize(2)
                .ofMaxSize(5)
                .map(
                        drawn -> {
                            List<Accepted> copies = new ArrayList<>();
                            for (List<Integer> digits : drawn) {
                                copies.add(copy(copies.size(), digits));
                            }
                            return copies;
                        });
    }

    @Provide
    Arbitrary<Map<String, List<String>>> beliefs() {
        return Arbitraries.maps(
                Arbitraries.of("value", "user", "user.email", "items", "event_time", "page.url"),
                Arbitraries.of("shopify", "browser", "segment", "pixel", "order-system")
                        .list()
                        .uniqueElements()
                        .ofMinSize(1)
                        .ofMaxSize(3));
    }

    private static Accepted copy(int number, List<Integer> digits) {
        var next = digits.iterator();
        String source = SOURCES.get(next.next() % SOURCES.size());
        Authority authority =
                Set.of("browser", "pixel").contains(source)
                        ? Authority.BROWSER
                        : Authority.ORDER_SYSTEM;
        int minute = next.next();
        Instant time = TEN.minusSeconds(60L * minute);
        Event.Builder event =
                Event.named(
                                next.next() % 2 == 0
                                        ? EventName.PURCHASE_PLACED
                                        : EventName.SUBSCRIPTION_RENEWED)
                        .eventTime(time)
                        .receivedAt(TEN.plusMillis(number))
                        .of("acme", next.next() % 3 == 0 ? "acme-eu" : "acme-us")
                        .sources(List.of(source))
                        .test(next.next() == 5)
                        .set(EventField.ORDER_ID, "548291");
        Map<String, String> rules = new HashMap<>();
        int id = next.next();
        event.eventId("id-" + id % 3 + (id < 2 ? "-" + number : ""));
        rules.put(
                "event_id",
                id < 1 ? Provenance.MADE_BY_US : id < 2 ? Provenance.MADE_BY_SOURCE : "as given");
        int place = next.next();
        event.actionSource(place < 3 ? ActionSource.WEBSITE : ActionSource.values()[place]);
        rules.put("action_source", place < 2 ? Provenance.DEFAULT : "as the source states");
        rules.put("event_time", minute == 0 ? Provenance.ARRIVAL : "ISO 8601");
        money(event, next);
        person(event, next);
        event.consent(consent(next));
        return accepted(number, authority, event.build(), rules, minute == 0 ? null : time);
    }

    private static void money(Event.Builder event, Iterator<Integer> next) {
        int value = next.next();
        int currency = next.next();
        if (value > 0) {
            event.set(EventField.VALUE, new BigDecimal(100 + value % 3 + ".00"));
        }
        if (currency > 0) {
            event.set(EventField.CURRENCY, currency < 4 ? "EUR" : "USD");
        }
        if (next.next() > 2) {
            event.set(EventField.TAX, new BigDecimal(10 + value + ".00"));
        }
        int lines = next.next();
        if (lines > 0) {
            String price = lines < 3 ? null : lines + ".00";
            event.set(
                    EventField.ITEMS,
                    List.of(
                            price == null
                                    ? unpriced("v" + lines)
                                    : GivenEvents.item("v" + lines, price, 1)));
        }
        int predicted = next.next();
        if (predicted > 2) {
            event.set(EventField.PREDICTED_LTV, new BigDecimal(predicted + "00.00"));
        }
    }

    private static Item unpriced(String variant) {
        return new Item(
                variant, null, null, null, null, null, null, null, 1, null, null, null, null, null);
    }

    private static void person(Event.Builder event, Iterator<Integer> next) {
        int email = next.next();
        if (email > 0) {
            event.set(EventField.EMAIL, "jane" + email + "@example.com");
        }
        int page = next.next();
        if (page > 0) {
            event.set(
                    EventField.PAGE_URL,
                    "https://shop.example/p" + page + (page > 2 ? "?fbclid=Seen" + page : ""));
        }
        int click = next.next();
        if (click > 3) {
            event.set(EventField.FBCLID, new ClickId("Given" + click, null, null));
        }
    }

    /** A state and whether it is timed for each of two purposes; both share the signal's time. */
    private static Consent consent(Iterator<Integer> next) {
        Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
        for (Purpose purpose : List.of(Purpose.MARKETING, Purpose.ANALYTICS)) {
            states.put(purpose, ConsentState.values()[next.next() % 3]);
        }
        int minute = next.next();
        return new Consent(
                states,
                "signal" + next.next() % 2,
                "",
                minute == 0 ? null : TEN.plusSeconds(60L * (minute % 3)));
    }

    private static Accepted accepted(
            int number, Authority authority, Event event, Map<String, String> rules, Instant at) {
        Map<String, Provenance> provenance =
                event.fields().keySet().stream()
                        .map(EventField::path)
                        .collect(
                                Collectors.toMap(
                                        path -> path,
                                        path -> from(number, authority, event, "as given", at)));
        rules.forEach(
                (path, rule) -> provenance.put(path, from(number, authority, event, rule, at)));
        if (event.consent().known()) {
            provenance.put("consent", from(number, authority, event, "as given", at));
        }
        return new Accepted(event, provenance, List.of());
    }

    private static Provenance from(
            int number, Authority authority, Event event, String rule, Instant at) {
        return new Provenance(number + "-0", event.sources().get(0), authority, "", rule, at);
    }
}
