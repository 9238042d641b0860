// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.testkit.GivenRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteKeysTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    Basic d2tfZGVtb18xMjM6,         wk_demo_123
                    basic d2tfZGVtb18xMjM6,         wk_demo_123
                    Basic d2tfZGVtb18xMjM=,         wk_demo_123
                    Basic d2tfZGVtb18xMjM,          wk_demo_123
                    Basic d2tfZGVtb18xMjM6c2VjcmV0, wk_demo_123
                    """)
    void aBasicUserNameIsTheKeyWithAndWithoutColon(String header, String key) {
        assertEquals(
                Optional.of(key),
                find(GivenRequest.post("/v1/track", "{}").header("Authorization", header)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ###", "Basic", "Basic ", "Basic Og==", "Bearer abc", "", "Basi"})
    void anUnusableHeaderLeavesTheQueryToSpeak(String header) {
        GivenRequest request =
                GivenRequest.post("/v1/track", "{\"writeKey\":\"wk_body\"}")
                        .header("Authorization", header);
        assertEquals(Optional.of("wk_body"), find(request));
        assertEquals(Optional.of("wk_query"), find(request.parameter("writeKey", "wk_query")));
    }

    @Test
    void theHeaderComesBeforeTheQueryAndTheQueryBeforeTheBody() {
        GivenRequest body = GivenRequest.post("/v1/track", "{\"writeKey\":\"wk_body\"}");
        GivenRequest query = body.parameter("writeKey", "wk_query");
        GivenRequest header = query.header("Authorization", "Basic d2tfZGVtb18xMjM6");
        assertEquals(Optional.of("wk_body"), find(body));
        assertEquals(Optional.of("wk_query"), find(query));
        assertEquals(Optional.of("wk_demo_123"), find(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"writeKey\":\"wk_1\",\"batch\":[{\"writeKey\":\"wk_2\"}]}",
                "{\"batch\":[{\"writeKey\":\"wk_1\"},{\"writeKey\":\"wk_2\"}]}",
                "{\"writeKey\":\" \",\"batch\":[{\"writeKey\":\"wk_1\"}]}"
            })
    void aBatchMayCarryTheKeyItselfOrInItsFirstMessage(String body) {
        assertEquals(Optional.of("wk_1"), find(GivenRequest.post("/v1/batch", body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "{\"writeKey\":{}}",
                "{\"writeKey\":\"\"}",
                "{\"batch\":{}}",
                "{\"writeKey\":1e999999999}",
                "{\"writeKey\":true}"
            })
    void aBodyWithoutAKeyGivesNone(String body) {
        assertEquals(Optional.empty(), find(GivenRequest.post("/v1/batch", body)));
    }

    @Test
    void aKeyLongerThanAnyKeyIsNone() {
        String huge = "k".repeat(257);
        String basic = Base64.getEncoder().encodeToString(huge.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                Optional.empty(),
                find(
                        GivenRequest.post("/v1/t", "{\"writeKey\":\"" + huge + "\"}")
                                .parameter("writeKey", huge)
                                .header("Authorization", "Basic " + basic)));
    }

    private static Optional<String> find(GivenRequest request) {
        return Given.SOURCE.writeKey(request);
    }
}
