// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.decide.ReasonCode;
import io.tracklayer.rules.Effect.Delay.End;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a rule's {@code then}. */
final class EffectReader {
    private static final List<String> ROUTING = List.of("skip", "allow", "route");
    private static final List<String> AIMED =
            List.of(
                    "strip",
                    "drop",
                    "rename",
                    "limit",
                    "delay",
                    "hold",
                    "sample",
                    "action-source",
                    "tag");
    private static final Pattern SHARE = Pattern.compile("[0-9]{1,3}([.][0-9]{1,4})?%");
    private static final Duration LONGEST_HOLD = Duration.ofHours(24);
    private static final Duration LONGEST_DELAY = Duration.ofHours(72);

    private final RuleFile file;
    private final String owner;
    private final String rule;
    private final Tree then;
    private final List<Effect> effects = new ArrayList<>();

    EffectReader(RuleFile file, String rule, Tree then) {
        this.file = file;
        this.owner = "rule \"" + rule + "\"";
        this.rule = rule;
        this.then = then;
    }

    /** What the rule does; empty when that cannot be told. */
    List<Effect> effects() {
        List<String> routing = ROUTING.stream().filter(this::has).toList();
        List<String> aimed = AIMED.stream().filter(this::has).toList();
        if (routing.size() > 1) {
            file.problem(
                    then,
                    owner
                            + " must say at most one of skip, allow and route; it says "
                            + String.join(" and ", routing)
                            + ".");
            return List.of();
        }
        if (routing.isEmpty() && aimed.isEmpty()) {
            file.problem(
                    then,
                    owner
                            + " does nothing; add one of skip, allow, route, "
                            + String.join(", ", AIMED)
                            + ".");
            return List.of();
        }
        routing.forEach(this::routing);
        misplaced(routing);
        if (!aimed.isEmpty()) {
            aimed(aimed);
        } else if (has("for")) {
            file.problem(
                    then.at("/for"),
                    owner
                            + " has \"for\", which belongs to strip and the like, not to "
                            + routing.get(0)
                            + ". Remove it.");
        }
        return effects;
    }

    private void routing(String kind) {
        effects.add(
                switch (kind) {
                    case "skip" -> skip();
                    case "allow" -> new Effect.Allow(targets("/allow"));
                    default -> new Effect.Route(targets("/route"));
                });
    }

    private Effect skip() {
        if (!has("reason")) {
            file.problem(
                    then.at("/skip"),
                    owner + " skips without a reason; add one, e.g. reason: not_wanted.");
        }
        String reason = then.text("/reason").orElse("");
        ReasonCode.find(reason)
                .ifPresent(
                        own ->
                                file.problem(
                                        then.at("/reason"),
                                        owner
                                                + " gives the reason \""
                                                + reason
                                                + "\", which stands for something else: "
                                                + own.doc()
                                                + " Choose another, e.g. by_rule_"
                                                + reason.replace(':', '_')
                                                + "."));
        return new Effect.Skip(targets("/skip"), reason, then.text("/sentence").orElse("").strip());
    }

    private void misplaced(List<String> routing) {
        for (String key : List.of("reason", "sentence")) {
            if (has(key) && !has("skip")) {
                file.problem(
                        then.at("/" + key),
                        owner
                                + " has \""
                                + key
                                + "\", which belongs to skip"
                                + (routing.isEmpty() ? "" : ", not to " + routing.get(0))
                                + ". Remove it.");
            }
        }
    }

    private void aimed(List<String> keys) {
        if (!has("for") && !keys.equals(List.of("tag"))) {
            file.problem(
                    then.at("/" + keys.get(0)),
                    owner
                            + " does not say for which destinations "
                            + (keys.get(0).equals("strip")
                                    ? "it strips"
                                    : keys.get(0) + " is meant")
                            + "; add for: all or a list of ids.");
        }
        Targets targets = targets("/for");
        keys.forEach(key -> effect(key, targets));
    }

