// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object of parameters while it is being written; what had to be changed becomes a warning. */
final class Ga4Block {
    private final Map<String, Object> tree = new LinkedHashMap<>();
    private final String where;
    private final int textLimit;
    private final List<String> warnings;

    /**
     * @param where put before a parameter's name in warnings, e.g. {@code items.}
     */
    Ga4Block(String where, int textLimit, List<String> warnings) {
        this.where = where;
        this.textLimit = textLimit;
        this.warnings = warnings;
    }

    Map<String, Object> tree() {
        return tree;
    }

    void warn(String sentence) {
        if (!warnings.contains(sentence)) {
            warnings.add(sentence);
        }
    }

    /** A text without personal data, at most as long as the property allows. */
    void text(String name, String value) {
        String redacted = Ga4Text.redact(value);
        if (!redacted.equals(value)) {
            warn(where + name + ": what looks like an e-mail address or phone number was removed");
        }
        bounded(name, redacted, textLimit);
    }

    /** A text that was cleaned before, with a limit of its own. */
    void bounded(String name, String value, int limit) {
        if (value.length() > limit) {
            warn(where + name + " was cut to " + limit + " characters");
        }
        put(name, Ga4Text.cut(value, limit).strip());
    }

    /** A text, number or identifier as it is; nothing when it is null or empty. */
    void put(String name, Object value) {
        if (value != null && !value.equals("")) {
            tree.put(name, value);
        }
    }
}
