// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.delivery.DeliveryStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which deliveries. Empty texts and a null status do not filter.
 *
 * @param since events received at this time or later
 * @param until events received before this time
 * @param status where the delivery stands; never {@link DeliveryStatus#HELD}
 * @param reason the delivery's reason code
 * @param code the platform's code in the delivery's last attempt
 * @param eventName wire name of the event
 * @param only these and no others; empty for all that match the rest
 */
public record ReplayFilter(
        String destination,
        String merchant,
        String store,
        Instant since,
        Instant until,
        DeliveryStatus status,
        String reason,
        String code,
        String eventName,
        SortedSet<ReplayCursor> only) {

    public ReplayFilter {
        only = Collections.unmodifiableSortedSet(new TreeSet<>(only));
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
    }

    /** These and no others, whenever they arrived and however they stand. */
    public static ReplayFilter of(SortedSet<ReplayCursor> only, Instant now) {
        return new ReplayFilter("", "", "", Instant.EPOCH, now, null, "", "", "", only);
    }

    /** The same of one merchant. */
    ReplayFilter of(String theirs) {
        return new ReplayFilter(
                destination, theirs, store, since, until, status, reason, code, eventName, only);
    }

    /** Whether some delivery could be meant by both. */
    boolean overlaps(ReplayFilter other) {
        return since.isBefore(other.until)
                && other.since.isBefore(until)
                && meet(destination, other.destination)
                && meet(merchant, other.merchant)
                && meet(store, other.store)
                && meet(eventName, other.eventName)
                && meet(reason, other.reason)
                && meet(code, other.code)
                && (only.isEmpty()
                        || other.only.isEmpty()
                        || !Collections.disjoint(only, other.only))
                && (status == null || other.status == null || status == other.status);
    }

    private static boolean meet(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }
}
