// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.diagnose.window.WindowDiagnosis.Sources;
import io.tracklayer.core.diagnose.window.WindowQueries.EventHead;
import io.tracklayer.core.diagnose.window.WindowQueries.Scope;
import io.tracklayer.core.diagnose.window.WindowQueries.Span;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.EvidenceQueries.CollisionFilter;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.EvidenceQueries.Pulse;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.EventName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of a window that several checks look at, each read once and only when asked for. Not
 * thread-safe.
 */
final class Window {
    /** Events of one name, and deliveries or messages of one kind, that are looked at. */
    static final int MOST = 500;

    /** Events looked at for their rows alone. */
    static final int MOST_HEADS = 2_000;

    private static final List<EventName> PURCHASES =
            List.of(EventName.PURCHASE_PLACED, EventName.SUBSCRIPTION_RENEWED);

    private final WindowQuestion question;
    private final Sources sources;
    private final Configuration configuration;
    private final Scope scope;
    private final Map<EventName, List<StoredEvent>> events = new EnumMap<>(EventName.class);
    private final Map<Verdict, List<ObservationRow>> messages = new EnumMap<>(Verdict.class);
    private final Map<DeliveryStatus, List<Delivery>> standing =
            new EnumMap<>(DeliveryStatus.class);
    private final Map<String, Optional<Attempt>> failing = new HashMap<>();
    private final Map<String, Pause> pauses;
    private List<EventHead> heads;
    private List<Sale> sales;
    private List<CollisionRow> collisions;

    Window(WindowQuestion question, Sources sources) {
        this.question = question;
        this.sources = sources;
        this.configuration = sources.configuration().get();
        this.scope =
                new Scope(
                        sources.rows().firstEvent(question.since()).orElse(Long.MAX_VALUE),
                        question.ended()
                                ? sources.rows().firstEvent(question.until()).orElse(Long.MAX_VALUE)
                                : Long.MAX_VALUE,
                        question.merchants());
        this.pauses = new HashMap<>(sources.waits().get());
        pauses.putAll(sources.evidence().pauses());
    }

    /** A purchase with what became of it at the destinations asked about. */
    record Sale(StoredEvent stored, List<Delivery> deliveries) {
        boolean isTest() {
            return stored.event().test();
        }

        Optional<Delivery> at(DestinationConfig destination) {
            return deliveries.stream()
                    .filter(row -> row.destination().equals(destination.id()))
                    .findFirst();
        }

        boolean deliveredTo(DestinationConfig destination) {
            return at(destination)
                    .filter(row -> row.status() == DeliveryStatus.DELIVERED)
                    .isPresent();
        }
    }

    WindowQuestion question() {
        return question;
    }

    Sources sources() {
        return sources;
    }

    Configuration configuration() {
        return configuration;
    }

    /** The destinations asked about, in the order of their ids. */
    List<DestinationConfig> destinations() {
        return configuration.destinations().stream()
                .filter(question::asksFor)
                .sorted(Comparator.comparing(DestinationConfig::id))
                .toList();
    }

    /** The pause or hold a destination is in now. */
    Optional<Pause> pause(String destination) {
        return Optional.ofNullable(pauses.get(destination))
                .filter(pause -> pause.isHold() || pause.until().isAfter(question.now()));
    }

    /** The latest request to a destination, when it failed. */
    Optional<Attempt> failing(String destination) {
        return failing.computeIfAbsent(destination, this::latestBad);
    }

    private Optional<Attempt> latestBad(String destination) {
        return Optional.ofNullable(sources.evidence().pulses().get(destination))
                .filter(Window::failed)
                .flatMap(Pulse::lastBad)
                .flatMap(beat -> sources.evidence().attempt(beat.attempt()))
                .map(AttemptRow::attempt);
    }

    private static boolean failed(Pulse pulse) {
        return pulse.lastBad()
                .filter(
                        bad ->
                                pulse.lastGood()
                                        .filter(good -> good.at().isAfter(bad.at()))
                                        .isEmpty())
                .isPresent();
    }

    List<EventHead> heads() {
        if (heads == null) {
            heads = sources.rows().heads(scope, MOST_HEADS);
        }
        return heads;
    }

    List<StoredEvent> events(EventName name) {
        return events.computeIfAbsent(name, one -> sources.rows().events(scope, one, MOST));
    }

    /** The newest purchases, live ones and tests. */
    List<Sale> sales() {
        if (sales == null) {
            List<StoredEvent> all = new ArrayList<>();
            PURCHASES.forEach(name -> all.addAll(events(name)));
            sales = withDeliveries(all);
        }
        return sales;
    }

    /** Those that a source did not mark as a test. */
    List<Sale> liveSales() {
        return sales().stream().filter(sale -> !sale.isTest()).toList();
    }

    /** Whether there may be older purchases in the window than those looked at. */
    boolean salesCut() {
        return PURCHASES.stream().anyMatch(name -> events(name).size() >= MOST);
    }

    List<Sale> withDeliveries(List<StoredEvent> stored) {
        Map<Long, List<Delivery>> rows =
                sources.evidence().deliveriesOf(stored.stream().map(StoredEvent::seq).toList());
        return stored.stream()
                .map(event -> new Sale(event, asked(rows.getOrDefault(event.seq(), List.of()))))
                .toList();
    }

    private List<Delivery> asked(List<Delivery> rows) {
        return rows.stream().filter(row -> question.asksFor(row.destination())).toList();
    }

    /** Deliveries of events of the window; those that are pending also of older events. */
    List<Delivery> deliveries(DeliveryStatus status) {
        return standing.computeIfAbsent(status, this::read);
    }

    private List<Delivery> read(DeliveryStatus status) {
        Scope from =
                status == DeliveryStatus.PENDING
                        ? new Scope(0, scope.toSeq(), question.merchants())
                        : scope;
        Set<String> asked =
                question.destinations().isEmpty() ? Set.of("") : question.destinations();
        return asked.stream()
                .flatMap(one -> sources.rows().deliveries(from, status, one, MOST).stream())
                .toList();
    }

    List<ObservationRow> messages(Verdict verdict) {
        return messages.computeIfAbsent(
                verdict,
                one ->
                        sources.rows().observations(one, scope, span(), MOST).stream()
                                .filter(this::meantForAsked)
                                .toList());
    }

    /** What came for another merchant never was for the destinations asked about. */
    private boolean meantForAsked(ObservationRow row) {
        return question.destinations().isEmpty()
                || row.merchant().isEmpty()
                || destinations().stream().anyMatch(one -> one.merchant().equals(row.merchant()));
    }

    /** When what is asked about was. */
    Span span() {
        return question.ended()
                ? new Span(question.since(), question.until())
                : Span.from(question.since());
    }

    /** Contradictions between copies that were found within the window. */
    List<CollisionRow> collisions() {
        if (collisions == null) {
            collisions =
                    sources
                            .evidence()
                            .collisions(CollisionFilter.all(), Long.MAX_VALUE, MOST)
                            .stream()
                            .filter(row -> question.includes(row.at()))
                            .filter(row -> question.concerns(row.merchant()))
                            .toList();
        }
        return collisions;
    }

    /** Whether an event of that name is kept at all, of a store. */
    boolean everHad(EventName name, String merchant, String store) {
        return !sources.evidence()
                .events(new EventFilter(name.wire(), merchant, store, ""), Long.MAX_VALUE, 1)
                .isEmpty();
    }
}
