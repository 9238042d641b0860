// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import io.tracklayer.core.reconcile.DedupKey;
import io.tracklayer.core.reconcile.Matcher;
import java.time.Duration;
import java.time.Instant;

/**
 * How long each kind of evidence is kept.
 *
 * @param raw requests as they arrived
 * @param attempts headers and bodies of requests to platforms and of their answers
 * @param evidence everything else; an event counts from its last copy
 * @param replays replays that have ended
 * @param audit what operators did
 * @param maxBytes most bytes the evidence may hold; beyond it, the oldest goes before its time
 * @param window how long copies of one action are recognised at most, which event and order ids are
 *     needed for
 */
public record RetentionPolicy(
        Duration raw,
        Duration attempts,
        Duration evidence,
        Duration replays,
        Duration audit,
        long maxBytes,
        Duration window) {
    /** The cap where none is set: 20 GiB. */
    public static final long STANDARD_BYTES = 20L << 30;

    /** A request received in time may be applied this much later and still finds its key. */
    private static final Duration KEY_MARGIN = Duration.ofHours(1);

    /** What holds when nothing is set. */
    public static RetentionPolicy standard(Duration window) {
        return new RetentionPolicy(
                Duration.ofDays(7),
                Duration.ofDays(14),
                Duration.ofDays(90),
                Duration.ofDays(90),
                Duration.ofDays(400),
                STANDARD_BYTES,
                window);
    }

    /**
     * The same with nothing kept for longer, except what is needed to recognise copies, and what
     * people did, which is little.
     */
    public RetentionPolicy notBeyond(Duration horizon) {
        return new RetentionPolicy(
                shorter(raw, horizon),
                shorter(attempts, horizon),
                shorter(evidence, longer(horizon, shortestEvidence(window))),
                replays,
                audit,
                maxBytes,
                window);
    }

    /** The shortest time an event may be kept: as long as a key may point to it, and the margin. */
    public static Duration shortestEvidence(Duration window) {
        return longer(window, Matcher.MESSAGE_WINDOW).plus(KEY_MARGIN);
    }

    /** Keys of that kind first seen before then are of no more use. */
    public Instant keysBefore(DedupKey.Kind kind, Instant now) {
        Duration needed = kind == DedupKey.Kind.MESSAGE ? Matcher.MESSAGE_WINDOW : window;
        return now.minus(needed).minus(KEY_MARGIN);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
