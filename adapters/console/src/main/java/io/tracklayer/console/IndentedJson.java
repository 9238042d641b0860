// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

/**
 * Breaks JSON into lines without reading it: every character that is not white space between tokens
 * stays, so that evidence is shown as it arrived even when it is malformed.
 */
final class IndentedJson {
    // Deeper nesting stays at this depth: hostile brackets must not multiply into white space.
    private static final int DEEPEST = 16;

    private final StringBuilder out = new StringBuilder();
    private int depth;
    private boolean quoted;
    private boolean escaped;

    private IndentedJson() {}

    static String of(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[")
                ? new IndentedJson().indent(text)
                : text;
    }

    private String indent(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                inside(c);
            } else if (!Character.isWhitespace(c)) {
                between(c);
            }
        }
        return out.toString();
    }

    private void inside(char c) {
        out.append(c);
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '"') {
            quoted = false;
        }
    }

    private void between(char c) {
        switch (c) {
            case '{', '[' -> {
                out.append(c);
                depth++;
                line();
            }
            case '}', ']' -> {
                depth = Math.max(0, depth - 1);
                line();
                out.append(c);
            }
            case ',' -> {
                out.append(c);
                line();
            }
            case ':' -> out.append(": ");
            default -> {
                quoted = c == '"';
                out.append(c);
            }
        }
    }

    private void line() {
        out.append('\n').append("  ".repeat(Math.min(depth, DEEPEST)));
    }
}
