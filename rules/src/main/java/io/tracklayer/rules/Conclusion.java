// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.ReasonCode;
import io.tracklayer.core.decide.Treatment;
import io.tracklayer.rules.ConsentGate.Unanswered;
import io.tracklayer.rules.Evaluation.Applied;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Privacy;
import io.tracklayer.spi.Purpose;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The decision that follows from consent and the rules that matched. */
final class Conclusion {
    private static final Set<EventField> PERSONAL =
            Arrays.stream(EventField.values())
                    .filter(field -> field.privacy() != Privacy.NONE)
                    .collect(Collectors.toUnmodifiableSet());

    private final String version;
    private final Situation situation;
    private final Evaluation matched;
    private final Optional<Unanswered> unanswered;

    Conclusion(
            String version,
            Situation situation,
            Evaluation matched,
            Optional<Unanswered> unanswered) {
        this.version = version;
        this.situation = situation;
        this.matched = matched;
        this.unanswered = unanswered;
    }

    Decision decision() {
        Applied delaying = matched.deciding(Effect.Concern.DELAY);
        Optional<Decision> refusal = unanswered.flatMap(Unanswered::refusal);
        boolean optedOut = refusal.filter(Conclusion::isDefinite).isPresent();
        boolean waits = delaying != null && !optedOut && asksFor(delaying.rule());
        if (refusal.isPresent() && !waits) {
            return refusal.get();
        }
        return skipped().orElseGet(() -> allowed(waits ? delaying : null));
    }

    private static boolean isDefinite(Decision refusal) {
        return ReasonCode.find(refusal.reason()).orElse(null) == ReasonCode.CONSENT_DENIED;
    }

    /** Whether the answer a delay waits for is missing. */
    private boolean asksFor(Rule rule) {
        return unanswered.isPresent()
                || rule.asksForUnknown()
                || situation.purposes().isEmpty() && !situation.event().consent().known();
    }

    private Optional<Decision> skipped() {
        Applied routing = matched.deciding(Effect.Concern.ROUTING);
        if (routing != null && routing.effect() instanceof Effect.Skip skip) {
            return Optional.of(skip(skip.reason(), sentence(skip, routing.rule()), routing.rule()));
        }
        if (routing != null
                && routing.effect() instanceof Effect.Route route
                && !route.to().include(situation)) {
            String sentence =
                    "The rule \""
                            + routing.rule().id()
                            + "\" sends this to other destinations only";
            return Optional.of(notSent(ReasonCode.NOT_ROUTED, sentence, routing.rule()));
        }
        return sampledOut();
    }

    private Optional<Decision> sampledOut() {
        Applied applied = matched.deciding(Effect.Concern.SAMPLE);
        if (applied == null) {
            return Optional.empty();
        }
        Sampling sampling = ((Effect.Sample) applied.effect()).sampling();
        if (sampling.keeps(situation.event())) {
            return Optional.empty();
        }
        String sentence =
                "The rule \""
                        + applied.rule().id()
                        + "\" keeps "
                        + sampling.share()
                        + " of these and this is none of them";
        return Optional.of(notSent(ReasonCode.SAMPLED_OUT, sentence, applied.rule()));
    }

    private Decision notSent(ReasonCode reason, String sentence, Rule rule) {
        return skip(
                reason.wire(),
                sentence + ", so nothing was sent to " + situation.destination() + ".",
                rule);
    }

    private String sentence(Effect.Skip skip, Rule rule) {
        return skip.sentence().isEmpty()
                ? "The rule \""
                        + rule.id()
                        + "\" applies ("
                        + skip.reason()
                        + "), so nothing was sent to "
                        + situation.destination()
                        + "."
                : skip.sentence();
    }

    private Decision skip(String reason, String sentence, Rule rule) {
        return new Decision(
                false, reason, sentence, rule.id(), rule.described().location(), version, Set.of());
    }

