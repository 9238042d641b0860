// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * A jq expression of a mapping, compiled once. How long it takes is bounded by its text and by the
 * size of what it is given, see {@link #MOST_STEPS}.
 */
final class Jq {
    /** The longest expression, in characters. */
    static final int LONGEST = 1_000;

    /** Values to the power of nested iterations, twice as many for each doubling. */
    private static final long MOST_STEPS = 400_000;

    private static final int LONGEST_RESULT = 100_000;
    private static final int MOST_ITERATIONS = 3;
    private static final int MOST_DOUBLINGS = 12;
    private static final Scope ROOT = root();

    private final String text;
    private final JsonQuery query;
    private final int iterations;
    private final int doublings;
    private final boolean divides;

    private Jq(String text, JsonQuery query, JqText scanned) {
        this.text = text;
        this.query = query;
        this.iterations = scanned.iterations();
        this.doublings = scanned.doublings();
        this.divides = scanned.divides();
    }

    /** Compiles a text; empty when {@code problems} say why not. */
    static Optional<Jq> compile(String text, List<String> problems) {
        JqText scanned = JqText.scan(text);
        List<String> found = new ArrayList<>(scanned.problems());
        scanned.functions().stream()
                .filter(
                        name ->
                                ROOT.getLocalFunctions().keySet().stream()
                                        .noneMatch(f -> f.startsWith(name + "/")))
                .forEach(name -> found.add("\"" + name + "\" is not available"));
        if (scanned.iterations() > MOST_ITERATIONS) {
            found.add("it goes through lists within lists more than " + MOST_ITERATIONS + " deep");
        }
        if (scanned.doublings() > MOST_DOUBLINGS) {
            found.add("it has more than " + MOST_DOUBLINGS + " commas, plus signs and \\( )");
        }
        JsonQuery query = found.isEmpty() ? query(text, found) : null;
        problems.addAll(found);
        return Optional.ofNullable(query).map(compiled -> new Jq(text, compiled, scanned));
    }

    /**
     * The first result; null when there is none, or when it is null.
     *
     * @throws UnusableMessageException if it fails, or what it is given is too large for it
     */
    Object first(Object input) {
        if (values(input) > mostValues() || divides && characters(input) > MOST_STEPS) {
            throw failed("is given more values than it can go through; use JSON Pointers");
        }
        JsonNode[] result = {NullNode.getInstance()};
        try {
            query.apply(
                    scope(input),
                    JsonText.node(input),
                    found -> {
                        result[0] = found;
                        throw new FirstFoundException();
                    });
        } catch (FirstFoundException found) {
            return bounded(JsonText.tree(result[0]));
        } catch (JsonQueryException | RuntimeException | StackOverflowError wrong) {
            throw failed("fails: " + shortened(String.valueOf(wrong.getMessage())));
        }
        return null;
    }

    /** Parts of a text count like values that are given. */
    private Scope scope(Object input) {
        Scope scope = Scope.newChildScope(ROOT);
        scope.addFunction("split", 1, new JqSplit(mostValues() - values(input)));
        return scope;
    }

    private long values(Object input) {
        return iterations == 0 ? 1 : count(input);
    }

    private long mostValues() {
        double steps = MOST_STEPS / Math.pow(2, doublings);
        return (long) Math.pow(steps, 1.0 / Math.max(1, iterations));
    }

    private static long count(Object node) {
        if (node instanceof Map<?, ?> map) {
            return 1 + map.values().stream().mapToLong(Jq::count).sum();
        }
        return node instanceof List<?> list ? 1 + list.stream().mapToLong(Jq::count).sum() : 1;
    }

    private static long characters(Object node) {
        if (node instanceof Map<?, ?> map) {
            return map.values().stream().mapToLong(Jq::characters).sum();
        }
        if (node instanceof List<?> list) {
            return list.stream().mapToLong(Jq::characters).sum();
        }
        return node instanceof String words ? words.length() : 0;
    }

    private Object bounded(Object result) {
        if (result instanceof String words && words.length() > LONGEST_RESULT) {
            throw failed("gives a text longer than " + LONGEST_RESULT + " characters");
        }
        return result;
    }

    private UnusableMessageException failed(String how) {
        return new UnusableMessageException(
                "jq_failed",
                "The jq expression \"" + shortened(text) + "\" of the mapping " + how + ".");
    }

    private static String shortened(String message) {
        return message.length() > 160 ? message.substring(0, 160) + "..." : message;
    }

    private static JsonQuery query(String text, List<String> problems) {
        try {
            return JsonQuery.compile(text, Versions.JQ_1_6);
        } catch (JsonQueryException | RuntimeException malformed) {
            problems.add(
                    "it is not jq: "
                            + shortened(String.valueOf(malformed.getMessage()))
                                    .lines()
                                    .findFirst()
                                    .orElse(""));
            return null;
        }
    }

    private static Scope root() {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance()
                .loadFunctions(Jq.class.getClassLoader(), Versions.JQ_1_6, scope);
        scope.addFunction("add", 0, new JqAdd());
        return scope;
    }

    /** Ends an evaluation whose first result is there. */
    private static final class FirstFoundException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FirstFoundException() {
            super(null, null, false, false);
        }
    }
}
