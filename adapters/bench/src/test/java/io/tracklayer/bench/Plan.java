// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the database means to answer a query, in its own words. */
record Plan(String sql, String text) {
    /** Tables that have a row for each of a few things, however many events there are. */
    private static final int SMALL = 1_000;

    private static final Pattern RANGE =
            Pattern.compile("table=(\\w+)\\s+cardinality=(\\d+)\\s+access=([A-Z ]+)");

    /** What of it grows with the number of events. */
    List<String> complaints() {
        List<String> scanned =
                RANGE.matcher(text)
                        .results()
                        .filter(range -> range.group(3).contains("FULL SCAN"))
                        .filter(range -> Integer.parseInt(range.group(2)) > SMALL)
                        .map(range -> "reads all of " + range.group(1) + " for " + sql)
                        .toList();
        return scanned.isEmpty() && sorted()
                ? List.of("sorts before it cuts off the page: " + sql)
                : scanned;
    }

    private boolean sorted() {
        Matcher order = Pattern.compile("order by=\\[(.*?)]", Pattern.DOTALL).matcher(text);
        return sql.contains(" LIMIT ") && order.find() && !order.group(1).contains("uses index");
    }
}
