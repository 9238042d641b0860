// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import java.time.Instant;
import java.util.Optional;

/** Says of each candidate, reading the evidence, whether a replay takes it up. */
final class Examiner {
    private final EvidenceQueries evidence;
    private final ReplayOrder order;
    private final ActiveConfiguration active;
    private final Admission admission;
    private final Resend resend;

    Examiner(EvidenceQueries evidence, ReplayOrder order, ActiveConfiguration active, Instant now) {
        this.evidence = evidence;
        this.order = order;
        this.active = active;
        this.admission = new Admission(order, active, now);
        this.resend = new Resend(evidence, now);
    }

    /**
     * @param reason why it is left alone, or empty when it is taken up
     * @param decided whether the rules were asked
     * @param resendUntil until when it may be sent, when it was accepted before; else null
     */
    record Finding(String reason, String sentence, boolean decided, Instant resendUntil) {
        boolean admitted() {
            return reason.isEmpty();
        }
    }

    Finding examine(Candidate candidate) {
        boolean accepted =
                candidate
                        .present()
                        .filter(delivery -> delivery.status() == DeliveryStatus.DELIVERED)
                        .isPresent();
        Optional<Instant> until =
                accepted && order.force() ? until(candidate.delivery()) : Optional.empty();
        Admission.Verdict verdict =
                admission.of(
                        candidate.destination(),
                        candidate.present(),
                        () -> evidence.event(candidate.eventSeq()),
                        until.isPresent());
        if (order.force() && verdict.reason().equals("already_accepted")) {
            return new Finding(
                    "resend_unsafe",
                    "the platform has it and would not recognise a repetition now",
                    false,
                    null);
        }
        return new Finding(
                verdict.reason(),
                verdict.sentence(),
                verdict.decision() != null,
                until.orElse(null));
    }

    private Optional<Instant> until(Delivery delivery) {
        return active.configuration()
                .destination(delivery.destination())
                .flatMap(config -> resend.until(config, delivery));
    }
}
