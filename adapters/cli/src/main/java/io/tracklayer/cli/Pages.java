// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Rows of a list of the read API, newest first, fetched page after page. */
final class Pages {
    private static final int LARGEST_PAGE = 500;

    /** Beyond this many rows looked at for a filter the node does not know, one gives up. */
    private static final int MOST_LOOKED_AT = 20_000;

    private final Http node;
    private final String path;
    private final String member;
    private final String time;
    private boolean gaveUp;

    /**
     * @param member what the rows are called in the answer
     * @param time the member of a row with its time, by which the list goes down
     */
    Pages(Http node, String path, String member, String time) {
        this.node = node;
        this.path = path;
        this.member = member;
        this.time = time;
    }

    /** Those of the list that the filter takes, as many as wanted. */
    List<JsonNode> rows(Query query, PageOptions wanted, Predicate<JsonNode> filter) {
        List<JsonNode> found = new ArrayList<>();
        String before = "";
        long seen = 0;
        while (found.size() < wanted.most()) {
            int size = (int) Math.min(LARGEST_PAGE, Math.max(50, wanted.most() - found.size()));
            JsonNode page =
                    node.get(path + query.copy().with("before", before).with("limit", size));
            for (JsonNode row : Rows.of(page, member)) {
                seen++;
                String at = row.path(time).asText("");
                if (wanted.ends(at)) {
                    return found;
                }
                if (found.size() < wanted.most() && wanted.begins(at) && filter.test(row)) {
                    found.add(row);
                }
            }
            String next = page.path("next").asText("");
            gaveUp = seen >= MOST_LOOKED_AT && found.size() < wanted.most() && !next.isEmpty();
            if (next.isEmpty() || gaveUp && wanted.most() != Long.MAX_VALUE) {
                return found;
            }
            before = next;
        }
        return found;
    }

    /** What to tell when older rows were not looked at. */
    String remark() {
        return gaveUp
                ? "tl: only the newest "
                        + MOST_LOOKED_AT
                        + " rows were looked at; give --all for all"
                : "";
    }
}
