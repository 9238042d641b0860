// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Lines of fields separated by tabs: readable with any tool, and a torn one is recognised. */
final class Tabs {
    private Tabs() {}

    static String join(Object... fields) {
        StringJoiner line = new StringJoiner("\t");
        for (Object field : fields) {
            line.add(String.valueOf(field).replaceAll("[\t\r\n]", " "));
        }
        return line.toString();
    }

    /**
     * @throws IllegalArgumentException if the line has another number of fields
     */
    static List<String> split(String line, int fields) {
        List<String> parts = new ArrayList<>(List.of(line.split("\t", -1)));
        if (parts.size() != fields) {
            throw new IllegalArgumentException(
                    "a line of " + fields + " fields has " + parts.size() + ": " + line);
        }
        return parts;
    }
}
