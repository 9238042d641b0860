// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.json.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedactedTreeTest {
    private final Redaction redaction = new Redaction();
    private final RedactedTree tree = new RedactedTree(redaction, "file");

    private static String body(int persons) {
        List<String> names = IntStream.range(0, persons).mapToObj(i -> "Quast" + i).toList();
        return StrictJson.writeText(Map.of("last_name", names, "status", "by Quast7"));
    }

    @Test
    void aBodyWithMorePersonalValuesThanCanBeLookedForIsLeftOut() {
        String many = body(3_000);
        String few = body(10);
        RedactedTree.learn(redaction, many);
        RedactedTree.learn(redaction, few);
        String left = String.valueOf(tree.body("application/json", many, false));
        assertTrue(left.startsWith("[left out: it holds more"), left);
        Map<?, ?> shown = (Map<?, ?>) tree.body("application/json", few, false);
        assertTrue(
                shown.get("status").toString().matches("by \\[redacted \\d+]"), shown.toString());
    }

    @Test
    void theNameOfAnEventInAListOfEventsStaysAndThatOfAPersonDoesNot() {
        String body =
                StrictJson.writeText(
                        Map.of(
                                "events",
                                List.of(
                                        Map.of("name", "begin_checkout"),
                                        Map.of("name", "Hinterhuber"))));
        Map<?, ?> shown = (Map<?, ?>) tree.body("application/json", body, false);
        List<?> events = (List<?>) shown.get("events");
        assertEquals(Map.of("name", "begin_checkout"), events.get(0));
        assertTrue(events.get(1).toString().contains("[redacted"), events.toString());
    }
}
