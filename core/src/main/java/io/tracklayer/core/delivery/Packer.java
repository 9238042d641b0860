// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.consent.Withdrawals;
import io.tracklayer.core.delivery.Batch.Part;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.RateWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes batches of due deliveries and requests of batches by asking the plugin. What cannot be sent
 * comes back as results.
 */
final class Packer {
    private static final Logger LOG = LoggerFactory.getLogger(Packer.class);

    private static final int READ_AT_ONCE = 50;

    private final EvidenceQueries evidence;
    private final Verdicts verdicts;
    private final Halves halves;
    private final PluginCalls calls;
    private final String productVersion;
    private final OrderGate orders;

    Packer(
            EvidenceQueries evidence,
            Verdicts verdicts,
            Halves halves,
            PluginCalls calls,
            String productVersion) {
        this.evidence = evidence;
        this.verdicts = verdicts;
        this.halves = halves;
        this.calls = calls;
        this.productVersion = productVersion;
        this.orders = new OrderGate(evidence);
    }

    /** Batches within the platform's bounds, and what became of the deliveries in none. */
    record Mapped(List<Batch> batches, List<DeliveryResult> settled) {}

    /** A request, or what became of its deliveries when there can be none. */
    record Packed(Optional<Shipment> shipment, List<DeliveryResult> settled) {}

    /** What the plugin made of one delivery: a record to send, or a result. */
    private record Made(PlatformRecord toSend, DeliveryResult result) {}

    Mapped map(DestinationConfig config, List<Delivery> due, Instant now) {
        List<DeliveryResult> settled = new ArrayList<>();
        Map<String, List<Part>> byKey = new LinkedHashMap<>();
        for (int from = 0; from < due.size(); from += READ_AT_ONCE) {
            List<Delivery> some = due.subList(from, Math.min(due.size(), from + READ_AT_ONCE));
            Map<Long, Withdrawals.Narrowed> events =
                    Withdrawals.of(
                            evidence,
                            evidence.events(some.stream().map(Delivery::eventSeq).toList()));
            for (Delivery delivery : some) {
                Made made = made(config, delivery, events.get(delivery.eventSeq()), now);
                if (made.result() != null) {
                    settled.add(made.result());
                    continue;
                }
                String key = made.toSend().batchKey() + halves.of(delivery.eventSeq());
                byKey.computeIfAbsent(key, k -> new ArrayList<>())
                        .add(new Part(delivery, made.toSend()));
            }
        }
        return new Mapped(batches(config, byKey), settled);
    }

    Packed pack(Batch batch, Instant now) {
        DestinationConfig config = batch.destination();
        try {
            PlatformRequest request =
                    calls.call(
                            PluginCalls.Function.PACK,
                            batch.eventSeqs(),
                            () -> request(batch, now));
            if (request.body().length > limits(config).maxBytes()) {
                return new Packed(Optional.empty(), tooLarge(batch, now));
            }
            return new Packed(
                    Optional.of(new Shipment("att_" + UUID.randomUUID(), batch, request, now)),
                    List.of());
        } catch (PluginFault broken) {
            LOG.error(
                    "{}: the plugin failed to pack {} record(s)",
                    config.id(),
                    batch.parts().size(),
                    broken);
            return new Packed(
                    Optional.empty(), verdicts.contractBroken(batch, broken.getMessage(), now));
        }
    }

    private PlatformRequest request(Batch batch, Instant now) {
        DestinationConfig config = batch.destination();
        return PluginResults.check(
                config.destination()
                        .pack(
                                batch.records(),
                                config.settings(),
                                new HostPackContext(now, productVersion)));
    }

    private Made made(
            DestinationConfig config, Delivery delivery, Withdrawals.Narrowed stored, Instant now) {
        return orders.waits(config, delivery, now)
                .map(wait -> new Made(null, wait))
                .orElseGet(() -> make(config, delivery, stored, now));
    }

