// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Verdicts.Verdict;
import io.tracklayer.spi.Outcome;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the plugin what an answer means; a plugin that breaks its contract judges nothing. */
final class Judge {
    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    private final Verdicts verdicts;
    private final PluginCalls calls;

    Judge(Verdicts verdicts, PluginCalls calls) {
        this.verdicts = verdicts;
        this.calls = calls;
    }

    /** What the plugin said, empty when it broke its contract, and what that means. */
    record Judgement(List<Outcome> outcomes, Verdict verdict) {}

    Judgement judge(Batch batch, SendResult result, Instant now, int failuresInARow) {
        if (result instanceof SendResult.Failed failed) {
            return new Judgement(List.of(), verdicts.failed(batch, failed, now));
        }
        if (result instanceof SendResult.Unauthorised refused) {
            return new Judgement(List.of(), verdicts.unauthorised(batch, refused, now));
        }
        SendResult.Answered answered = (SendResult.Answered) result;
        try {
            List<Outcome> outcomes = interpret(batch, answered);
            Verdict verdict =
                    verdicts.answered(batch, outcomes, answered.answer(), now, failuresInARow);
            return new Judgement(outcomes, verdict);
        } catch (RuntimeException broken) {
            LOG.error(
                    "{}: the plugin failed to interpret an answer",
                    batch.destination().id(),
                    broken);
        }
        List<DeliveryResult> results = verdicts.contractBroken(batch, "interpret", now);
        return new Judgement(List.of(), new Verdict(results, null, List.of(), true));
    }

    private List<Outcome> interpret(Batch batch, SendResult.Answered answered) {
        DestinationConfig config = batch.destination();
        return calls.call(
                PluginCalls.Function.INTERPRET,
                batch.eventSeqs(),
                () ->
                        oneReceipt(
                                PluginResults.check(
                                        config.destination()
                                                .interpret(
                                                        answered.answer(),
                                                        batch.records(),
                                                        config.settings()),
                                        batch.parts().size())));
    }

    /** The host asks once about all records of a request. */
    private static List<Outcome> oneReceipt(List<Outcome> outcomes) {
        if (Inquiry.receipts(outcomes).size() > 1) {
            throw new PluginFault("several receipts for one request", null);
        }
        return outcomes;
    }
}
