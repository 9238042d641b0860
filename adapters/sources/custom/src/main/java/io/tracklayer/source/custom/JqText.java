// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of jq that mappings may use: paths, comparisons, arithmetic and functions whose cost and
 * output follow from the size of what they are given. What could run or grow without an end that
 * the text shows (recursion, loops, definitions, regular expressions, repeated text) is left out,
 * and so is everything that looks outside.
 */
final class JqText {
    private static final Set<String> KEYWORDS =
            Set.of("if then elif else end and or not as true false null try catch".split(" "));

    private static final Set<String> FUNCTIONS =
            Set.of(
                    ("length keys has select empty error first last tostring tonumber type"
                                    + " ascii_downcase ascii_upcase ltrimstr rtrimstr startswith"
                                    + " endswith floor split values nulls strings numbers booleans"
                                    + " arrays objects")
                            .split(" "));

    /** They look at every element once. */
    private static final Set<String> ITERATING =
            Set.of(
                    ("add any all map join min max min_by max_by sort sort_by unique unique_by"
                                    + " group_by reverse to_entries from_entries"
                                    + " with_entries")
                            .split(" "));

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern UNKNOWN_SIGN =
            Pattern.compile("[-+*/%|]=|//=|(?<![=!<>])=(?!=)|\\.\\.|\\?//|[*;#]");

    private final String text;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> functions = new TreeSet<>();
    private final Deque<Frame> open = new ArrayDeque<>();

    /** How deep iterations are nested here, the deepest so far, and of what size lists are. */
    private int depth;

    private int deepest;
    private int size = 1;
    private boolean collecting;
    private int doublings;
    private boolean divides;
    private int at;

    /**
     * A bracket that is open.
     *
     * @param before depth in front of it
     * @param collects whether it makes one list of all results
     */
    private record Frame(char sign, int before, boolean collects) {}

    private JqText(String text) {
        this.text = text;
    }

    /** Reads a text over its whole length; whether it is jq at all is the compiler's to say. */
    static JqText scan(String text) {
        JqText scanned = new JqText(text);
        scanned.run(false);
        return scanned;
    }

    /** What is not taken, as sentences. */
    List<String> problems() {
        return problems;
    }

    /** The functions it calls. */
    Set<String> functions() {
        return functions;
    }

    /** How often it goes through all elements, one within the other: 2 is a square. */
    int iterations() {
        return deepest;
    }

    /** How often it puts two results where there was one. */
    int doublings() {
        return doublings;
    }

    /** Whether it divides, which takes texts apart as {@code split} does. */
    boolean divides() {
        return divides;
    }

    private void run(boolean interpolated) {
        int outside = open.size();
        while (at < text.length()) {
            char sign = text.charAt(at);
            if (interpolated && sign == ')' && open.size() == outside) {
                at++;
                return;
            }
            if (sign == '"') {
                string();
            } else if (Character.isLetter(sign) || sign == '_') {
                word();
            } else {
                sign(sign);
            }
        }
    }

    private void string() {
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.startsWith("\\(", at)) {
                at += 2;
                doublings++;
                run(true);
            } else {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
        }
        at++;
    }

    private void word() {
        Matcher word = WORD.matcher(text).region(at, text.length());
        if (!word.lookingAt()) {
            at++;
            return;
        }
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        at = word.end();
        if (before == '.') {
            return;
        }
        if (before == '$' || before == '@') {
            named(before, word.group());
        } else if (!key(word.start())) {
            called(word.group());
        }
    }

    private void named(char before, String name) {
        if (before == '@' && !name.equals("base64d")) {
            problems.add("@" + name + " is not available; only @base64d is");
        }
        if (before == '$' && (name.startsWith("__") || name.equals("ENV"))) {
            problems.add("$" + name + " is not available");
        }
    }

    /** Whether the word at that place is a name in an object that is made. */
    private boolean key(int start) {
        boolean colon = text.substring(at).stripLeading().startsWith(":");
        String before = text.substring(0, start).stripTrailing();
        boolean first = before.endsWith("{") || before.endsWith(",");
        return colon || first && within('{');
    }

    private void called(String name) {
        if (ITERATING.contains(name)) {
            collecting = text.substring(at).stripLeading().startsWith("(");
            deepest = Math.max(deepest, depth + size);
            functions.add(name);
        } else if (FUNCTIONS.contains(name)) {
            functions.add(name);
        } else if (!KEYWORDS.contains(name)) {
            problems.add(
                    "\""
                            + name
                            + "\" is not available; what is: "
                            + String.join(", ", new TreeSet<>(FUNCTIONS))
                            + ", "
                            + String.join(", ", new TreeSet<>(ITERATING)));
        }
    }

    private void sign(char sign) {
        Matcher unknown = UNKNOWN_SIGN.matcher(text).region(at, text.length());
        unknown.useTransparentBounds(true);
        if (unknown.lookingAt()) {
            problems.add("\"" + unknown.group() + "\" is not available");
            at = unknown.end();
            return;
        }
        switch (sign) {
            case '(', '{', '[' -> opened(sign);
            case ')', '}', ']' -> closed();
            case ',' -> doublings += within('{') ? 0 : 1;
            case '+' -> doublings++;
            case '/' -> divides |= alone('/');
            default -> {
                // any other sign costs nothing
            }
        }
        at++;
    }

    private void opened(char sign) {
        boolean list = sign == '[' && !index();
        open.push(new Frame(sign, depth, collecting || list));
        boolean each = sign == '[' && text.substring(at + 1).stripLeading().startsWith("]");
        if (collecting || each && !list) {
            depth += size;
            deepest = Math.max(deepest, depth);
        }
        collecting = false;
    }

    private void closed() {
        Frame frame = open.poll();
        if (frame != null && frame.collects) {
            size = Math.max(size, depth - frame.before);
            depth = frame.before;
        }
    }

    /** Whether a square bracket belongs to what stands before it, as in {@code .lines[0]}. */
    private boolean index() {
        String before = text.substring(0, at);
        boolean term = !before.isEmpty() && before.matches("(?s).*[\\w.)}\\]\"?]\\s*");
        boolean keyword = KEYWORDS.contains(before.strip().replaceFirst("(?s).*[^A-Za-z_]", ""));
        return term && !keyword;
    }

    /** Whether the sign here is no part of a double one. */
    private boolean alone(char sign) {
        return (at == 0 || text.charAt(at - 1) != sign) && !text.startsWith("" + sign + sign, at);
    }

    private boolean within(char sign) {
        return open.peek() != null && open.peek().sign == sign;
    }
}
