// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.Proof;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.diagnose.Symptom;
import io.tracklayer.core.diagnose.window.Groups.Key;
import io.tracklayer.core.diagnose.window.Window.Sale;
import io.tracklayer.core.evidence.CollisionRow.Kind;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One purchase that a platform takes for two. */
final class CountedTwice implements SymptomCheck {
    private static final Duration APART = Duration.ofMinutes(10);

    /** What two copies of one purchase may share beside their amount. */
    private static final List<EventField> PERSON =
            List.of(
                    EventField.CHECKOUT_TOKEN,
                    EventField.CART_TOKEN,
                    EventField.EMAIL,
                    EventField.PHONE,
                    EventField.EXTERNAL_ID,
                    EventField.FBP,
                    EventField.GA_CLIENT_ID);

    @Override
    public Symptom symptom() {
        return Symptom.COUNTED_TWICE;
    }

    @Override
    public String looksAt() {
        return "orders with two event ids, and delivered purchases of the same amount and person,"
                + " one from the page and one from the server, within ten minutes";
    }

    @Override
    public List<WindowFinding> check(Window window) {
        List<WindowFinding> found = new ArrayList<>();
        for (DestinationConfig destination : window.destinations()) {
            List<Sale> delivered =
                    window.liveSales().stream()
                            .filter(sale -> sale.deliveredTo(destination))
                            .toList();
            if (Platforms.of(destination).isPresent()) {
                found.addAll(
                        Contradictions.of(
                                window, destination, delivered, Kind.ORDER_WITH_TWO_EVENT_IDS));
            }
            found.addAll(
                    unjoined(destination, delivered)
                            .findings(State.FAILED, delivered.size(), window.salesCut()));
        }
        return found;
    }

    private static Groups unjoined(DestinationConfig destination, List<Sale> delivered) {
        Map<List<Object>, List<Sale>> byPage = new HashMap<>();
        delivered.stream()
                .filter(sale -> only(sale, Authority.BROWSER, Authority.ORDER_SYSTEM))
                .forEach(
                        sale ->
                                byPage.computeIfAbsent(amount(sale), fresh -> new ArrayList<>())
                                        .add(sale));
        Groups groups = new Groups();
        for (Sale sale : delivered) {
            if (only(sale, Authority.ORDER_SYSTEM, Authority.BROWSER)) {
                byPage.getOrDefault(amount(sale), List.of()).stream()
                        .filter(page -> same(page, sale))
                        .findFirst()
                        .ifPresent(page -> groups.add(key(destination), proof(page, sale)));
            }
        }
        return groups;
    }

    private static boolean only(Sale sale, Authority side, Authority other) {
        return SentNotCounted.by(sale.stored(), side) && !SentNotCounted.by(sale.stored(), other);
    }

    private static List<Object> amount(Sale sale) {
        Event event = sale.stored().event();
        return List.of(
                event.store(),
                event.value().map(value -> value.stripTrailingZeros().toPlainString()).orElse(""),
                event.currency().orElse(""));
    }

    private static boolean same(Sale page, Sale server) {
        Event one = page.stored().event();
        Event other = server.stored().event();
        Duration apart = Duration.between(one.receivedAt(), other.receivedAt()).abs();
        return apart.compareTo(APART) <= 0
                && (PERSON.stream().anyMatch(field -> shared(one, other, field))
                        || digits(one).equals(digits(other)) && !digits(one).isEmpty());
    }

    private static boolean shared(Event one, Event other, EventField field) {
        return one.text(field)
                .filter(value -> other.text(field).filter(value::equals).isPresent())
                .isPresent();
    }

    private static String digits(Event event) {
        return event.orderId().orElse("").replaceAll("\\D", "");
    }

    private static Key key(DestinationConfig destination) {
        return new Key(
                destination.id(),
                Cause.COPIES_NOT_JOINED,
                "page and server reported it under different orders and event ids, so it went out"
                        + " twice");
    }

    private static Proof proof(Sale page, Sale server) {
        return new Proof(
                "page: " + ids(page.stored().event()) + "; server: " + ids(server.stored().event()),
                "/events/" + server.stored().seq());
    }

    private static String ids(Event event) {
        return "order " + event.orderId().orElse("(none)") + ", event id " + event.eventId();
    }
}
