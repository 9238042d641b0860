// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static io.tracklayer.spi.ConsentSignal.GPC;
import static io.tracklayer.spi.ConsentSignal.SHOPIFY_ANALYTICS;
import static io.tracklayer.spi.ConsentSignal.SHOPIFY_MARKETING;
import static io.tracklayer.spi.ConsentSignal.SHOPIFY_SALE_OF_DATA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyPixelConsentTest {

    @Test
    void whatTheVisitorAllowsTravelsWithEveryEvent() {
        ConsentSignals consent = Pixel.happened(Pixel.given("pixel-product-added.json")).consent();
        assertEquals(
                Map.of(
                        SHOPIFY_ANALYTICS, true,
                        SHOPIFY_MARKETING, false,
                        SHOPIFY_SALE_OF_DATA, false),
                consent.raw());
        assertEquals(Map.of(), consent.stated());
    }

    @Test
    void theEventItselfBeatsTheCartsAttribute() {
        ConsentSignals consent = Pixel.happened(Pixel.given(Pixel.COMPLETED)).consent();
        assertEquals(true, consent.raw().get(SHOPIFY_MARKETING));
    }

    @Test
    void withoutWordsOfItsOwnTheCartsAttributeCounts() {
        ConsentSignals consent = Pixel.happened(Pixel.event("tl", null)).consent();
        assertEquals("0", consent.raw().get(SHOPIFY_MARKETING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"visitor_consent_collected", "visitorConsentCollected"})
    void anAnswerToTheBannerIsRememberedForTheVisitor(String name) {
        Observation told =
                Pixel.identified(
                        Pixel.of(
                                "{\"name\":\""
                                        + name
                                        + "\",\"id\":\"c1\",\"clientId\":\"f3a5\",\"timestamp\":\"2026-01-15T10:20:31Z\","
                                        + "\"customerPrivacy\":{\"analyticsProcessingAllowed\":true,\"marketingAllowed\":false,"
                                        + "\"preferencesProcessingAllowed\":true,\"saleOfDataAllowed\":true}}"));
        assertEquals(
                Map.of(
                        SHOPIFY_ANALYTICS, true,
                        SHOPIFY_MARKETING, false,
                        SHOPIFY_SALE_OF_DATA, true),
                told.consent().raw());
        assertEquals("f3a5", Webhook.values(told).get(EventField.ANONYMOUS_ID));
        assertEquals("2026-01-15T10:20:31Z", told.timing().occurred());
    }

    @Test
    void theMarketingAnswerCoversAdsUnlessTheSettingSaysOtherwise() {
        ConsentSignals apart =
                Pixel.happened(
                                Pixel.given("pixel-product-added.json"),
                                "consent-marketing-covers-ads",
                                "false")
                        .consent();
        assertEquals(
                Map.of(
                        Purpose.AD_USER_DATA, ConsentState.UNKNOWN,
                        Purpose.AD_PERSONALIZATION, ConsentState.UNKNOWN),
                apart.stated());
    }

    @Test
    void answersInWordsAreReadToo() {
        GivenRequest request =
                Pixel.event(
                        "tl",
                        Map.of("consent", Map.of("marketing", "no", "analytics", "yes", "x", 7L)));
        assertEquals(
                Map.of(SHOPIFY_ANALYTICS, "yes", SHOPIFY_MARKETING, "no"),
                Pixel.happened(request).consent().raw());
    }

    @Test
    void aBrowserThatRefusesSaleOfDataIsHeardWithAndWithoutOtherAnswers() {
        GivenRequest request = Pixel.given("pixel-product-added.json").header("Sec-GPC", "1");
        assertEquals("1", Pixel.happened(request).consent().raw().get(GPC));
        GivenRequest bare = Pixel.of("{\"name\":\"page_viewed\"}");
        assertTrue(Pixel.happened(bare).consent().isEmpty());
        assertEquals(Map.of(GPC, "1"), Pixel.happened(bare.header("Sec-GPC", "1")).consent().raw());
    }
}
