// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What is remembered of the consent of one visitor or customer: the latest choice per purpose.
 *
 * @param version counts the changes
 */
public record StoredConsent(Map<Purpose, Choice> choices, int version) {
    /** How long a choice is remembered: 13 months. */
    public static final Duration KEPT = Duration.ofDays(396);

    /** Every page view repeats the same grants; writing each of them down would cost most. */
    private static final Duration GRANT_REFRESHED = Duration.ofDays(1);

    private static final Comparator<Choice> LATER_THEN_STRICTER =
            Comparator.comparing(Choice::at)
                    .thenComparing(choice -> choice.state == ConsentState.DENIED);

    /**
     * One choice.
     *
     * @param state granted or denied
     * @param at when the visitor chose, or when the event that says so happened
     * @param source the signal it was read from
     * @param eventId the event that carried it
     */
    public record Choice(ConsentState state, Instant at, String source, String eventId) {
        public Choice {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(eventId, "eventId");
        }

        /** The later of two choices; of two at one time the refusal. */
        static Choice later(Choice one, Choice other) {
            return LATER_THEN_STRICTER.compare(other, one) > 0 ? other : one;
        }

        private boolean repeats(Choice known) {
            return state == ConsentState.GRANTED
                    && known.state == state
                    && at.isBefore(known.at.plus(GRANT_REFRESHED));
        }
    }

    public StoredConsent {
        choices = Map.copyOf(choices);
    }

    /** Nothing is remembered. */
    public static StoredConsent nothing() {
        return new StoredConsent(Map.of(), 0);
    }

    /** The same with what is later in these choices; itself when nothing is. */
    StoredConsent and(Map<Purpose, Choice> further) {
        Map<Purpose, Choice> joined = new EnumMap<>(Purpose.class);
        joined.putAll(choices);
        further.forEach(
                (purpose, choice) ->
                        joined.merge(
                                purpose,
                                choice,
                                (known, given) ->
                                        given.repeats(known) ? known : Choice.later(known, given)));
        return joined.equals(choices) ? this : new StoredConsent(joined, version + 1);
    }

    /** When the latest choice was made. */
    public Instant lastAt() {
        return choices.values().stream()
                .map(Choice::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
