// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.decide.Decider;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All rules of an installation, compiled. In this order: a destination that is switched off gets
 * nothing; the consent gate refuses what consent does not cover; the first matching skip or allow
 * decides; without one the event is allowed. Strips of all matching rules add up. Immutable and
 * thread-safe.
 */
public final class RuleSet implements Decider {
    static final String BUILT_IN = "built-in";
    static final String DISABLED = "destination-disabled";
    static final String DEFAULT = "default";

    private final String version;
    private final ConsentGate gate;
    private final List<Rule> rules;
    private final Map<EventName, List<Rule>> byEvent;
    private final List<Example> examples;

    RuleSet(String version, ConsentGate gate, List<Rule> rules, List<Example> examples) {
        this.version = version;
        this.gate = gate;
        this.rules = List.copyOf(rules);
        this.byEvent = new EnumMap<>(EventName.class);
        for (EventName name : EventName.values()) {
            byEvent.put(name, rules.stream().filter(rule -> rule.concerns(name)).toList());
        }
        this.examples = List.copyOf(examples);
    }

    @Override
    public Decision decide(
            Event event, String region, DestinationConfig destination, Set<Purpose> purposes) {
        if (!destination.enabled()) {
            return skip(
                    "destination_disabled",
                    "The destination "
                            + destination.id()
                            + " is switched off, so nothing was sent to it.",
                    DISABLED,
                    destination.file());
        }
        return decide(
                new Situation(
                        event,
                        region.toUpperCase(Locale.ROOT),
                        destination.id(),
                        destination.plugin(),
                        purposes));
    }

    @Override
    public String version() {
        return version;
    }

    /** All rules in the order in which they are tried. */
    public List<RuleDescription> describe() {
        return rules.stream().map(Rule::described).toList();
    }

    Decision decide(Situation situation) {
        Optional<Decision> refusal = gate.refusal(situation);
        return refusal.isPresent() ? refusal.get() : byRules(situation);
    }

    /** The only rules looked at for an event of that name. */
    List<Rule> rulesFor(EventName name) {
        return byEvent.get(name);
    }

    List<Example> examples() {
        return examples;
    }

    private Decision byRules(Situation situation) {
        Rule allowing = null;
        Rule stripping = null;
        Set<EventField> stripped = Set.of();
        for (Rule rule : rulesFor(situation.event().name())) {
            if (!rule.matches(situation)) {
                continue;
            }
            if (rule.action() instanceof Action.Strip strip) {
                stripping = stripping == null ? rule : stripping;
                stripped = union(stripped, strip.fields());
            } else if (allowing == null) {
                if (rule.action() instanceof Action.Skip skip) {
                    return skip(
                            skip.reason(),
                            sentence(skip, rule, situation),
                            rule.described().id(),
                            rule.described().location());
                }
                allowing = rule;
            }
        }
        return allow(situation, stripping == null ? allowing : stripping, stripped);
    }

    private static Set<EventField> union(Set<EventField> some, Set<EventField> more) {
        if (some.isEmpty()) {
            return more;
        }
        Set<EventField> union = EnumSet.copyOf(some);
        union.addAll(more);
        return union;
    }

    private static String sentence(Action.Skip skip, Rule rule, Situation situation) {
        return skip.sentence().isEmpty()
                ? "The rule \""
                        + rule.described().id()
                        + "\" applies ("
                        + skip.reason()
                        + "), so nothing was sent to "
                        + situation.destination()
                        + "."
                : skip.sentence();
    }

    private Decision skip(String reason, String sentence, String rule, String location) {
        return new Decision(false, reason, sentence, rule, location, version, Set.of());
    }

    private Decision allow(Situation situation, Rule rule, Set<EventField> stripped) {
        String to = situation.destination();
        if (rule == null) {
            String sentence =
                    "Consent covers sending this to " + to + " and no rule is against it.";
            return new Decision(true, "allowed", sentence, DEFAULT, BUILT_IN, version, stripped);
        }
        String sentence =
                stripped.isEmpty()
                        ? "The rule \"" + rule.described().id() + "\" lets this go to " + to + "."
                        : "This goes to " + to + " without " + paths(stripped) + ".";
        return new Decision(
                true,
                stripped.isEmpty() ? "allowed" : "stripped",
                sentence,
                rule.described().id(),
                rule.described().location(),
                version,
                stripped);
    }

    private static String paths(Set<EventField> fields) {
        return fields.stream().sorted().map(EventField::path).collect(Collectors.joining(", "));
    }
}
