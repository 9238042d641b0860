// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tree as JSON that is the same for equal content: keys sorted, no white space, plain ASCII. Half
 * a surrogate pair survives as its escape instead of becoming a question mark in a hash.
 */
final class CanonicalText {
    private final StringBuilder text = new StringBuilder();

    private CanonicalText() {}

    static String of(Object tree) {
        CanonicalText writer = new CanonicalText();
        writer.write(tree);
        return writer.text.toString();
    }

    private void write(Object node) {
        if (node instanceof Map<?, ?> map) {
            writeObject(map);
        } else if (node instanceof List<?> list) {
            writeList(list);
        } else if (node instanceof String string) {
            writeText(string);
        } else {
            text.append(node);
        }
    }

    private void writeObject(Map<?, ?> map) {
        text.append('{');
        Iterator<? extends Map.Entry<?, ?>> members = new TreeMap<>(map).entrySet().iterator();
        while (members.hasNext()) {
            Map.Entry<?, ?> member = members.next();
            writeText((String) member.getKey());
            text.append(':');
            write(member.getValue());
            text.append(members.hasNext() ? "," : "");
        }
        text.append('}');
    }

    private void writeList(List<?> list) {
        text.append('[');
        for (int index = 0; index < list.size(); index++) {
            text.append(index == 0 ? "" : ",");
            write(list.get(index));
        }
        text.append(']');
    }

    private void writeText(String string) {
        text.append('"');
        for (int at = 0; at < string.length(); at++) {
            char c = string.charAt(at);
            if (c < ' ' || c > '~') {
                text.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
