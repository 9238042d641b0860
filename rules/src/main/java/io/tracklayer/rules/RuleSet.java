// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.decide.Decider;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.ReasonCode;
import io.tracklayer.rules.ConsentGate.Unanswered;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All rules of an installation, compiled. In this order: a destination that is switched off gets
 * nothing; the consent gate refuses what consent does not cover, unless a rule has what is unknown
 * wait for an answer; per concern the first matching rule decides, without one the event is
 * allowed, unless it is a purchase whose order is not known yet. Strips, drops, renames and tags of
 * all matching rules add up. Its content never changes; thread-safe.
 */
public final class RuleSet implements Decider {
    static final String BUILT_IN = "built-in";
    static final String DISABLED = "destination-disabled";
    static final String ORDER_UNKNOWN = "order-unknown";
    static final String DEFAULT = "default";

    private final String version;
    private final ConsentGate gate;
    private final List<Rule> rules;
    private final RuleIndex index;
    private final List<Example> examples;
    private final List<ConfigProblem> warnings;

    RuleSet(
            String version,
            ConsentGate gate,
            List<Rule> rules,
            List<Example> examples,
            List<ConfigProblem> warnings) {
        this.version = version;
        this.gate = gate;
        this.rules = List.copyOf(rules);
        this.index = new RuleIndex(this.rules);
        this.examples = List.copyOf(examples);
        this.warnings = List.copyOf(warnings);
    }

    @Override
    public Decision decide(
            Event event, String region, DestinationConfig destination, Set<Purpose> purposes) {
        return destination.enabled()
                ? known(event, decide(situation(event, region, destination, purposes)), destination)
                : disabled(destination);
    }

    @Override
    public boolean closesUnknown(Event event, String region) {
        return gate.closesUnknown(event, region.toUpperCase(Locale.ROOT));
    }

    @Override
    public String version() {
        return version;
    }

    /** All rules in the order in which they are tried. */
    public List<RuleDescription> describe() {
        return rules.stream().map(Rule::described).toList();
    }

    /**
     * The merchants each rule is about, by the rule's id; a rule about all of them is missing.
     *
     * @param merchantOfStore empty for a store that is not known
     */
    public Map<String, Set<String>> merchants(Function<String, Optional<String>> merchantOfStore) {
        Map<String, Set<String>> merchants = new HashMap<>();
        for (Rule rule : rules) {
            rule.when().conditions().stream()
                    .flatMap(condition -> merchants(condition, merchantOfStore).stream())
                    .findFirst()
                    .ifPresent(only -> merchants.put(rule.id(), only));
        }
        return merchants;
    }

    private static Optional<Set<String>> merchants(
            Condition condition, Function<String, Optional<String>> merchantOfStore) {
        if (condition instanceof Condition.MerchantIn merchant) {
            return Optional.of(merchant.options());
        }
        if (condition instanceof Condition.StoreIn store) {
            return Optional.of(
                    store.options().stream()
                            .flatMap(id -> merchantOfStore.apply(id).stream())
                            .collect(Collectors.toSet()));
        }
        return Optional.empty();
    }

    /** What does not keep the rules from being used but is worth a look, each at its place. */
    public List<ConfigProblem> warnings() {
        return warnings;
    }

    /** The decision of {@link #decide} and, rule by rule, why. */
    public Explanation explain(
            Event event, String region, DestinationConfig destination, Set<Purpose> purposes) {
        Situation situation = situation(event, region, destination, purposes);
        return new Explanation(decide(event, region, destination, purposes), traces(situation));
    }

    /** The decision for a destination that is switched on and, rule by rule, why. */
    public Explanation explain(Situation situation) {
        return new Explanation(decide(situation), traces(situation));
    }

    Decision decide(Situation situation) {
        Optional<Decision> refusal = gate.refusal(situation);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Unanswered> unanswered = gate.unanswered(situation);
        RuleIndex.Plan plan = index.plan(situation);
        Optional<Decision> closed = unanswered.flatMap(Unanswered::refusal);
        if (closed.isPresent() && !plan.delays()) {
            return closed.get();
        }
        Evaluation matched = new Evaluation(situation);
        for (RuleIndex.Step step : plan.steps()) {
            if (step.matches(matched.situation())) {
                step.effects().forEach(effect -> matched.take(step.rule(), effect));
            }
        }
        return new Conclusion(version, situation, matched, unanswered).decision();
    }

    /** The only rules looked at for an event of that name. */
    List<Rule> rulesFor(EventName name) {
        return index.about(name);
    }

    List<Rule> rules() {
        return rules;
    }

    List<Example> examples() {
        return examples;
    }

    private static Situation situation(
            Event event, String region, DestinationConfig destination, Set<Purpose> purposes) {
        return new Situation(
                event,
                region.toUpperCase(Locale.ROOT),
                destination.id(),
                destination.plugin(),
                purposes);
    }

    private Decision disabled(DestinationConfig destination) {
        return new Decision(
                false,
                ReasonCode.DESTINATION_DISABLED.wire(),
                "The destination "
                        + destination.id()
                        + " is switched off, so nothing was sent to it.",
                DISABLED,
                destination.file(),
                version,
                Set.of());
    }

    /**
     * A purchase known by its checkout alone waits for the copy that has the order's id, because
     * platforms recognise a purchase by its order.
     */
    private Decision known(Event event, Decision decision, DestinationConfig destination) {
        boolean unknown =
                event.name() == EventName.PURCHASE_PLACED
                        && event.orderId().isEmpty()
                        && event.text(EventField.CHECKOUT_TOKEN).isPresent();
        return !unknown || !decision.allowed()
                ? decision
                : new Decision(
                        false,
                        ReasonCode.ORDER_UNKNOWN.wire(),
                        "The page reported a purchase whose order has no number yet, so nothing was sent to "
                                + destination.id()
                                + "; the order's own message sends it.",
                        ORDER_UNKNOWN,
                        BUILT_IN,
                        version,
                        Set.of());
    }

    private List<RuleTrace> traces(Situation situation) {
        Evaluation matched = new Evaluation(situation);
        return rules.stream().map(rule -> trace(rule, matched)).toList();
    }

    private static RuleTrace trace(Rule rule, Evaluation matched) {
        Situation situation = matched.situation();
        if (!rule.when().holds(situation)) {
            Miss miss = rule.when().miss(situation);
            return new RuleTrace(rule.described(), false, List.of(), List.of(), miss);
        }
        List<Effect> aimed =
                rule.effects().stream()
                        .filter(effect -> effect.targets().include(situation))
                        .toList();
        if (aimed.isEmpty()) {
            Miss miss = new Miss("destination", "another one", situation.destination());
            return new RuleTrace(rule.described(), false, List.of(), List.of(), miss);
        }
        List<String> counting = new ArrayList<>();
        List<String> shadowed = new ArrayList<>();
        for (Effect effect : aimed) {
            (matched.take(rule, effect) ? counting : shadowed).add(effect.key());
        }
        return new RuleTrace(rule.described(), true, counting, shadowed, null);
    }
}
