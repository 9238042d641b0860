// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML. All text and attribute values are escaped here and nowhere else; tag and attribute
 * names are literals of the pages.
 */
final class Html {
    private final StringBuilder out = new StringBuilder(8_192).append("<!doctype html>");
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes as name, value, name, value. */
    Html open(String tag, String... attributes) {
        empty(tag, attributes);
        open.push(tag);
        return this;
    }

    /** An element without content. */
    Html empty(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        return this;
    }

    /** Closes the element opened last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** An element with nothing but text. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** A place that {@link Nameplate} fills; text of data can never look like one. */
    Html mark(String name) {
        out.append("<!--").append(name).append("-->");
        return this;
    }

    /** What was written. */
    String fragment() {
        return out.toString().replaceFirst("^<!doctype html>", "");
    }

    /** The document, all elements closed. */
    String document() {
        while (!open.isEmpty()) {
            close();
        }
        return out.toString();
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(misleads(c) ? '\uFFFD' : c);
            }
        }
    }

    // Control characters are not allowed in HTML, and a change of writing direction could make
    // one value look like another.
    private static boolean misleads(char c) {
        return c < ' ' && c != '\n' && c != '\t'
                || c == 0x7F
                || c >= '\u202A' && c <= '\u202E'
                || c >= '\u2066' && c <= '\u2069';
    }
}