    private void effect(String key, Targets targets) {
        switch (key) {
            case "strip" -> effects.add(new Effect.Strip(targets, stripped()));
            case "drop" -> effects.add(new Effect.Drop(targets, dropped()));
            case "rename" ->
                    effects.add(
                            new Effect.Renames(
                                    targets, new RenameReader(file, owner, then).renames()));
            case "tag" -> effects.add(new Effect.Tag(targets, texts("/tag")));
            case "limit" ->
                    effects.add(
                            new Effect.Limit(
                                    targets,
                                    Boolean.TRUE.equals(
                                            then.find("/limit/limited-use").orElse(null))));
            case "delay" -> delay(targets);
            case "hold" ->
                    duration("/hold", LONGEST_HOLD)
                            .ifPresent(hold -> effects.add(new Effect.Hold(targets, hold)));
            case "sample" -> sample(targets);
            default -> actionSource(targets);
        }
    }

    private Set<EventField> stripped() {
        Set<EventField> fields = EnumSet.noneOf(EventField.class);
        for (Tree value : RuleFile.texts(then, "/strip")) {
            fields.addAll(file.fields(owner, value, RuleFile.text(value)));
        }
        return Set.copyOf(fields);
    }

    private List<String> dropped() {
        List<String> paths = new ArrayList<>();
        for (Tree value : RuleFile.texts(then, "/drop")) {
            file.path(owner, value, RuleFile.text(value)).ifPresent(path -> paths.add(path.text()));
        }
        return paths;
    }

    private void delay(Targets targets) {
        End end = option(End.values(), "/delay/then");
        duration("/delay/for", LONGEST_DELAY)
                .ifPresent(longest -> effects.add(new Effect.Delay(targets, longest, end)));
    }

    private Optional<Duration> duration(String pointer, Duration longest) {
        Optional<Duration> given = then.text(pointer).flatMap(Settings::parseDuration);
        if (given.filter(d -> d.compareTo(longest) > 0 || d.toSeconds() < 1).isPresent()) {
            file.problem(
                    then.at(pointer),
                    owner
                            + " waits "
                            + then.text(pointer).orElse("")
                            + "; possible are 1s to "
                            + longest.toHours()
                            + "h.");
            return Optional.empty();
        }
        return given;
    }

    private void sample(Targets targets) {
        String keep = then.text("/sample/keep").orElse("");
        if (!SHARE.matcher(keep).matches()) {
            return;
        }
        BigDecimal share = new BigDecimal(keep.replace("%", ""));
        if (share.compareTo(BigDecimal.valueOf(100)) > 0) {
            file.problem(
                    then.at("/sample/keep"),
                    owner + " keeps " + keep + ", which is more than all. Write 0% to 100%.");
            return;
        }
        Sampling.By by = option(Sampling.By.values(), "/sample/by");
        long millionths = share.movePointRight(4).longValueExact();
        effects.add(new Effect.Sample(targets, new Sampling(rule, millionths, by)));
    }

    /** The option written there, or the first where the schema has complained. */
    private <T extends Enum<T>> T option(T[] options, String pointer) {
        String written = then.text(pointer).orElse("");
        return Arrays.stream(options)
                .filter(option -> option.name().toLowerCase(Locale.ROOT).equals(written))
                .findFirst()
                .orElse(options[0]);
    }

    private void actionSource(Targets targets) {
        String wire = then.text("/action-source").orElse("");
        for (ActionSource place : ActionSource.values()) {
            if (place.wire().equals(wire)) {
                effects.add(new Effect.From(targets, place));
            }
        }
    }

    private Targets targets(String pointer) {
        if (then.find(pointer).orElse(null) instanceof List<?>) {
            Set<String> names = new HashSet<>();
            for (Tree name : RuleFile.texts(then, pointer)) {
                names.addAll(file.destinations(owner, name));
            }
            return new Targets.Named(Set.copyOf(names));
        }
        Set<Purpose> purposes =
                RuleFile.texts(then.at(pointer), "/needing").stream()
                        .map(RuleFile::text)
                        .flatMap(wire -> Purpose.find(wire).stream())
                        .collect(Collectors.toUnmodifiableSet());
        return purposes.isEmpty() ? new Targets.All() : new Targets.Needing(purposes);
    }

    private Set<String> texts(String pointer) {
        return RuleFile.texts(then, pointer).stream()
                .map(RuleFile::text)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean has(String key) {
        return then.find("/" + key).isPresent();
    }
}
