// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.Verification;
import io.tracklayer.testkit.GivenRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentSourceTest {
    @Test
    void itListensOnTheLongAndTheShortPaths() {
        Set<String> endpoints =
                Given.SOURCE.descriptor().endpoints().stream()
                        .map(endpoint -> endpoint.method() + " " + endpoint.path())
                        .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "POST /v1/track",
                        "POST /v1/identify",
                        "POST /v1/page",
                        "POST /v1/screen",
                        "POST /v1/group",
                        "POST /v1/alias",
                        "POST /v1/batch",
                        "POST /v1/import",
                        "POST /v1/t",
                        "POST /v1/i",
                        "POST /v1/p",
                        "POST /v1/s",
                        "POST /v1/g",
                        "POST /v1/a",
                        "POST /v1/b"),
                endpoints);
    }

    @Test
    void itIsCalledWithAWriteKeyFromAnySiteAndRefusesWhatItCannotRead() {
        SourceDescriptor descriptor = Given.SOURCE.descriptor();
        assertEquals(SourceDescriptor.Addressing.WRITE_KEY, descriptor.addressing());
        assertEquals(SourceDescriptor.Malformed.REFUSE, descriptor.malformed());
        assertEquals(EventField.Authority.ORDER_SYSTEM, descriptor.authority());
        assertEquals(512_000, descriptor.maxBytes());
        assertTrue(descriptor.crossOrigin());
    }

    @Test
    void everySettingHasASentence() {
        for (Setting setting : Given.SOURCE.descriptor().settings()) {
            assertTrue(setting.doc().length() > 20, setting.name());
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    any,     -,                                             -,                         authentic
                    any,     -,                                             https://evil.example,      authentic
                    server,  -,                                             -,                         authentic
                    server,  -,                                             https://shop.example,      browser_request_on_server_key
                    server,  https://shop.example,                          https://shop.example,      browser_request_on_server_key
                    browser, https://shop.example,                          https://shop.example,      authentic
                    browser, https://shop.example|https://de.shop.example,  https://de.shop.example,   authentic
                    any,     https://shop.example,                          -,                         authentic
                    any,     https://shop.example,                          https://shop.example.evil, origin_not_allowed
                    any,     https://shop.example,                          https://evilshop.example,  origin_not_allowed
                    any,     https://shop.example,                          http://shop.example,       origin_not_allowed
                    any,     https://shop.example,                          https://shop.example:8443, origin_not_allowed
                    any,     https://shop.example,                          null,                      origin_not_allowed
                    any,     null,                                          null,                      origin_not_allowed
                    """)
    void aKeyIsBoundToItsKindAndItsOrigins(
            String kind, String origins, String origin, String verdict) {
        GivenRequest request = GivenRequest.post("/v1/t", "{}");
        Verification verification =
                Given.SOURCE.verify(
                        origin == null ? request : request.header("Origin", origin),
                        origins == null
                                ? Given.settings("kind", kind)
                                : Given.settings("kind", kind, "origins", origins));
        if (verification instanceof Verification.Refused refused) {
            assertEquals(403, refused.status());
            assertEquals(verdict, refused.code());
        } else {
            assertEquals("authentic", verdict);
        }
    }

    @Test
    void anAcceptedRequestIsAnsweredAsSegmentDoes() {
        GivenRequest request = GivenRequest.post("/v1/batch", Given.resource("batch.json"));
        Reply reply = Given.SOURCE.acknowledge(request, Given.decoded(request));
        assertEquals(200, reply.status());
        assertEquals("application/json", reply.contentType());
        assertEquals("{\"success\":true}", text(reply));
    }

    @Test
    void rejectedMessagesOfABatchAreNamedInTheAnswer() {
        GivenRequest request =
                GivenRequest.post(
                        "/v1/batch",
                        "{\"batch\":[{\"type\":\"track\",\"event\":\"A\",\"userId\":\"u\"},7,"
                                + "{\"type\":\"dance\",\"userId\":\"u\"}]}");
        List<Decoded> decoded = Given.decoded(request);
        assertInstanceOf(Decoded.Happened.class, decoded.get(0));
        assertEquals(
                "{\"errors\":["
                        + "{\"code\":\"not_an_object\",\"index\":1,\"sentence\":\"A message must be a"
                        + " JSON object.\"},"
                        + "{\"code\":\"unknown_type\",\"index\":2,\"sentence\":\"The type must be"
                        + " track, identify, page, screen, group or alias.\"}],\"success\":true}",
                text(Given.SOURCE.acknowledge(request, decoded)));
    }

    private static String text(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }
}
