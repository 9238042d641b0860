// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.evidence.EvidenceStore.Holdings;
import io.tracklayer.core.evidence.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the evidence below its size by keeping it for less time: a twentieth less at each look
 * while it is too large, a twentieth more once a fifth is free again. A traffic that has grown
 * fills no disk then, it shortens the memory.
 */
final class SizeCap {
    private static final Logger LOG = LoggerFactory.getLogger(SizeCap.class);

    private Duration horizon;

    /** The policy to apply now: as set, or shorter. */
    RetentionPolicy within(RetentionPolicy policy, Holdings holdings, Instant now) {
        if (holdings.bytes() > policy.maxBytes()) {
            shorten(policy, holdings, now);
        } else if (horizon != null && holdings.bytes() < policy.maxBytes() / 5 * 4) {
            lengthen(policy);
        }
        return horizon == null ? policy : policy.notBeyond(horizon);
    }

    private void shorten(RetentionPolicy policy, Holdings holdings, Instant now) {
        Duration age = holdings.oldest().map(at -> Duration.between(at, now)).orElse(Duration.ZERO);
        Duration kept = horizon == null || age.compareTo(horizon) < 0 ? age : horizon;
        horizon = kept.isNegative() ? Duration.ZERO : kept.multipliedBy(19).dividedBy(20);
        LOG.warn(
                "the evidence holds {} MiB, more than retention.max-size: nothing is kept for longer"
                        + " than {} until it is smaller, except what recognises copies ({})",
                holdings.bytes() >> 20,
                horizon,
                RetentionPolicy.shortestEvidence(policy.window()));
    }

    private void lengthen(RetentionPolicy policy) {
        horizon = horizon.multipliedBy(21).dividedBy(20).plusMinutes(1);
        if (horizon.compareTo(policy.evidence()) >= 0) {
            LOG.info("the evidence is below retention.max-size: kept as set again");
            horizon = null;
        }
    }
}