    private Made make(
            DestinationConfig config, Delivery delivery, Withdrawals.Narrowed stored, Instant now) {
        if (delivery.requeued().filter(replay -> replay.over(now)).isPresent()) {
            return ended(
                    delivery,
                    DeliveryStatus.SKIPPED,
                    "resend_unsafe",
                    "the platform would no longer recognise it as a repetition");
        }
        if (stored == null) {
            return ended(
                    delivery,
                    DeliveryStatus.FAILED,
                    "event_expired",
                    "the event's content is no longer kept, so it cannot be sent");
        }
        Optional<Purpose> withdrawn =
                stored.refusal(config.destination().purposes(config.settings()));
        if (withdrawn.isPresent()) {
            return withdrawn(delivery, withdrawn.get(), stored);
        }
        Event event = stored.event().without(delivery.decision().stripped());
        if (event.eventTime().isBefore(now.minus(limits(config).maxAge()))) {
            return ended(
                    delivery,
                    DeliveryStatus.FAILED,
                    "too_late",
                    config.destination().descriptor().title()
                            + " takes events up to "
                            + limits(config).maxAge().toHours()
                            + " hours old");
        }
        HostMapContext context = new HostMapContext(evidence, config, now);
        try {
            Mapping mapping =
                    calls.call(
                            PluginCalls.Function.MAP,
                            List.of(delivery.eventSeq()),
                            () ->
                                    PluginResults.check(
                                            config.destination()
                                                    .map(event, config.settings(), context)));
            if (mapping instanceof Mapping.Skip skip) {
                return orders.mayChange(context, delivery, now)
                        .map(wait -> new Made(null, wait))
                        .orElseGet(
                                () ->
                                        ended(
                                                delivery,
                                                DeliveryStatus.SKIPPED,
                                                skip.code(),
                                                skip.sentence()));
            }
            return new Made(((Mapping.Send) mapping).platformRecord(), null);
        } catch (PluginFault broken) {
            LOG.error(
                    "{}: the plugin failed to map event {}",
                    config.id(),
                    delivery.eventSeq(),
                    broken);
            return new Made(
                    null, verdicts.contractBroken(config, delivery, broken.getMessage(), now));
        }
    }

    private static Made withdrawn(
            Delivery delivery, Purpose purpose, Withdrawals.Narrowed narrowed) {
        Instant since = narrowed.since().get(purpose);
        String when = since == null ? "" : " at " + since;
        return ended(
                delivery,
                DeliveryStatus.SKIPPED,
                "consent_withdrawn:" + purpose.wire(),
                "the visitor refused " + purpose.wire() + when + ", before the event was sent");
    }

    private static Made ended(
            Delivery delivery, DeliveryStatus status, String reason, String sentence) {
        return new Made(
                null,
                new DeliveryResult(delivery.eventSeq(), status, reason, sentence, false, null));
    }

    private static List<Batch> batches(DestinationConfig config, Map<String, List<Part>> byKey) {
        int most = mostRecords(config);
        List<Batch> batches = new ArrayList<>();
        for (List<Part> parts : byKey.values()) {
            for (int from = 0; from < parts.size(); from += most) {
                int to = Math.min(parts.size(), from + most);
                batches.add(new Batch(config, parts.subList(from, to)));
            }
        }
        return batches;
    }

    private List<DeliveryResult> tooLarge(Batch batch, Instant now) {
        boolean alone = batch.parts().size() == 1;
        if (!alone) {
            halves.split(batch.eventSeqs());
        }
        return batch.eventSeqs().stream()
                .map(
                        event ->
                                new DeliveryResult(
                                        event,
                                        alone ? DeliveryStatus.FAILED : DeliveryStatus.PENDING,
                                        "payload_too_large",
                                        "the request would be larger than the platform takes",
                                        false,
                                        alone ? null : now))
                .toList();
    }

    /** Most records of one request: what a window of records holds at most is a bound, too. */
    static int mostRecords(DestinationConfig config) {
        return config.rates().stream()
                .filter(rate -> rate.unit() == RateWindow.Unit.RECORDS)
                .mapToInt(RateWindow::permits)
                .reduce(limits(config).maxRecords(), Math::min);
    }

    private static Limits limits(DestinationConfig config) {
        return config.destination().descriptor().limits();
    }
}
