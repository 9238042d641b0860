// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Verdicts.Verdict;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.spi.InquiryResult;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a platform what became of records it took. Open inquiries are rows; only which of them are
 * being asked is remembered. Thread-safe.
 */
final class Inquirer {
    private static final Logger LOG = LoggerFactory.getLogger(Inquirer.class);
    private static final int AT_ONCE = 20;

    private final LaneHost host;
    private final Verdicts verdicts;
    private final PluginCalls calls;
    private final Set<String> asking = new HashSet<>();
    private Instant nextLook = Instant.MIN;

    Inquirer(LaneHost host, Verdicts verdicts, PluginCalls calls) {
        this.host = host;
        this.verdicts = verdicts;
        this.calls = calls;
    }

    /**
     * An inquiry after it was asked.
     *
     * @param after as it stands now
     * @param told what the platform says, or null when it says nothing yet
     */
    record Asked(Inquiry after, Verdict told, AttemptRecord.Said said) {
        List<DeliveryResult> results() {
            return told == null ? List.of() : told.results();
        }

        /** The same without secrets. */
        Asked masked(Masking masking) {
            return new Asked(after, told == null ? null : told.masked(masking), said);
        }
    }

    /** The inquiries that are due and not being asked; looks once a second. */
    synchronized List<Inquiry> due(String destination, Instant now) {
        if (now.isBefore(nextLook)) {
            return List.of();
        }
        nextLook = now.plusSeconds(1);
        return host.evidence().inquiries(destination, now, AT_ONCE + asking.size()).stream()
                .filter(inquiry -> asking.add(inquiry.attempt()))
                .limit(AT_ONCE)
                .toList();
    }

    /** Says that the evidence shows how the inquiry stands, or that it was not asked. */
    synchronized void settled(Inquiry inquiry) {
        asking.remove(inquiry.attempt());
    }

    /**
     * The request that asks; empty when the plugin gives none.
     *
     * @throws PluginFault if it failed
     */
    Optional<Shipment> pack(DestinationConfig config, Inquiry inquiry, Instant now) {
        return calls.call(
                PluginCalls.Function.INQUIRY,
                inquiry.events(),
                () -> shipment(config, inquiry, now));
    }

    private Optional<Shipment> shipment(DestinationConfig config, Inquiry inquiry, Instant now) {
        Optional<PlatformRequest> request =
                config.destination()
                        .inquiry(
                                inquiry.receipt(),
                                config.settings(),
                                new HostPackContext(now, host.productVersion()));
        if (request == null) {
            throw new PluginFault("no answer", null);
        }
        return request.map(PluginResults::check)
                .map(
                        checked ->
                                new Shipment(
                                        Packer.attemptId(now),
                                        new Batch(config, List.of()),
                                        checked,
                                        config.destination().tokenGrant(config.settings()),
                                        now,
                                        inquiry));
    }

    /** What it means that the plugin cannot ask. */
    Asked unasked(DestinationConfig config, Inquiry inquiry, Instant now) {
        return untold(config, inquiry, now, true, new AttemptRecord.Said("", "", "", List.of()));
    }

    /** What it means that the plugin failed before anything was sent. */
    Asked broken(DestinationConfig config, Inquiry inquiry, Instant now) {
        return notYet(config, inquiry, now, "adapter_contract", "the destination plugin failed");
    }

    /** Judges what came of asking. */
    Asked judge(Shipment shipment, SendResult result, Instant now) {
        DestinationConfig config = shipment.batch().destination();
        Inquiry inquiry = shipment.asks();
        if (result instanceof SendResult.Failed failed) {
            return notYet(config, inquiry, now, failed.code(), failed.text());
        }
        if (result instanceof SendResult.Unauthorised refused) {
            return notYet(config, inquiry, now, refused.code(), refused.text());
        }
        try {
            SendResult.Answered answered = (SendResult.Answered) result;
            InquiryResult said = interpret(config, inquiry, answered);
            if (said instanceof InquiryResult.NotYet later) {
                return notYet(config, inquiry, now, later.code(), later.text());
            }
            return told(shipment, answered, ((InquiryResult.Told) said).outcomes(), now);
        } catch (RuntimeException broken) {
            LOG.error("{}: the plugin failed to interpret an answer", config.id(), broken);
            return broken(config, inquiry, now);
        }
    }

    private InquiryResult interpret(
            DestinationConfig config, Inquiry inquiry, SendResult.Answered answered) {
        int records = inquiry.events().size();
        return calls.call(
                PluginCalls.Function.INTERPRET_INQUIRY,
                inquiry.events(),
                () ->
                        PluginResults.check(
                                config.destination()
                                        .interpretInquiry(
                                                answered.answer(), records, config.settings()),
                                records));
    }

    private Asked told(
            Shipment shipment, SendResult.Answered answered, List<Outcome> outcomes, Instant now) {
        DestinationConfig config = shipment.batch().destination();
        Inquiry inquiry = shipment.asks();
        Map<Long, Delivery> awaiting = awaiting(config, inquiry);
        List<Delivery> deliveries = new ArrayList<>();
        List<Outcome> theirs = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Delivery delivery = awaiting.get(inquiry.events().get(i));
            if (delivery != null) {
                deliveries.add(delivery);
                theirs.add(outcomes.get(i));
            }
        }
        Verdict verdict = verdicts.told(config, deliveries, theirs, answered.answer(), now);
        return new Asked(
                inquiry.over(),
                verdict,
                new AttemptRecord.Said(
                        Inquiry.OUTCOME,
                        summary(verdict.results()),
                        "the platform told what became of it",
                        AttemptRecord.warnings(shipment, answered, theirs)));
    }

    /** The reason all have in common; the deliveries say more. */
    private static String summary(List<DeliveryResult> results) {
        List<String> reasons = results.stream().map(DeliveryResult::reason).distinct().toList();
        return reasons.size() == 1 ? reasons.get(0) : reasons.isEmpty() ? "none_left" : "mixed";
    }

    private Asked notYet(
            DestinationConfig config, Inquiry inquiry, Instant now, String code, String text) {
        AttemptRecord.Said said =
                new AttemptRecord.Said(Inquiry.OUTCOME, code, "not told yet: " + text, List.of());
        return untold(config, inquiry, now, inquiry.isLast(now), said);
    }

    private Asked untold(
            DestinationConfig config,
            Inquiry inquiry,
            Instant now,
            boolean over,
            AttemptRecord.Said said) {
        if (!over) {
            return new Asked(inquiry.again(now), null, said);
        }
        List<Delivery> deliveries = List.copyOf(awaiting(config, inquiry).values());
        Verdict verdict = new Verdict(verdicts.untold(deliveries), null, List.of(), true);
        return new Asked(inquiry.over(), verdict, said);
    }

    private Map<Long, Delivery> awaiting(DestinationConfig config, Inquiry inquiry) {
        EvidenceQueries evidence = host.evidence();
        Map<Long, Delivery> awaiting = new HashMap<>();
        evidence.deliveriesOf(inquiry.events())
                .forEach(
                        (event, deliveries) ->
                                deliveries.stream()
                                        .filter(one -> one.destination().equals(config.id()))
                                        .filter(inquiry::isAwaitedBy)
                                        .forEach(one -> awaiting.put(event, one)));
        return awaiting;
    }
}
