// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
    /** Every member of a full message is replaced by each of these in turn. */
    private static final List<String> MISFITS =
            List.of(
                    "{}",
                    "[]",
                    "[[]]",
                    "\"\"",
                    "0",
                    "-1",
                    "1e400",
                    "true",
                    "\"\\u0000\"",
                    "\"\\ud800\"");

    @ParameterizedTest
    @ValueSource(strings = {"analytics-next-track.json", "batch.json"})
    void aMessageWithAnyMemberOfTheWrongTypeIsReadOrRejectedButNeverBreaks(String name) {
        String body = Given.resource(name);
        for (String misfit : MISFITS) {
            for (String broken : withEachValueReplaced(body, misfit)) {
                String path = name.startsWith("batch") ? "/v1/batch" : "/v1/track";
                readOrRefuse(GivenRequest.post(path, broken), broken);
            }
        }
    }

    @Test
    void aCutOffRequestIsMalformedWhereverItIsCut() {
        byte[] whole = Given.resource("batch.json").getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length - 2; length += 7) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            readOrRefuse(GivenRequest.post("/v1/batch", "").body(cut), "cut at " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelHttpUri",
                "__proto__",
                "a/b",
                "~0",
                "${jndi:ldap://x}",
                "{{x}}",
                "",
                "_fbp "
            })
    void strangePropertyNamesAreKeptAsTheyAre(String key) {
        InboundRequest request =
                Given.trackWithProperties("Signed In", "{\"" + key + "\":\"${x}\"}");
        assertEquals(
                Optional.of(java.util.Map.of(key, "${x}")),
                Given.raw(Given.observed(request), EventField.PROPERTIES));
    }

    @Test
    void theRequestIsLeftAsItIs() throws MalformedInputException {
        InboundRequest request = GivenRequest.post("/v1/batch", Given.resource("batch.json"));
        Object before = request.json();
        Given.decoded(request);
        assertEquals(before, request.json());
    }

    @Test
    void readingTwiceGivesTheSame() {
        InboundRequest request =
                GivenRequest.post("/v1/t", Given.resource("analytics-next-track.json"));
        assertEquals(Given.lines(Given.observed(request)), Given.lines(Given.observed(request)));
    }

    private static void readOrRefuse(InboundRequest request, String what) {
        assertDoesNotThrow(
                () -> {
                    try {
                        List<Decoded> decoded =
                                Given.SOURCE.decode(request, Given.settings(), SourceMemory.none());
                        assertFalse(decoded.isEmpty(), what);
                        Given.SOURCE.acknowledge(request, decoded);
                        Given.SOURCE.writeKey(request);
                    } catch (MalformedInputException refused) {
                        assertFalse(refused.code().isBlank());
                    }
                },
                what);
    }

    private static List<String> withEachValueReplaced(String body, String misfit) {
        List<String> broken = new ArrayList<>();
        java.util.regex.Matcher value =
                java.util.regex.Pattern.compile(":(\"(?:[^\"\\\\]|\\\\.)*\"|[0-9.]+|true|\\{|\\[)")
                        .matcher(body);
        while (value.find()) {
            int end = endOfValue(body, value.start(1));
            broken.add(body.substring(0, value.start(1)) + misfit + body.substring(end));
        }
        return broken;
    }

    private static int endOfValue(String body, int start) {
        char first = body.charAt(start);
        if (first != '{' && first != '[') {
            int at = first == '"' ? body.indexOf('"', start + 1) + 1 : start;
            while (first != '"' && ",}]".indexOf(body.charAt(at)) < 0) {
                at++;
            }
            return at;
        }
        int depth = 0;
        int at = start;
        do {
            char c = body.charAt(at++);
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        } while (depth > 0);
        return at;
    }
}
