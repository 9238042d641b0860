// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PropertiesTest {

    @Test
    void propertiesAreKeptAsTheyAre() {
        Map<String, Object> tree =
                Map.of("__proto__", Map.of("x", 1L), "list", List.of("${bean:x}", true, "😀"));
        assertEquals(Canonical.of(tree, "as given"), Properties.bounded(tree));
    }

    @Test
    void theyTakeAtMost32KibibytesOfJson() {
        Map<String, Object> most = Map.of("a", "x".repeat(32 * 1024 - "{\"a\":\"\"}".length()));
        assertEquals(Canonical.of(most, "as given"), Properties.bounded(most));
        Map<String, Object> more = Map.of("a", most.get("a") + "x");
        assertEquals(Canonical.unusable("is larger than 32 KiB"), Properties.bounded(more));
    }

    @Test
    void aBrokenCharacterDoesNotStopThem() {
        Map<String, Object> cut = Map.of("title", "cut \ud83d");
        assertEquals(Canonical.of(cut, "as given"), Properties.bounded(cut));
    }

    @Test
    void whatIsNoObjectIsUnusable() {
        for (Object raw : List.of("text", 7L, true, List.of(Map.of()))) {
            assertEquals(Canonical.unusable("is not an object"), Properties.bounded(raw));
        }
    }
}
