// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.SchemaCheck;
import java.util.Collection;
import java.util.List;

/** Wording around names that are not known. */
final class Names {
    private Names() {}

    /** {@code Installed: ga4, meta. Did you mean "meta"?} */
    static String advice(String label, String written, Collection<String> known) {
        List<String> sorted = known.stream().sorted().toList();
        return label
                + ": "
                + (sorted.isEmpty() ? "none" : String.join(", ", sorted))
                + "."
                + didYouMean(SchemaCheck.nearest(written, sorted).orElse(""));
    }

    static String didYouMean(String name) {
        return name.isEmpty() ? "" : " Did you mean \"" + name + "\"?";
    }
}
