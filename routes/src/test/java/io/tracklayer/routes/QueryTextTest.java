// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTextTest {
    @Test
    void parametersAreDecodedInOrderAndMayRepeat() {
        assertEquals(
                Map.of("a b", List.of("1&2", ""), "k", List.of("\u00fc")),
                QueryText.of("a+b=1%262&k=%C3%BC&a%20b#fragment=1"));
        assertEquals(Map.of("a", List.of("1"), "b", List.of("2")), QueryText.of("a=1;&&b=2"));
        assertEquals(Map.of(), QueryText.of((String) null));
    }

    @Test
    void aPercentSignThatBeginsNoEscapeStandsForItself() {
        assertEquals(
                Map.of("key", List.of("100%"), "%zz", List.of("%%2"), "u", List.of("\ufffd")),
                QueryText.of("key=100%&%zz=%%2&u=%ff"));
    }

    @Test
    void soManyParametersAreReadAndNoMore() {
        Map<String, List<String>> query = QueryText.of("a=1&".repeat(2_000));
        assertEquals(1_024, query.get("a").size());
    }
}
