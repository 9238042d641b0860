// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Masking;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as a command for a shell (bash or zsh). Whatever a body holds, it is one quoted word;
 * for what was masked stand variables such as {@code $META_ACCESS_TOKEN}.
 */
final class Curl {
    private static final String MASK = Masking.MASK;
    private static final Pattern IN_QUERY = Pattern.compile("([?&])([^=&?#]{1,60})=" + MASK);
    private static final Pattern IN_JSON =
            Pattern.compile("(\"([A-Za-z0-9_-]{1,60})\"\\s*:\\s*\")" + MASK + "(?=\")");
    private static final String CUT = "… (cut)";
    private static final String MASK_REMARK = "# " + MASK + " stands for what is not kept.\n";

    private final String destination;
    private final Attempt attempt;

    private Curl(AttemptRow row) {
        this.destination = row.destination();
        this.attempt = row.attempt();
    }

    static String of(AttemptRow row) {
        return new Curl(row).command();
    }

    private String command() {
        List<String> words = new ArrayList<>();
        words.add("curl --globoff --request " + quoted(attempt.method()));
        words.add("--url " + word(attempt.url(), IN_QUERY, 2));
        new TreeMap<>(attempt.requestHeaders())
                .forEach((name, value) -> words.add("--header " + header(name, value)));
        String body = attempt.requestBody();
        if (body != null && !body.isEmpty()) {
            words.add("--data-raw " + word(body, IN_JSON, 2));
        }
        return remarks(body) + String.join(" \\\n  ", words);
    }

    private static String remarks(String body) {
        if (body == null) {
            return "# The body is no longer kept.\n";
        }
        String masked = IN_JSON.matcher(body).replaceAll("").contains(MASK) ? MASK_REMARK : "";
        return masked + (body.endsWith(CUT) ? "# The body was kept in part.\n" : "");
    }

    private String header(String name, String value) {
        int mask = value.indexOf(MASK);
        return mask < 0
                ? quoted(name + ": " + value)
                : quoted(name + ": " + value.substring(0, mask))
                        + variable(name)
                        + (mask + MASK.length() == value.length()
                                ? ""
                                : quoted(value.substring(mask + MASK.length())));
    }

    /** One word: the text quoted, with a variable for each value that was masked as a whole. */
    private String word(String text, Pattern masked, int nameGroup) {
        StringBuilder word = new StringBuilder();
        Matcher found = masked.matcher(text);
        int done = 0;
        while (found.find()) {
            word.append(quoted(text.substring(done, found.end() - MASK.length())))
                    .append(variable(found.group(nameGroup)));
            done = found.end();
        }
        String rest = text.substring(done);
        return word.append(rest.isEmpty() && done > 0 ? "" : quoted(rest)).toString();
    }

    private String variable(String name) {
        String whole = destination + "_" + name;
        String plain = whole.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        return "\"$" + (Character.isDigit(plain.charAt(0)) ? "_" : "") + plain + "\"";
    }

    /** A word of a shell; characters that cannot be seen are written as escapes. */
    static String quoted(String text) {
        if (text.chars().noneMatch(Curl::isUnseen)) {
            return "'" + text.replace("'", "'\\''") + "'";
        }
        StringBuilder word = new StringBuilder("$'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '\\') {
                word.append('\\').append(c);
            } else if (c == 0) {
                // no word of a shell can hold it
                word.append("\\ufffd");
            } else if (isUnseen(c)) {
                word.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                word.append(c);
            }
        }
        return word.append('\'').toString();
    }

    private static boolean isUnseen(int c) {
        return c < ' ' && c != '\n' && c != '\t'
                || c >= 0x7F && c < 0xA0
                || Character.getType(c) == Character.FORMAT
                || c == 0x2028
                || c == 0x2029;
    }
}
