// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.core.json.StrictJson;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** What a copy says about one thing. */
record Claim(Object value, Provenance from) {
    /** A copy that says when it happened before one that does not, then the earlier. */
    static final Comparator<Provenance> BY_TIME =
            Comparator.comparing(Provenance::at, Comparator.nullsLast(Comparator.naturalOrder()));

    /** Tells copies apart that say the same; who came first plays no part. */
    static final Comparator<Provenance> BY_ORIGIN =
            Comparator.comparing(Provenance::source)
                    .thenComparing(Provenance::authority)
                    .thenComparing(Provenance::origin)
                    .thenComparing(Provenance::rule);

    /** The one believed: a total order over what copies say, so any order of joining agrees. */
    static Optional<Claim> better(
            Comparator<Claim> order, Optional<Claim> one, Optional<Claim> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return order.compare(one.get(), other.get()) <= 0 ? one : other;
    }

    /**
     * Most believed first: the source's place for the field, then the copy's own time, then the
     * value as text, which is arbitrary but the same in any order of arrival.
     */
    static Comparator<Claim> order(Authorities authorities, String path) {
        return Comparator.<Claim>comparingInt(claim -> authorities.rank(path, claim.from))
                .thenComparing(Claim::from, BY_TIME)
                .thenComparing(Claim::compareValues)
                .thenComparing(Claim::from, BY_ORIGIN);
    }

    /** Times compare as instants, so that the earliest counts. */
    private static int compareValues(Claim one, Claim other) {
        if (one.value.equals(other.value)) {
            return 0;
        }
        return one.value instanceof Instant time && other.value instanceof Instant another
                ? time.compareTo(another)
                : one.text().compareTo(other.text());
    }

    private String text() {
        return value instanceof Enum<?> place
                ? place.name()
                : StrictJson.writeText(EventJson.toJson(value));
    }
}
