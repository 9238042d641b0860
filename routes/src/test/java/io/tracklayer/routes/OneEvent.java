// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The diagnosis of one event, asked over HTTP. */
final class OneEvent {
    private OneEvent() {}

    /** Whether it names the layer and cause of a finding about the order, at its destination. */
    static boolean says(Web node, String order, Map<?, ?> finding) {
        Web.Answer answer = node.get("/api/v1/diagnose?of=" + order);
        Assumptions.assumeTrue(
                answer.status() != 404, "this node does not answer for single events");
        return findings(answer.json()).stream()
                .anyMatch(
                        said ->
                                finding.get("layer").equals(said.get("layer"))
                                        && finding.get("cause").equals(said.get("cause"))
                                        && finding.get("destination")
                                                .equals(said.get("destination")));
    }

    /** Every object with a cause, wherever it stands. */
    private static List<Map<?, ?>> findings(Object tree) {
        List<Map<?, ?>> found = new ArrayList<>();
        if (tree instanceof Map<?, ?> object) {
            if (object.get("cause") != null) {
                found.add(object);
            }
            object.values().forEach(value -> found.addAll(findings(value)));
        } else if (tree instanceof Collection<?> list) {
            list.forEach(value -> found.addAll(findings(value)));
        }
        return found;
    }
}
