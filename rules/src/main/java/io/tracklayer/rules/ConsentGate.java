// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.ReasonCode;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Purpose;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what the visitor's consent does not cover. It runs before all rules, and none overrules
 * it: at most a rule has what is unknown wait for an answer.
 */
final class ConsentGate {
    static final String ID = "consent-gate";

    private static final Purpose[] PURPOSES = Purpose.values();
    private static final Policy CLOSED = new Policy(Answer.DENIED, RuleSet.BUILT_IN);

    private final String version;
    private final Map<String, Policy> byCountry;
    private final Policy otherwise;

    /**
     * @param byCountry policies by ISO code
     * @param otherwise for every other region, or null when no file has a default
     */
    ConsentGate(String version, Map<String, Policy> byCountry, Policy otherwise) {
        this.version = version;
        this.byCountry = Map.copyOf(byCountry);
        this.otherwise = otherwise == null ? CLOSED : otherwise;
    }

    /** The decision to skip because of a definite no, or empty. */
    Optional<Decision> refusal(Situation situation) {
        for (Purpose purpose : PURPOSES) {
            if (needs(situation, purpose, ConsentState.DENIED)) {
                return Optional.of(denied(purpose, situation, RuleSet.BUILT_IN));
            }
        }
        return Optional.empty();
    }

    /** What an unknown state of a purpose the destination needs comes to, if there is one. */
    Optional<Unanswered> unanswered(Situation situation) {
        for (Purpose purpose : PURPOSES) {
            if (needs(situation, purpose, ConsentState.UNKNOWN)) {
                return Optional.of(unanswered(purpose, situation));
            }
        }
        return Optional.empty();
    }

    /** Whether an answer that is not known counts as no, or as yes without naming the visitor. */
    boolean closesUnknown(Event event, String region) {
        return switch (byCountry.getOrDefault(region, otherwise).answer()) {
            case DENIED, STRIP -> true;
            case GRANTED -> false;
            case GRANTED_UNLESS_OPTOUT ->
                    event.consent().state(Purpose.SALE_OF_DATA) == ConsentState.DENIED;
        };
    }

    private static boolean needs(Situation situation, Purpose purpose, ConsentState state) {
        return situation.purposes().contains(purpose)
                && situation.event().consent().state(purpose) == state;
    }

    /** The policy depends on the region only, so one purpose stands for all unknown ones. */
    private Unanswered unanswered(Purpose purpose, Situation situation) {
        Policy policy = byCountry.getOrDefault(situation.region(), otherwise);
        boolean optedOut =
                situation.event().consent().state(Purpose.SALE_OF_DATA) == ConsentState.DENIED;
        Decision refusal =
                switch (policy.answer()) {
                    case DENIED -> unknown(purpose, situation, policy.location());
                    case GRANTED_UNLESS_OPTOUT ->
                            optedOut
                                    ? denied(Purpose.SALE_OF_DATA, situation, policy.location())
                                    : null;
                    case GRANTED, STRIP -> null;
                };
        return new Unanswered(
                purpose, Optional.ofNullable(refusal), policy.answer() == Answer.STRIP, policy);
    }

    private Decision denied(Purpose purpose, Situation situation, String location) {
        String sentence =
                purpose == Purpose.SALE_OF_DATA
                        ? "The visitor opted out of " + wording(purpose)
                        : "The visitor refused " + wording(purpose);
        return skip(ReasonCode.CONSENT_DENIED, purpose, sentence, situation, location);
    }

    private Decision unknown(Purpose purpose, Situation situation, String location) {
        String where =
                situation.region().isEmpty()
                        ? "where the region is unknown"
                        : "in the region " + situation.region();
        String sentence =
                "It is not known whether the visitor accepted "
                        + wording(purpose)
                        + ", and "
                        + where
                        + " that counts as no";
        return skip(ReasonCode.CONSENT_UNKNOWN, purpose, sentence, situation, location);
    }

    private Decision skip(
            ReasonCode code,
            Purpose purpose,
            String sentence,
            Situation situation,
            String location) {
        return new Decision(
                false,
                code.of(purpose),
                sentence + ", so nothing was sent to " + situation.destination() + ".",
                ID,
                location,
                version,
                Set.of());
    }

    /** A purpose as a marketer calls it. */
    static String wording(Purpose purpose) {
        return switch (purpose) {
            case ANALYTICS -> "analytics";
            case MARKETING -> "marketing";
            case AD_USER_DATA -> "the use of personal data for ads";
            case AD_PERSONALIZATION -> "personalized ads";
            case SALE_OF_DATA -> "the sale of data";
        };
    }

    /** What an unknown state counts as. */
    enum Answer {
        DENIED,
        GRANTED,
        /** Granted as long as the sale of data is not denied. */
        GRANTED_UNLESS_OPTOUT,
        /** Sent without anything that names the visitor or the browser. */
        STRIP
    }

    /**
     * What an unknown state comes to.
     *
     * @param purpose the first that is unknown
     * @param refusal the decision to skip, or empty when it may be sent
     * @param strips whether it may be sent without personal data only
     */
    record Unanswered(Purpose purpose, Optional<Decision> refusal, boolean strips, Policy policy) {}

    /** An answer and the line that gives it. */
    record Policy(Answer answer, String location) {}
}
