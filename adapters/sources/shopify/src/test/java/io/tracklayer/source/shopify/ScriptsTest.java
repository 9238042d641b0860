// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventField;
import io.tracklayer.testkit.GivenRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts a shop gets send nothing under a name that nobody reads. */
class ScriptsTest {
    private static final String PIXEL = script("custom-pixel.js");
    private static final String BRIDGE = script("cart-bridge.js");

    static Stream<String> namesOfThePixel() {
        return Stream.of(list(PIXEL, "COOKIES"), list(PIXEL, "CLICKS"), List.of("anon"))
                .flatMap(List::stream);
    }

    static Stream<String> namesOfTheBridge() {
        return Stream.of(
                        list(BRIDGE, "COOKIES"),
                        values(BRIDGE, "BARE_COOKIES"),
                        list(BRIDGE, "CLICKS").stream().map(name -> "_" + name).toList(),
                        List.of("_tl_anon", "_ga"))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("namesOfThePixel")
    void whatThePixelAddsIsRead(String name) {
        Map<EventField, Object> without = Pixel.values(event(Map.of()));
        Map<EventField, Object> with = Pixel.values(event(Map.of(name, "value-of-it")));
        assertEquals(without.size() + 1, with.size(), name);
        assertTrue(with.containsValue("value-of-it"), name);
    }

    @ParameterizedTest
    @MethodSource("namesOfTheBridge")
    void whatTheBridgeCarriesIsRead(String name) {
        List<Object> attributes = List.of(Map.of("name", name, "value", "value-of-it"));
        assertTrue(
                Webhook.values(Webhook.observed(Webhook.order("note_attributes", attributes)))
                        .containsValue("value-of-it"),
                name);
    }

    @Test
    void consentIsSentUnderTheNamesThatAreRead() {
        assertTrue(PIXEL.contains("{consent: privacy}"));
        assertTrue(PIXEL.contains("customerPrivacy: privacy"));
        assertTrue(PIXEL.contains("name: 'visitor_consent_collected'"));
        assertTrue(BRIDGE.contains("_tl_consent: consent(privacy)"));
        for (String answer : List.of("analytics", "marketing", "sale_of_data")) {
            assertTrue(BRIDGE.contains("      " + answer + ": privacy."), answer);
        }
    }

    @Test
    void aCookieThatCannotBeDecodedDoesNotStopTheBridge() {
        Pattern guarded =
                Pattern.compile("try \\{\\s*return [^;]*decodeURIComponent\\([^;]*;\\s*\\} catch");
        assertTrue(guarded.matcher(BRIDGE).find());
        assertEquals(2, BRIDGE.split("decodeURIComponent\\(").length);
    }

    @Test
    void theTwoValuesAShopFillsInAreTheOnlyOnes() {
        assertEquals(2, Pattern.compile("YOUR-").matcher(PIXEL).results().count());
        assertTrue(PIXEL.contains("/v1/shopify/pixel"));
        assertFalse(BRIDGE.contains("key:"));
    }

    private static GivenRequest event(Map<String, Object> added) {
        return Pixel.of(Webhook.text(Map.of("name", "page_viewed", "tl", added)));
    }

    private static List<String> list(String script, String constant) {
        return texts(script, constant + " = \\[([^\\]]*)\\]", "'([^']+)'");
    }

    private static List<String> values(String script, String constant) {
        return texts(script, constant + " = \\{([^}]*)\\}", ": '([^']+)'");
    }

    private static List<String> texts(String script, String constant, String text) {
        Matcher found = Pattern.compile(constant).matcher(script);
        assertTrue(found.find(), constant);
        List<String> texts = new ArrayList<>();
        Pattern.compile(text)
                .matcher(found.group(1))
                .results()
                .map((MatchResult one) -> one.group(1))
                .forEach(texts::add);
        assertFalse(texts.isEmpty(), constant);
        return texts;
    }

    private static String script(String name) {
        byte[] body =
                Pixel.source().answer(GivenRequest.get("/v1/shopify/" + name)).orElseThrow().body();
        return new String(body, StandardCharsets.UTF_8);
    }
}
