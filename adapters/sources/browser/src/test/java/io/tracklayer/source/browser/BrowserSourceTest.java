// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.Verification;
import io.tracklayer.testkit.GivenRequest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserSourceTest {
    @Test
    void itListensForTheScriptAndThePixelOnAnySite() {
        SourceDescriptor descriptor = Given.SOURCE.descriptor();
        assertEquals(
                List.of(
                        new SourceDescriptor.Endpoint("POST", "/collect"),
                        new SourceDescriptor.Endpoint("GET", "/pixel.gif"),
                        new SourceDescriptor.Endpoint("GET", "/tl.js")),
                descriptor.endpoints());
        assertEquals(SourceDescriptor.Addressing.WRITE_KEY, descriptor.addressing());
        assertEquals(SourceDescriptor.Malformed.REFUSE, descriptor.malformed());
        assertEquals(EventField.Authority.BROWSER, descriptor.authority());
        assertEquals(65_536, descriptor.maxBytes());
        assertTrue(descriptor.crossOrigin());
        for (Setting setting : descriptor.settings()) {
            assertTrue(setting.doc().length() > 20, setting.name());
        }
    }

    @Test
    void theKeyStandsInTheQueryOrTheBody() {
        GivenRequest body = Given.event("page_viewed", "");
        assertEquals(Optional.of("wk_1"), Given.SOURCE.writeKey(body));
        assertEquals(Optional.of("wk_2"), Given.SOURCE.writeKey(body.parameter("key", "wk_2")));
        assertEquals(
                Optional.of("wk_3"),
                Given.SOURCE.writeKey(body.parameter("key", "wk_2").parameter("k", "wk_3")));
        assertEquals(
                Optional.of("wk_4"), Given.SOURCE.writeKey(Given.pixel("ev=page_viewed&k=wk_4")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "{\"key\":{}}",
                "{\"key\":\"\"}",
                "{\"key\":true}",
                "{\"key\":1e999999999}"
            })
    void aBodyWithoutAUsableKeyGivesNone(String body) {
        assertEquals(Optional.empty(), Given.SOURCE.writeKey(Given.collect(body)));
    }

    @Test
    void aKeyLongerThanAnyKeyIsNone() {
        String huge = "k".repeat(257);
        assertEquals(
                Optional.empty(),
                Given.SOURCE.writeKey(
                        Given.collect("{\"key\":\"" + huge + "\"}").parameter("k", huge)));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    POST, -,                    -,                                  false, -,                    authentic
                    POST, -,                    -,                                  true,  -,                    origin_missing
                    POST, https://shop.example, -,                                  true,  -,                    authentic
                    POST, null,                 -,                                  true,  -,                    origin_missing
                    POST, null,                 -,                                  false, -,                    authentic
                    POST, null,                 -,                                  false, null,                 origin_not_allowed
                    POST, -,                    -,                                  false, https://shop.example, authentic
                    POST, https://shop.example, -,                                  false, https://shop.example, authentic
                    POST, https://b.example,    -,                                  false, https://a.example|https://b.example, authentic
                    POST, http://shop.example,  -,                                  false, https://shop.example, origin_not_allowed
                    POST, https://shop.example.evil, -,                             false, https://shop.example, origin_not_allowed
                    POST, https://evilshop.example,  -,                             false, https://shop.example, origin_not_allowed
                    POST, -,                    https://evil.example/,              false, https://shop.example, authentic
                    GET,  -,                    https://shop.example/a?b=c,         true,  https://shop.example, authentic
                    GET,  -,                    HTTPS://Shop.Example:443/a,         true,  https://shop.example, authentic
                    GET,  -,                    http://shop.example:80/,            true,  http://shop.example,  authentic
                    GET,  -,                    https://shop.example:8443/a,        false, https://shop.example, origin_not_allowed
                    GET,  -,                    https://shop.example@evil.example/, false, https://shop.example, origin_not_allowed
                    GET,  -,                    https://evil.example/https://shop.example, false, https://shop.example, origin_not_allowed
                    GET,  -,                    shop.example,                       false, https://shop.example, origin_not_allowed
                    GET,  -,                    https://[,                          false, https://shop.example, origin_not_allowed
                    GET,  https://shop.example, https://evil.example/,              false, https://shop.example, authentic
                    GET,  https://evil.example, https://shop.example/,              false, https://shop.example, origin_not_allowed
                    GET,  -,                    -,                                  false, https://shop.example, authentic
                    GET,  -,                    -,                                  true,  https://shop.example, origin_missing
                    """)
    void aKeyIsBoundToItsOrigins(
            String method,
            String origin,
            String referer,
            String require,
            String origins,
            String verdict) {
        GivenRequest request =
                method.equals("GET")
                        ? Given.pixel("ev=page_viewed")
                        : Given.event("page_viewed", "");
        request = origin == null ? request : request.header("Origin", origin);
        request = referer == null ? request : request.header("Referer", referer);
        Verification verification =
                Given.SOURCE.verify(
                        request,
                        origins == null
                                ? Given.settings("require-origin", require)
                                : Given.settings("require-origin", require, "origins", origins));
        if (verification instanceof Verification.Refused refused) {
            assertEquals(403, refused.status());
            assertEquals(verdict, refused.code());
        } else {
            assertEquals("authentic", verdict);
        }
    }

    @Test
    void aPostIsAnsweredWithSuccessAndTheEventsThatWereRejected() {
        GivenRequest good = Given.event("page_viewed", "");
        assertEquals("{\"success\":true}", answer(good));
        assertEquals(
                "{\"success\":true,\"errors\":[{\"index\":1,\"code\":\"missing_event\","
                        + "\"sentence\":\"The name of the event is missing.\"},{\"index\":2,"
                        + "\"code\":\"not_an_object\",\"sentence\":\"An event must be a JSON"
                        + " object.\"}]}",
                answer(Given.collect("{\"events\":[{\"event\":\"logged_in\"},{},7]}")));
    }

    @Test
    void aPixelIsAnsweredWithOneTransparentDot() throws IOException {
        GivenRequest request = Given.pixel("ev=page_viewed");
        Reply reply = Given.SOURCE.acknowledge(request, Given.decoded(request));
        assertEquals(200, reply.status());
        assertEquals("image/gif", reply.contentType());
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(reply.body()));
        assertEquals(1, image.getWidth());
        assertEquals(1, image.getHeight());
        assertEquals(0, image.getRGB(0, 0) >>> 24);
        assertArrayEquals(
                reply.body(), Given.SOURCE.acknowledge(request, Given.decoded(request)).body());
    }

    private static String answer(GivenRequest request) {
        Reply reply = Given.SOURCE.acknowledge(request, Given.decoded(request));
        assertEquals(200, reply.status());
        assertEquals("application/json", reply.contentType());
        return new String(reply.body(), StandardCharsets.UTF_8);
    }
}
