// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that kept a destination from delivering for longer than a moment.
 *
 * @param id unique, rising with time
 * @param destination the destination it was first noticed at
 * @param merchant whose destination that is, empty when it is no longer configured
 * @param cause what it is about: an account or a destination; one cause has one open incident of a
 *     kind
 * @param closedAt when it was over, or null
 * @param lastAt when it was last confirmed
 * @param count how many requests, or calls of a plugin, confirmed it
 * @param sentence what happened and what to do
 */
public record Incident(
        long id,
        Kind kind,
        String destination,
        String merchant,
        String cause,
        Instant openedAt,
        Instant closedAt,
        Instant lastAt,
        long count,
        String sentence) {
    private static final long OPEN = 1L << 52;

    public Incident {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(openedAt, "openedAt");
        Objects.requireNonNull(lastAt, "lastAt");
    }

    /** What happened. */
    public enum Kind {
        /** The credential is refused. */
        AUTH_HOLD,
        /** The set-up is refused. */
        CONFIG_HOLD,
        /** The platform asks for a pause of more than an hour. */
        THROTTLED_LONG,
        /** No answer or a server error, for five requests in a row or ten minutes. */
        PLATFORM_DOWN,
        /** 404 or 410 to twenty requests in a row. */
        NOT_FOUND_STREAK,
        /** The plugin keeps failing and is not called any more. */
        PLUGIN_SUSPENDED;

        /** The spelling in JSON and the database. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of that spelling. */
        public static Kind of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /** When it was over. */
    public Optional<Instant> closed() {
        return Optional.ofNullable(closedAt);
    }

    /** Its place in the list, highest first: open ones before closed ones, then newest first. */
    public long place() {
        return closedAt == null ? OPEN + id : id;
    }

    /** The same, confirmed once more. */
    Incident again(Instant at, String nowSays) {
        return new Incident(
                id, kind, destination, merchant, cause, openedAt, null, at, count + 1, nowSays);
    }

    /** The same, over. */
    Incident over(Instant at) {
        return new Incident(
                id, kind, destination, merchant, cause, openedAt, at, lastAt, count, sentence);
    }
}
