// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IndentedJsonTest {
    @Test
    void jsonIsBrokenIntoLinesAndItsTextIsKept() {
        assertEquals(
                "{\n  \"a\": 1.50,\n  \"b\": \"x, \\\"{ y\"\n}",
                IndentedJson.of("{\"a\":1.50, \"b\":\"x, \\\"{ y\"}"));
    }

    @Test
    void otherTextIsLeftAsItIs() {
        assertEquals("a=1,2&b= {", IndentedJson.of("a=1,2&b= {"));
    }

    @Test
    void deepNestingDoesNotGrowWithoutBound() {
        assertTrue(IndentedJson.of("[".repeat(10_000)).length() < 400_000);
    }
}
