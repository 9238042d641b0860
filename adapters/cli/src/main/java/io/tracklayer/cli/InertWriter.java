// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes to a terminal whatever a command prints. Characters that a terminal would obey, or that
 * turn the direction of text, are written as JSON writes them ({@code \u202e}), so that JSON stays
 * what it is. Line ends, tabs, our colours and the redrawing of a table pass.
 */
final class InertWriter extends FilterWriter {
    private static final Pattern OBEYED =
            Pattern.compile("\\u001b\\[[0-9;]{0,12}m|\\r?\\n|\\t|[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
    private static final Pattern REDRAWN = Pattern.compile("\\u001b\\[\\d{1,4}A\\u001b\\[J");

    private InertWriter(Writer terminal) {
        super(terminal);
    }

    /** One over a terminal; flushes after each line as picocli's own does. */
    static PrintWriter over(Writer terminal) {
        return new PrintWriter(new InertWriter(terminal), true);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        String part = text.substring(from, from + length);
        boolean whole = REDRAWN.matcher(part).matches();
        out.write(whole ? part : OBEYED.matcher(part).replaceAll(InertWriter::shown));
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(int character) throws IOException {
        write(String.valueOf((char) character), 0, 1);
    }

    private static String shown(MatchResult found) {
        String text = found.group();
        boolean ours = text.length() > 2 && text.endsWith("m") || text.endsWith("\n");
        return Matcher.quoteReplacement(ours || text.equals("\t") ? text : escaped(text));
    }

    private static String escaped(String character) {
        return character
                .chars()
                .mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit))
                .collect(Collectors.joining());
    }
}
