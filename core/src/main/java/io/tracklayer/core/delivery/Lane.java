// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Batch.Part;
import io.tracklayer.core.delivery.Verdicts.Verdict;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.journal.Settlement;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One destination at work: claims what is due, packs it, judges the answer. Everything that waits
 * is a row; the lane remembers only what is in flight, whether the platform pauses, and how a
 * refused batch is being split. Thread-safe.
 */
public final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int SMALLEST_CLAIM = 50;

    private final EvidenceQueries evidence;
    private final Consumer<Settlement> settlements;
    private final Verdicts verdicts;
    private final Redelivery redelivery;
    private final Clock clock;
    private final String productVersion;

    private final Object lock = new Object();
    private final Set<Long> inFlight = new HashSet<>();
    private final Map<Long, String> halves = new ConcurrentHashMap<>();
    private DestinationConfig destination;
    private Pause pause;
    private Instant unavailableUntil = Instant.MIN;
    private int failuresInARow;
    private boolean news;
    private boolean closed;

    /**
     * Creates a lane.
     *
     * @param settlements journals a settlement durably before it returns
     * @param pause the pause the destination was in when the node stopped, if any
     */
    public Lane(
            DestinationConfig destination,
            Optional<Pause> pause,
            EvidenceQueries evidence,
            Consumer<Settlement> settlements,
            Redelivery redelivery,
            Clock clock,
            String productVersion) {
        this.destination = destination;
        this.evidence = evidence;
        this.settlements = settlements;
        this.verdicts = new Verdicts(redelivery);
        this.redelivery = redelivery;
        this.clock = clock;
        this.productVersion = productVersion;
        this.pause = pause.orElse(null);
        configure(destination);
    }

    /** The destination as it is set up now. */
    public DestinationConfig destination() {
        synchronized (lock) {
            return destination;
        }
    }

    /**
     * Takes a changed set-up; a hold ends when the settings or secrets it began under have changed.
     */
    public void configure(DestinationConfig changed) {
        boolean ended;
        synchronized (lock) {
            destination = changed;
            ended =
                    pause != null
                            && pause.isHold()
                            && !pause.fingerprint().equals(changed.fingerprint());
            if (ended) {
                pause = null;
                failuresInARow = 0;
                unavailableUntil = Instant.MIN;
            }
        }
        if (ended) {
            LOG.info("{}: the set-up changed, sending resumes", changed.id());
            settlements.accept(new Settlement(changed.id(), null, List.of(), null));
            wake();
        }
    }

    /** Says that new rows may be due. */
    public void wake() {
        synchronized (lock) {
            news = true;
            lock.notifyAll();
        }
    }

    /**
     * Says that the evidence now shows what became of these events, so they may be claimed again if
     * they are due.
     */
    public void settled(Collection<Long> eventSeqs) {
        synchronized (lock) {
            inFlight.removeAll(eventSeqs);
            news = true;
            lock.notifyAll();
        }
    }

    /**
     * Claims nothing more. A claim that waits is left to its patience: one that came back early
     * would be followed by another while the route is being stopped.
     */
    public void close() {
        synchronized (lock) {
            closed = true;
        }
    }

    /**
     * Claims what is due, waiting a little when nothing is. Deliveries the destination skips, or
     * whose event is too old for it, are settled at once.
     *
     * @return batches to send, each within the platform's bounds; empty when nothing was due in
     *     time
     */
    public List<Batch> claim(Duration patience) throws InterruptedException {
        List<Delivery> due = due();
        if (due.isEmpty()) {
            awaitNews(patience);
            due = due();
        }
        if (due.isEmpty()) {
            return List.of();
        }
        try {
            return batches(due);
        } catch (RuntimeException unfinished) {
            // nothing was sent yet, so the claim can simply be given up
            settled(due.stream().map(Delivery::eventSeq).toList());
            throw unfinished;
        }
    }

    /**
     * Packs a batch; a plugin that fails gets its deliveries back with the reason and nothing is
     * sent.
     */
    public Optional<Shipment> pack(Batch batch) {
        DestinationConfig config = batch.destination();
        Instant now = clock.instant();
        try {
            PlatformRequest request =
                    config.destination().pack(batch.records(), config.settings(), packContext(now));
            if (request.body().length > config.destination().descriptor().limits().maxBytes()) {
                tooLarge(batch, now);
                return Optional.empty();
            }
            return Optional.of(new Shipment("att_" + UUID.randomUUID(), batch, request, now));
        } catch (RuntimeException | LinkageError | StackOverflowError broken) {
            LOG.error(
                    "{}: the plugin failed to pack {} record(s)",
                    config.id(),
                    batch.parts().size(),
                    broken);
            giveBack(batch, broken.getClass().getSimpleName(), now);
            return Optional.empty();
        }
    }

    /** Judges what became of a shipment and settles its deliveries. */
    public void record(Shipment shipment, SendResult result) {
        Instant now = clock.instant();
        Batch batch = shipment.batch();
        List<Outcome> outcomes = List.of();
        Verdict verdict;
        if (result instanceof SendResult.Answered answered) {
            outcomes = interpret(batch, answered);
            verdict =
                    outcomes.isEmpty()
                            ? new Verdict(broken(batch, "interpret", now), null, List.of(), true)
                            : verdicts.answered(
                                    batch, outcomes, answered.answer(), now, failures());
        } else {
            verdict = verdicts.failed(batch, (SendResult.Failed) result, now);
        }
        remember(batch, verdict, now);
        Attempt attempt = AttemptRecord.of(shipment, result, outcomes, verdict.results());
        report(batch, verdict, attempt);
        settlements.accept(
                new Settlement(
                        batch.destination().id(), attempt, verdict.results(), currentPause()));
    }

    /** The pause the destination is in, if any. */
    public Optional<Pause> pause() {
        return Optional.ofNullable(currentPause());
    }

    private List<Delivery> due() {
        Instant now = clock.instant();
        int limit;
        List<Long> busy;
        synchronized (lock) {
            news = false;
            if (closed || !destination.enabled() || waits(now)) {
                return List.of();
            }
            // While the platform is down or holds us, one record is enough to find out whether it
            // is back.
            boolean probing = failuresInARow > 0 || pause != null;
            if (probing && !inFlight.isEmpty()) {
                return List.of();
            }
            int most = destination.destination().descriptor().limits().maxRecords();
            limit = probing ? 1 : Math.max(SMALLEST_CLAIM, most);
            busy = List.copyOf(inFlight);
        }
        List<Delivery> due = evidence.due(destination().id(), now, limit, busy);
        synchronized (lock) {
            due.forEach(delivery -> inFlight.add(delivery.eventSeq()));
        }
        return due;
    }

    private boolean waits(Instant now) {
        return unavailableUntil.isAfter(now) || pause != null && pause.until().isAfter(now);
    }

    private void awaitNews(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration next =
                evidence.nextDue(destination().id())
                        .map(at -> Duration.between(clock.instant(), at))
                        .orElse(patience);
        synchronized (lock) {
            Instant now = clock.instant();
            if (waits(now)) {
                Instant until =
                        pause != null && pause.until().isAfter(unavailableUntil)
                                ? pause.until()
                                : unavailableUntil;
                next = Duration.between(now, until);
            }
            long wake =
                    System.nanoTime()
                            + Math.max(1_000_000, Math.min(patience.toNanos(), next.toNanos()));
            while (!news && System.nanoTime() < Math.min(wake, deadline)) {
                lock.wait(Math.max(1, (Math.min(wake, deadline) - System.nanoTime()) / 1_000_000));
            }
        }
    }

    private List<Batch> batches(List<Delivery> due) {
        DestinationConfig config = destination();
        Instant now = clock.instant();
        List<DeliveryResult> settledNow = new ArrayList<>();
        Map<String, List<Part>> byKey = new LinkedHashMap<>();
        for (Delivery delivery : due) {
            Optional<DeliveryResult> final_ = Optional.empty();
            try {
                final_ = map(config, delivery, now, byKey);
            } catch (RuntimeException | LinkageError | StackOverflowError broken) {
                LOG.error(
                        "{}: the plugin failed to map event {}",
                        config.id(),
                        delivery.eventSeq(),
                        broken);
                final_ =
                        Optional.of(
                                verdicts.contractBroken(
                                        new Batch(config, List.of()),
                                        delivery,
                                        "map: " + broken.getClass().getSimpleName(),
                                        now));
            }
            final_.ifPresent(settledNow::add);
        }
        if (!settledNow.isEmpty()) {
            settlements.accept(new Settlement(config.id(), null, settledNow, null));
        }
        int most = config.destination().descriptor().limits().maxRecords();
        List<Batch> batches = new ArrayList<>();
        for (List<Part> parts : byKey.values()) {
            for (int from = 0; from < parts.size(); from += most) {
                batches.add(
                        new Batch(
                                config, parts.subList(from, Math.min(parts.size(), from + most))));
            }
        }
        return batches;
    }

    private Optional<DeliveryResult> map(
            DestinationConfig config,
            Delivery delivery,
            Instant now,
            Map<String, List<Part>> byKey) {
        Optional<StoredEvent> stored = evidence.event(delivery.eventSeq());
        if (stored.isEmpty()) {
            return Optional.of(
                    new DeliveryResult(
                            delivery.eventSeq(),
                            DeliveryStatus.FAILED,
                            "event_expired",
                            "the event's content is no longer kept, so it cannot be sent",
                            false,
                            null));
        }
        Event event = stored.get().event().without(delivery.decision().stripped());
        Destination plugin = config.destination();
        if (event.eventTime().isBefore(now.minus(plugin.descriptor().limits().maxAge()))) {
            return Optional.of(
                    new DeliveryResult(
                            delivery.eventSeq(),
                            DeliveryStatus.FAILED,
                            "too_late",
                            plugin.descriptor().title()
                                    + " takes events up to "
                                    + plugin.descriptor().limits().maxAge().toHours()
                                    + " hours old",
                            false,
                            null));
        }
        Mapping mapping = plugin.map(event, config.settings(), mapContext(config, now));
        if (mapping instanceof Mapping.Skip skip) {
            return Optional.of(
                    new DeliveryResult(
                            delivery.eventSeq(),
                            DeliveryStatus.SKIPPED,
                            skip.code(),
                            skip.sentence(),
                            false,
                            null));
        }
        PlatformRecord mapped = ((Mapping.Send) mapping).platformRecord();
        String key = mapped.batchKey() + halves.getOrDefault(delivery.eventSeq(), "");
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(new Part(delivery, mapped));
        return Optional.empty();
    }

    private List<Outcome> interpret(Batch batch, SendResult.Answered answered) {
        DestinationConfig config = batch.destination();
        try {
            List<Outcome> outcomes =
                    config.destination()
                            .interpret(answered.answer(), batch.records(), config.settings());
            if (outcomes.size() == batch.parts().size()) {
                return outcomes;
            }
            LOG.error(
                    "{}: the plugin gave {} outcomes for {} records",
                    config.id(),
                    outcomes.size(),
                    batch.parts().size());
        } catch (RuntimeException | LinkageError | StackOverflowError broken) {
            LOG.error("{}: the plugin failed to interpret an answer", config.id(), broken);
        }
        return List.of();
    }

    private void remember(Batch batch, Verdict verdict, Instant now) {
        synchronized (lock) {
            failuresInARow =
                    verdict.available() && verdict.pause() == null ? 0 : failuresInARow + 1;
            unavailableUntil =
                    verdict.available()
                            ? Instant.MIN
                            : now.plus(
                                    redelivery.delayAfter(
                                            batch.destination().redelivery(), failuresInARow));
            pause = verdict.pause();
        }
        batch.eventSeqs().forEach(halves::remove);
        List<Long> split = verdict.split();
        for (int i = 0; i < split.size(); i++) {
            halves.put(
                    split.get(i),
                    "#" + split.get(0) + (i < split.size() / 2 ? "a" : "b") + split.size());
        }
    }

    private void report(Batch batch, Verdict verdict, Attempt attempt) {
        String id = batch.destination().id();
        if (verdict.pause() != null && verdict.pause().isHold()) {
            LOG.warn(
                    "{}: {} ({}), {} delivery(ies) wait. {}",
                    id,
                    attempt.outcome(),
                    verdict.pause().code(),
                    batch.parts().size(),
                    verdict.pause().sentence());
        } else {
            LOG.debug(
                    "{}: {} record(s), {} {}",
                    id,
                    batch.parts().size(),
                    attempt.outcome(),
                    attempt.code());
        }
    }

    private void tooLarge(Batch batch, Instant now) {
        List<Long> events = batch.eventSeqs();
        boolean alone = events.size() == 1;
        List<DeliveryResult> results = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            halves.put(
                    events.get(i),
                    "#" + events.get(0) + (i < events.size() / 2 ? "a" : "b") + events.size());
            results.add(
                    new DeliveryResult(
                            events.get(i),
                            alone ? DeliveryStatus.FAILED : DeliveryStatus.PENDING,
                            "payload_too_large",
                            "the request would be larger than the platform takes",
                            false,
                            alone ? null : now));
        }
        settlements.accept(new Settlement(batch.destination().id(), null, results, null));
    }

    private void giveBack(Batch batch, String what, Instant now) {
        settlements.accept(
                new Settlement(
                        batch.destination().id(), null, broken(batch, "pack: " + what, now), null));
    }

    private List<DeliveryResult> broken(Batch batch, String what, Instant now) {
        return batch.parts().stream()
                .map(part -> verdicts.contractBroken(batch, part.delivery(), what, now))
                .toList();
    }

    private Pause currentPause() {
        synchronized (lock) {
            return pause;
        }
    }

    private int failures() {
        synchronized (lock) {
            return failuresInARow;
        }
    }

    private MapContext mapContext(DestinationConfig config, Instant now) {
        return new MapContext() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public boolean accepted(EventName name, String orderId) {
                return evidence.accepted(config.id(), config.merchant(), name.wire(), orderId);
            }
        };
    }

    private PackContext packContext(Instant now) {
        return new HostPackContext(now, productVersion);
    }

    private record HostPackContext(Instant now, String version) implements PackContext {
        @Override
        public byte[] json(Object tree) {
            return StrictJson.write(tree);
        }
    }

    /** A context for requests outside of deliveries, such as connection checks. */
    public static PackContext packContext(Instant now, String productVersion) {
        return new HostPackContext(now, productVersion);
    }

    /** Text of bytes, for evidence. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