    private Decision allowed(Applied delaying) {
        boolean strips = unanswered.filter(Unanswered::strips).isPresent();
        Set<EventField> stripped = matched.stripped();
        if (strips) {
            stripped = EnumSet.copyOf(PERSONAL);
            stripped.addAll(matched.stripped());
        }
        Treatment.Delay delay = delaying == null ? null : delay((Effect.Delay) delaying.effect());
        Because because = because(delaying, strips);
        return new Decision(
                true,
                reason(delay, stripped).wire(),
                sentence(delay, stripped, strips, because),
                because.rule(),
                because.location(),
                version,
                stripped,
                matched.treatment(delay));
    }

    private static ReasonCode reason(Treatment.Delay delay, Set<EventField> stripped) {
        if (delay != null) {
            return ReasonCode.WAITING_FOR_CONSENT;
        }
        return stripped.isEmpty() ? ReasonCode.ALLOWED : ReasonCode.STRIPPED;
    }

    /** The rule a decision to send is put down to. */
    private record Because(String rule, String location) {
        static Because of(Rule rule) {
            return new Because(rule.id(), rule.described().location());
        }
    }

    private Because because(Applied delaying, boolean strips) {
        Applied routing = matched.deciding(Effect.Concern.ROUTING);
        if (delaying != null) {
            return Because.of(delaying.rule());
        }
        if (strips) {
            return new Because(ConsentGate.ID, unanswered.orElseThrow().policy().location());
        }
        if (matched.stripping() != null) {
            return Because.of(matched.stripping());
        }
        return routing == null
                ? new Because(RuleSet.DEFAULT, RuleSet.BUILT_IN)
                : Because.of(routing.rule());
    }

    private String sentence(
            Treatment.Delay delay, Set<EventField> stripped, boolean strips, Because because) {
        String to = situation.destination();
        if (delay != null) {
            return "This waits for the visitor's answer about "
                    + ConsentGate.wording(purpose())
                    + ", at most "
                    + words(delay.longest())
                    + ", before it goes to "
                    + to
                    + ".";
        }
        if (strips) {
            return "It is not known whether the visitor accepted "
                    + ConsentGate.wording(purpose())
                    + ", so this goes to "
                    + to
                    + " without anything that names the visitor.";
        }
        if (!stripped.isEmpty()) {
            return "This goes to " + to + " without " + paths(stripped) + ".";
        }
        return because.rule().equals(RuleSet.DEFAULT)
                ? "Consent covers sending this to " + to + " and no rule is against it."
                : "The rule \"" + because.rule() + "\" lets this go to " + to + ".";
    }

    private Treatment.Delay delay(Effect.Delay delay) {
        Optional<Decision> refusal = unanswered.flatMap(Unanswered::refusal);
        if (refusal.isPresent()) {
            return new Treatment.Delay(
                    delay.longest(), refusal.get().reason(), refusal.get().sentence(), Set.of());
        }
        return switch (delay.end()) {
            case SKIP ->
                    new Treatment.Delay(
                            delay.longest(),
                            ReasonCode.CONSENT_UNKNOWN.of(purpose()),
                            "The visitor did not say within "
                                    + words(delay.longest())
                                    + " whether "
                                    + ConsentGate.wording(purpose())
                                    + " is accepted, so nothing was sent to "
                                    + situation.destination()
                                    + ".",
                            Set.of());
            case STRIP -> new Treatment.Delay(delay.longest(), "", "", PERSONAL);
            case SEND -> new Treatment.Delay(delay.longest(), "", "", Set.of());
        };
    }

    private Purpose purpose() {
        return unanswered.map(Unanswered::purpose).orElse(Purpose.MARKETING);
    }

    /** {@code 24 h}, {@code 90 s}. */
    static String words(Duration length) {
        if (length.toSeconds() % 3600 == 0) {
            return length.toHours() + " h";
        }
        return length.toSeconds() % 60 == 0
                ? length.toMinutes() + " min"
                : length.toSeconds() + " s";
    }

    private static String paths(Set<EventField> fields) {
        return fields.stream().sorted().map(EventField::path).collect(Collectors.joining(", "));
    }
}
