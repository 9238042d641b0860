// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KlaviyoTreeTest {
    private static final List<String> LOST =
            List.of("properties beyond Klaviyo's limits were left out");

    private final List<String> warnings = new ArrayList<>();

    @Test
    void nothingAndEmptinessIsLeftOutSilently() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("null", null);
        given.put("text", "");
        given.put("list", Arrays.asList(null, ""));
        given.put("object", Map.of("inner", ""));
        given.put("kept", List.of(1L, Map.of("a", true)));
        assertEquals(
                Map.of("kept", List.of(1L, Map.of("a", true))), KlaviyoTree.fit(given, warnings));
        assertEquals(List.of(), warnings);
    }

    @Test
    void whatIsTooLongOrTooDeepIsLeftOutWithAWarning() {
        Object nine = "leaf";
        for (int i = 0; i < 9; i++) {
            nine = Map.of("n", nine);
        }
        Map<String, Object> fits =
                Map.of(
                        "text", "é".repeat(50_000),
                        "list", Collections.nCopies(4_000, 1L),
                        "deep", nine);
        assertEquals(fits, KlaviyoTree.fit(fits, warnings));
        assertEquals(List.of(), warnings);

        for (Object tooMuch :
                List.of(
                        "é".repeat(50_000) + "x",
                        Collections.nCopies(4_001, 1L),
                        Map.of("n", nine))) {
            warnings.clear();
            assertEquals(Map.of(), KlaviyoTree.fit(Map.of("x", tooMuch), warnings));
            assertEquals(LOST, warnings);
        }
    }

    @Test
    void fourHundredPropertiesAreKeptAndManyAreRemarkedOn() {
        assertEquals(300, KlaviyoTree.fit(properties(300), warnings).size());
        assertTrue(warnings.isEmpty());
        assertEquals(400, KlaviyoTree.fit(properties(400), warnings).size());
        assertEquals(1, warnings.size());
        warnings.clear();
        assertEquals(properties(400).keySet(), KlaviyoTree.fit(properties(401), warnings).keySet());
        assertEquals(LOST, warnings);
    }

    private static Map<String, Object> properties(int count) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            properties.put("p" + i, i);
        }
        return properties;
    }
}
