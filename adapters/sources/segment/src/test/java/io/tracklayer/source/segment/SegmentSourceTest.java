// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.SettingProblem;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.Verification;
import io.tracklayer.testkit.GivenRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentSourceTest {
    @Test
    void itIsCalledWithAWriteKeyFromAnySiteAndRefusesWhatItCannotRead() {
        SourceDescriptor descriptor = Given.SOURCE.descriptor();
        assertEquals(SourceDescriptor.Addressing.WRITE_KEY, descriptor.addressing());
        assertEquals(SourceDescriptor.Malformed.REFUSE, descriptor.malformed());
        assertEquals(EventField.Authority.ORDER_SYSTEM, descriptor.authority());
        assertEquals(4_096_000, descriptor.maxBytes());
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
                    -,        -,               authentic
                    -,        Bearer whatever, authentic
                    s3cret,   Bearer s3cret,   authentic
                    s3cret,   bearer  s3cret,  authentic
                    s3cret,   Bearer s3cre,    bad_bearer
                    s3cret,   Basic czNjcmV0,  bad_bearer
                    s3cret,   s3cret,          bad_bearer
                    s3cret,   -,               bad_bearer
                    """)
    void aBearerSecretIsAskedForWhereOneIsSet(String secret, String header, String verdict) {
        GivenRequest request = GivenRequest.post("/v1/batch", "{}");
        Verification verification =
                Given.SOURCE.verify(
                        header == null ? request : request.header("Authorization", header),
                        secret == null
                                ? Given.settings()
                                : Given.settings("bearer-secret", secret));
        assertEquals(
                verdict,
                verification instanceof Verification.Refused refused
                        ? refused.code()
                        : "authentic");
    }

    @Test
    void anAliasThatNamesNoEventIsAMistakeOfTheConfiguration() {
        assertEquals(
                List.of("event-aliases", "event-aliases", "checkout-steps"),
                Given.SOURCE
                        .check(
                                Given.settings(
                                        "event-aliases",
                                        "A=product_viewed|B|C=nothing",
                                        "checkout-steps",
                                        "=purchase_placed"))
                        .stream()
                        .map(SettingProblem::setting)
                        .toList());
        assertEquals(List.of(), Given.SOURCE.check(Given.settings()));
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
