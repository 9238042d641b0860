// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which requests would be looked at again.
 *
 * @param requests their journal offsets, oldest first
 * @param reasons how many messages of them were turned away, by reason
 * @param gone how many more there were whose bytes are no longer kept
 * @param complete whether there are no more of them
 */
public record ReprocessPreview(
        List<Long> requests, Map<String, Long> reasons, long gone, boolean complete) {
    public ReprocessPreview {
        requests = List.copyOf(requests);
        reasons = Map.copyOf(reasons);
    }

    /** For the API. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new TreeMap<>();
        tree.put("requests", requests);
        tree.put("matched", (long) requests.size());
        tree.put("reasons", new TreeMap<String, Object>(reasons));
        tree.put("gone", gone);
        tree.put("complete", complete);
        return tree;
    }
}
