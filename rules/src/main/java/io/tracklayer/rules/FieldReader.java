// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tracklayer.core.decide.EventPath;
import io.tracklayer.rules.FieldTest.Among;
import io.tracklayer.rules.FieldTest.Compared;
import io.tracklayer.rules.FieldTest.Exists;
import io.tracklayer.rules.FieldTest.Matches;
import io.tracklayer.rules.FieldTest.Operator;
import io.tracklayer.rules.FieldTest.Order;
import io.tracklayer.rules.FieldTest.StartsWith;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;

/** Reads the operators for one path and checks that they fit what stands there. */
final class FieldReader {
    private static final int LONGEST_PATTERN = 1_000;
    private static final long LARGEST_PATTERN = 1_000_000;
    private static final java.util.regex.Pattern COUNTED =
            java.util.regex.Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?\\}");

    private final RuleFile file;
    private final String owner;
    private final EventPath path;
    private final Tree given;
    private final Kind kind;
    private final List<Operator> operators = new ArrayList<>();

    FieldReader(RuleFile file, String owner, EventPath path, Tree given) {
        this.file = file;
        this.owner = owner;
        this.path = path;
        this.given = given;
        this.kind = Kind.of(path);
    }

    /** What the values at a path can be compared with. */
    private enum Kind {
        TEXT("text", "eq, in, not, exists, starts-with and matches"),
        NUMBER("a number", "eq, in, not, exists, gt, gte, lt and lte"),
        FLAG("true or false", "eq, not and exists"),
        TREE("a tree or list", "exists"),
        ANY("whatever the source sends", "all operators");

        private final String words;
        private final String operators;

        Kind(String words, String operators) {
            this.words = words;
            this.operators = operators;
        }

        static Kind of(EventPath path) {
            if (path.property()) {
                return ANY;
            }
            return switch (path.type()) {
                case TEXT, CLICK_ID -> TEXT;
                case MONEY, INTEGER -> NUMBER;
                case FLAG -> FLAG;
                case ITEMS, TREE -> TREE;
            };
        }

        boolean takes(Kind operand) {
            return this == ANY || this == operand;
        }
    }

    FieldTest test() {
        for (String name : given.members().keySet()) {
            Tree operand = given.at("/" + name);
            switch (name) {
                case "exists" -> exists(operand);
                case "eq", "in" -> among(name, true);
                case "not" -> among(name, false);
                case "starts-with" ->
                        text(name, operand).map(StartsWith::new).ifPresent(operators::add);
                case "matches" ->
                        text(name, operand).ifPresent(pattern -> matches(operand, pattern));
                case "gt", "gte", "lt", "lte" -> compared(name, operand);
                default -> {
                    // the schema has complained
                }
            }
        }
        return new FieldTest(operators);
    }

    private void exists(Tree operand) {
        if (operand.node() instanceof Boolean wanted) {
            operators.add(new Exists(wanted));
        }
    }

    private void among(String name, boolean in) {
        Set<Object> options = new HashSet<>();
        List<Tree> values =
                given.find("/" + name).orElse(null) instanceof List<?>
                        ? given.each("/" + name)
                        : List.of(given.at("/" + name));
        for (Tree value : values) {
            if (kind.takes(kindOf(value.node()))) {
                options.add(Among.comparable(plain(value.node())));
            } else {
                misfit(name, value);
            }
        }
        operators.add(new Among(options, in));
    }

    private void compared(String name, Tree operand) {
        if (!kind.takes(Kind.NUMBER)) {
            unusable(name, operand);
        } else if (plain(operand.node()) instanceof BigDecimal bound) {
            operators.add(new Compared(Order.valueOf(name.toUpperCase(Locale.ROOT)), bound));
        } else {
            file.problem(
                    operand,
                    owner
                            + " compares "
                            + path
                            + " by "
                            + name
                            + " with "
                            + shown(operand.node())
                            + ", which is not a number. Write digits without quotes, leading zeros"
                            + " and currency, e.g. "
                            + name
                            + ": 99.90.");
        }
    }

    private Optional<String> text(String name, Tree operand) {
        if (!kind.takes(Kind.TEXT)) {
            unusable(name, operand);
            return Optional.empty();
        }
        if (!(operand.node() instanceof String text)) {
            misfit(name, operand);
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private void matches(Tree operand, String pattern) {
        Optional<String> advice = refused(pattern);
        if (advice.isPresent()) {
            file.problem(operand, owner + " has a pattern that " + advice.get());
            return;
        }
        try {
            operators.add(new Matches(Pattern.compile(pattern)));
        } catch (PatternSyntaxException broken) {
            file.problem(
                    operand,
                    owner
                            + " has a pattern that cannot be read: "
                            + broken.getDescription()
                            + ": "
                            + broken.getPattern()
                            + ". RE2 syntax is taken: no look-around and no back references.");
        }
    }

    /** What counted repetitions multiply to is what a pattern takes in memory. */
    private static Optional<String> refused(String pattern) {
        if (pattern.length() > LONGEST_PATTERN) {
            return Optional.of("is longer than 1,000 characters. Use in with a list, or split it.");
        }
        double size = pattern.length();
        for (MatchResult counted : COUNTED.matcher(pattern).results().toList()) {
            String most = counted.group(2) == null ? "" : counted.group(2);
            size *= Math.max(1, Integer.parseInt(most.isEmpty() ? counted.group(1) : most));
        }
        return size > LARGEST_PATTERN
                ? Optional.of("repeats too often. Use smaller counts in braces.")
                : Optional.empty();
    }

    private void misfit(String name, Tree value) {
        String advice =
                kind == Kind.NUMBER
                        ? "Write the number without quotes and leading zeros."
                        : kind == Kind.FLAG
                                ? "Write true or false without quotes."
                                : kind == Kind.TREE
                                        ? "Only exists is possible here; name a path inside it."
                                        : "Put it in quotes: \"" + value.node() + "\".";
        file.problem(
                value,
                owner
                        + " compares "
                        + path
                        + ", which is "
                        + kind.words
                        + ", by "
                        + name
                        + " with "
                        + shown(value.node())
                        + ". "
                        + advice);
    }

    private void unusable(String name, Tree operand) {
        file.problem(
                operand,
                owner
                        + " compares "
                        + path
                        + " by "
                        + name
                        + ", but it is "
                        + kind.words
                        + ". Operators for it: "
                        + kind.operators
                        + ".");
    }

    private static String shown(Object value) {
        return switch (kindOf(value)) {
            case NUMBER -> "the number " + value;
            case FLAG -> "the flag " + value;
            case TEXT -> "the text \"" + value + "\"";
            default -> value instanceof Map<?, ?> ? "a map" : "a list";
        };
    }

    private static Kind kindOf(Object value) {
        if (value instanceof String) {
            return Kind.TEXT;
        }
        if (value instanceof Number) {
            return Kind.NUMBER;
        }
        return value instanceof Boolean ? Kind.FLAG : Kind.TREE;
    }

    private static Object plain(Object value) {
        return value instanceof Number number ? new BigDecimal(number.toString()) : value;
    }
}
