// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A pause of a whole destination.
 *
 * @param kind why
 * @param code the platform's code
 * @param sentence what happened and what to do
 * @param since when it began
 * @param until when the next attempt may be made; a hold tries one request then, and ends early
 *     when the set-up changes
 * @param fingerprint of the settings in force when a hold began, so that a change ends it
 * @param account the account it concerns, or empty when it concerns this destination alone
 */
public record Pause(
        Kind kind,
        String code,
        String sentence,
        Instant since,
        Instant until,
        String fingerprint,
        String account) {

    /** How long the reason of an operator may be. */
    public static final int LONGEST_REASON = 300;

    /** Code of a credential that something else than the platform refused, in a page of HTML. */
    public static final String ANSWERED_BY_ANOTHER = "answered_by_another";

    static final Duration UNTIL_A_PERSON_ACTS = Duration.ofDays(3_650);

    public Pause {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(account, "account");
    }

    /** A pause of one destination alone. */
    public Pause(
            Kind kind,
            String code,
            String sentence,
            Instant since,
            Instant until,
            String fingerprint) {
        this(kind, code, sentence, since, until, fingerprint, "");
    }

    /** Whether it waits for a person. */
    public boolean isHold() {
        return kind == Kind.AUTH_HOLD
                || kind == Kind.CONFIG_HOLD
                || kind == Kind.PLUGIN_SUSPENDED
                || isOrdered();
    }

    /**
     * What happened, without what to do about it, which a hold says as well.
     *
     * @param file the destination's
     */
    public String cause(String file) {
        String advice = advice(kind, code, file);
        return !advice.isEmpty() && sentence.endsWith(advice)
                ? sentence.substring(0, sentence.length() - advice.length()).strip()
                : sentence;
    }

    /** What to do about a hold; empty for other pauses. */
    static String advice(Kind kind, String code, String file) {
        if (code.equals(ANSWERED_BY_ANOTHER)) {
            return "Have this machine let through, or correct "
                    + file
                    + "; sending resumes by itself.";
        }
        return switch (kind) {
            case AUTH_HOLD ->
                    "Put a new credential where " + file + " points to; sending resumes by itself.";
            case CONFIG_HOLD -> "Correct " + file + "; sending resumes by itself.";
            default -> "";
        };
    }

    /** Whether an operator ordered it: only an operator ends it. */
    public boolean isOrdered() {
        return kind == Kind.OPERATOR;
    }

    /**
     * A pause that lasts until an operator ends it.
     *
     * @param reason as they said, at most {@link #LONGEST_REASON} characters
     */
    public static Pause ordered(String by, String reason, Instant since) {
        return new Pause(
                Kind.OPERATOR,
                "operator",
                "paused by " + by + (reason.isEmpty() ? "" : ": " + reason),
                since,
                since.plus(UNTIL_A_PERSON_ACTS),
                "");
    }

    /** The same pause of another destination of its account. */
    Pause of(String otherFingerprint) {
        return new Pause(kind, code, sentence, since, until, otherFingerprint, account);
    }

    /** Why a destination pauses. */
    public enum Kind {
        /** The credential is refused. */
        AUTH_HOLD,
        /** The set-up is wrong. */
        CONFIG_HOLD,
        /** The platform asks for time. */
        THROTTLED,
        /** The platform asks for more than an hour; it is asked again every hour. */
        THROTTLED_LONG,
        /** What the platform takes in a while has been sent; never stored. */
        RATE_WINDOW,
        /** The plugin keeps failing or does not come back; ends with a change or a restart. */
        PLUGIN_SUSPENDED,
        /** An operator ordered it; kept apart from what the platform asks for. */
        OPERATOR
    }
}
