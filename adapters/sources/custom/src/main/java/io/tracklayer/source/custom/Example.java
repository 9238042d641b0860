// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import java.util.List;
import java.util.Map;

/**
 * Requests and what the mapping is to make of them.
 *
 * @param given in the order in which they come
 * @param expect one entry for everything that they become
 */
record Example(String name, int line, List<Given> given, List<Map<String, Object>> expect) {

    /**
     * A request.
     *
     * @param body what it carries, when that stands in the mapping
     * @param file that holds the body, or empty
     */
    record Given(
            String method,
            Map<String, String> headers,
            Map<String, List<String>> query,
            byte[] body,
            String file) {}
}
