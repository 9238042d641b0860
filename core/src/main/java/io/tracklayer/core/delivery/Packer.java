// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.consent.Withdrawals;
import io.tracklayer.core.delivery.Batch.Part;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.RateWindow;
import io.tracklayer.spi.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
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
            List<Made> made = made(config, some, events, now);
            for (int i = 0; i < made.size(); i++) {
                Delivery delivery = some.get(i);
                if (made.get(i).result() != null) {
                    settled.add(made.get(i).result());
                    continue;
                }
                PlatformRecord toSend = made.get(i).toSend();
                String key = toSend.batchKey() + halves.of(delivery.eventSeq());
                byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(new Part(delivery, toSend));
            }
        }
        return new Mapped(batches(config, byKey), settled);
    }

    Packed pack(Batch batch, Instant now) {
        DestinationConfig config = batch.destination();
        try {
            Shipment shipment =
                    calls.call(
                            PluginCalls.Function.PACK,
                            batch.eventSeqs(),
                            () -> shipment(batch, now));
            if (shipment.request().body().length > limits(config).maxBytes()) {
                return new Packed(Optional.empty(), tooLarge(batch, now));
            }
            return new Packed(Optional.of(shipment), List.of());
        } catch (PluginFault broken) {
            return new Packed(Optional.empty(), unpacked(batch, broken, now));
        }
    }

    // By time first, so that what belongs together lies together in the evidence's indexes.
    static String attemptId(Instant now) {
        HexFormat hex = HexFormat.of();
        return "att_"
                + hex.toHexDigits(now.toEpochMilli(), 12)
                + "-"
                + hex.toHexDigits(UUID.randomUUID().getLeastSignificantBits());
    }

    /** One record may be the culprit: in halves it is alone in the end, and only it is to blame. */
    private List<DeliveryResult> unpacked(Batch batch, PluginFault broken, Instant now) {
        String id = batch.destination().id();
        int records = batch.parts().size();
        if (!broken.made()) {
            return batch.eventSeqs().stream().map(event -> uncalled(event, now)).toList();
        }
        if (records == 1) {
            LOG.error("{}: the plugin failed to pack a record", id, broken);
            return verdicts.contractBroken(batch, broken.getMessage(), now);
        }
        LOG.warn(
                "{}: the plugin failed to pack {} records together ({}); they go again in halves",
                id,
                records,
                broken.getMessage());
        return inHalves(
                batch,
                "splitting",
                "the destination plugin failed on the whole request ("
                        + broken.getMessage()
                        + "); it goes again in halves",
                now);
    }

    /** A delivery whose plugin was not asked, because it is called no more: no attempt. */
    private static DeliveryResult uncalled(long event, Instant now) {
        return new DeliveryResult(
                event,
                DeliveryStatus.PENDING,
                "plugin_suspended",
                "the destination plugin is not called at present",
                false,
                now);
    }

    private Shipment shipment(Batch batch, Instant now) {
        Destination plugin = batch.destination().destination();
        Settings settings = batch.destination().settings();
        PlatformRequest request =
                PluginResults.check(
                        plugin.pack(
                                batch.records(),
                                settings,
                                new HostPackContext(now, productVersion)));
        return new Shipment(attemptId(now), batch, request, plugin.tokenGrant(settings), now);
    }

    /** In the order of the deliveries. */
    private List<Made> made(
            DestinationConfig config,
            List<Delivery> due,
            Map<Long, Withdrawals.Narrowed> events,
            Instant now) {
        Map<Long, Made> made = new HashMap<>();
        Map<Delivery, HostMapContext> fit = new LinkedHashMap<>();
        List<PluginCalls.Call<Mapping>> calls = new ArrayList<>();
        for (Delivery delivery : due) {
            Optional<Made> unfit = unfit(config, delivery, events.get(delivery.eventSeq()), now);
            unfit.ifPresent(ended -> made.put(delivery.eventSeq(), ended));
            if (unfit.isEmpty()) {
                HostMapContext context = new HostMapContext(evidence, config, now);
                fit.put(delivery, context);
                calls.add(map(config, delivery, events.get(delivery.eventSeq()), context));
            }
        }
        Iterator<PluginCalls.Answer<Mapping>> answers =
                this.calls.callEach(PluginCalls.Function.MAP, calls).iterator();
        fit.forEach(
                (delivery, context) ->
                        made.put(
                                delivery.eventSeq(),
                                made(config, delivery, answers.next(), context)));
        return due.stream().map(delivery -> made.get(delivery.eventSeq())).toList();
    }

    private static PluginCalls.Call<Mapping> map(
            DestinationConfig config,
            Delivery delivery,
            Withdrawals.Narrowed stored,
            HostMapContext context) {
        Event event = delivery.decision().applyTo(stored.event());
        return new PluginCalls.Call<>(
                List.of(delivery.eventSeq()),
                () ->
                        PluginResults.check(
                                config.destination().map(event, config.settings(), context)));
    }

    private Made made(
            DestinationConfig config,
            Delivery delivery,
            PluginCalls.Answer<Mapping> answer,
            HostMapContext context) {
        if (answer.fault() != null && !answer.fault().made()) {
            return new Made(null, uncalled(delivery.eventSeq(), context.now()));
        }
        if (answer.fault() != null) {
            LOG.error(
                    "{}: the plugin failed to map event {}",
                    config.id(),
                    delivery.eventSeq(),
                    answer.fault());
            return new Made(
                    null,
                    verdicts.contractBroken(
                            config, delivery, answer.fault().getMessage(), context.now()));
        }
        if (answer.value() instanceof Mapping.Skip skip) {
            return orders.mayChange(context, delivery, context.now())
                    .map(wait -> new Made(null, wait))
                    .orElseGet(
                            () ->
                                    ended(
                                            delivery,
                                            DeliveryStatus.SKIPPED,
                                            skip.code(),
                                            skip.sentence()));
        }
        return new Made(((Mapping.Send) answer.value()).platformRecord(), null);
    }

    /** What became of a delivery that the plugin is not asked about. */
    private Optional<Made> unfit(
            DestinationConfig config, Delivery delivery, Withdrawals.Narrowed stored, Instant now) {
        Optional<DeliveryResult> wait = orders.waits(config, delivery, now);
        if (wait.isPresent()) {
            return Optional.of(new Made(null, wait.get()));
        }
        if (delivery.requeued().filter(replay -> replay.over(now)).isPresent()) {
            return Optional.of(
                    ended(
                            delivery,
                            DeliveryStatus.SKIPPED,
                            "resend_unsafe",
                            "the platform would no longer recognise it as a repetition"));
        }
        if (stored == null) {
            return Optional.of(
                    ended(
                            delivery,
                            DeliveryStatus.FAILED,
                            "event_expired",
                            "the event's content is no longer kept, so it cannot be sent"));
        }
        Optional<Purpose> withdrawn =
                stored.refusal(config.destination().purposes(config.settings()));
        if (withdrawn.isPresent()) {
            return Optional.of(withdrawn(delivery, withdrawn.get(), stored));
        }
        Optional<DeliveryResult> waiting = ConsentWait.result(delivery, now);
        if (waiting.isPresent()) {
            return Optional.of(new Made(null, waiting.get()));
        }
        if (stored.event().eventTime().isBefore(now.minus(limits(config).maxAge()))) {
            return Optional.of(
                    ended(
                            delivery,
                            DeliveryStatus.FAILED,
                            "too_late",
                            config.destination().descriptor().title()
                                    + " takes events up to "
                                    + limits(config).maxAge().toHours()
                                    + " hours old"));
        }
        return Optional.empty();
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
        String reason = "payload_too_large";
        String sentence = "the request would be larger than the platform takes";
        if (batch.parts().size() > 1) {
            return inHalves(batch, reason, sentence, now);
        }
        long event = batch.eventSeqs().get(0);
        return List.of(
                new DeliveryResult(event, DeliveryStatus.FAILED, reason, sentence, false, null));
    }

    private List<DeliveryResult> inHalves(
            Batch batch, String reason, String sentence, Instant now) {
        halves.split(batch.eventSeqs());
        return batch.eventSeqs().stream()
                .map(
                        event ->
                                new DeliveryResult(
                                        event,
                                        DeliveryStatus.PENDING,
                                        reason,
                                        sentence,
                                        false,
                                        now))
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
