// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Timing;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import io.tracklayer.testkit.contract.Result;
import io.tracklayer.testkit.contract.SourceContract;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyPixelTest {
    private static final String PAGE = "https://shop.example/products/linen-shirt?fbclid=IwAR0abc";

    @Test
    void itTakesEventsOfAnyOriginByWriteKey() {
        SourceDescriptor descriptor = Pixel.source().descriptor();
        assertEquals(SourceDescriptor.Addressing.WRITE_KEY, descriptor.addressing());
        assertEquals(Authority.BROWSER, descriptor.authority());
        assertTrue(descriptor.crossOrigin());
        assertEquals(
                Optional.of("tlk_pixel"), Pixel.source().writeKey(Pixel.given(Pixel.COMPLETED)));
        assertEquals(
                Optional.empty(),
                Pixel.source().writeKey(GivenRequest.post("/v1/shopify/pixel", "{}")));
    }

    @Test
    void bothSourcesKeepTheContractOfSources() {
        List<String> problems =
                Stream.of(Pixel.source(), Webhook.source())
                        .flatMap(source -> SourceContract.results(source).stream())
                        .map(Result::problems)
                        .flatMap(List::stream)
                        .toList();
        assertEquals(List.of(), problems);
    }

    @Test
    void whatComesIntoTheCartIsToldWithItsLine() {
        Observation added = Pixel.happened(Pixel.given("pixel-product-added.json"));
        assertEquals(EventName.PRODUCT_ADDED_TO_CART, added.name());
        assertEquals("sh-11111111-1111-1111-1111-111111111111", added.eventId().orElseThrow());
        assertEquals(List.of("pixel:sh-11111111-1111-1111-1111-111111111111"), added.deliveryIds());
        assertEquals(
                new Timing("2026-01-15T10:05:00.000Z", null, true, "/timestamp"), added.timing());
        Map<EventField, Object> values = Webhook.values(added);
        assertEquals("149.85", values.get(EventField.VALUE).toString());
        assertEquals("EUR", values.get(EventField.CURRENCY));
        assertEquals(
                Map.ofEntries(
                        Map.entry("variantId", "41327143321713"),
                        Map.entry("productId", "7234590834801"),
                        Map.entry("sku", "LS-M"),
                        Map.entry("name", "Linen shirt"),
                        Map.entry("variant", "M"),
                        Map.entry("brand", "Acme"),
                        Map.entry("category", "Shirts"),
                        Map.entry("url", "https://shop.example/products/linen-shirt"),
                        Map.entry("imageUrl", "https://cdn.shopify.com/s/shirt.jpg"),
                        Map.entry("price", "49.95"),
                        Map.entry("quantity", 3L)),
                ((List<?>) values.get(EventField.ITEMS)).get(0));
    }

    @Test
    void everyEventSaysWhereAndWithWhat() {
        Map<EventField, Object> values = Pixel.values(Pixel.given("pixel-product-added.json"));
        assertEquals(PAGE, values.get(EventField.PAGE_URL));
        assertEquals("https://l.instagram.com/", values.get(EventField.PAGE_REFERRER));
        assertEquals("Linen shirt", values.get(EventField.PAGE_TITLE));
        assertEquals("Mozilla/5.0 (iPhone)", values.get(EventField.USER_AGENT));
        assertEquals("de-DE", values.get(EventField.LOCALE));
        assertEquals("203.0.113.7", values.get(EventField.CLIENT_IP));
        assertEquals("f3a5c1d2-9b7e-4f60-8c1d-2a3b4c5d6e7f", values.get(EventField.ANONYMOUS_ID));
    }

    @ParameterizedTest
    @CsvSource({
        "page_viewed, PAGE_VIEWED",
        "product_viewed, PRODUCT_VIEWED",
        "collection_viewed, COLLECTION_VIEWED",
        "search_submitted, SEARCH_SUBMITTED",
        "product_added_to_cart, PRODUCT_ADDED_TO_CART",
        "product_removed_from_cart, PRODUCT_REMOVED_FROM_CART",
        "cart_viewed, CART_VIEWED",
    })
    void aStandardEventIsItsCanonicalOne(String name, EventName event) {
        assertEquals(event, Pixel.happened(event(name, Map.of())).name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert_displayed",
                "ui_extension_errored",
                "clicked",
                "input_changed",
                "form_submitted",
                "something_new"
            })
    void whatPlatformsDoNotCountIsKeptAndShown(String name) {
        Decoded.Ignored ignored =
                assertInstanceOf(Decoded.Ignored.class, Pixel.decoded(event(name, Map.of())));
        assertEquals("event_not_mapped", ignored.code());
    }

    @Test
    void aFormIsToldByItsNameWhenTheSettingSaysSo() {
        Observation form =
                Pixel.happened(
                        event("form_submitted", Map.of("element", Map.of("id", "contact_form"))),
                        "forms",
                        "send");
        assertEquals(EventName.FORM_SUBMITTED, form.name());
        assertEquals("contact_form", Webhook.values(form).get(EventField.FORM_NAME));
    }

    @Test
    void aProductIsShownWithItsPrice() {
        Map<EventField, Object> values =
                Pixel.values(
                        event(
                                "product_viewed",
                                Map.of(
                                        "productVariant",
                                        variant("gid://shopify/ProductVariant/7"))));
        assertEquals("12.5", values.get(EventField.VALUE).toString());
        assertEquals("EUR", values.get(EventField.CURRENCY));
        assertEquals(
                List.of(Map.of("variantId", "7", "price", "12.5")), values.get(EventField.ITEMS));
    }

    @Test
    void aSearchTellsWhatWasLookedForAndFound() {
        Map<EventField, Object> values =
                Pixel.values(
                        event(
                                "search_submitted",
                                Map.of(
                                        "searchResult",
                                        Map.of(
                                                "query",
                                                "shirt",
                                                "productVariants",
                                                List.of(variant("7"), variant("8"))))));
        assertEquals("shirt", values.get(EventField.SEARCH_QUERY));
        assertEquals("EUR", values.get(EventField.CURRENCY));
        assertEquals(2, ((List<?>) values.get(EventField.ITEMS)).size());
    }

    @Test
    void aCollectionAndACartTellTheirIdsAndLines() {
        Map<EventField, Object> collection =
                Pixel.values(
                        event(
                                "collection_viewed",
                                Map.of(
                                        "collection",
                                        Map.of(
                                                "id",
                                                "gid://shopify/Collection/9",
                                                "title",
                                                "New"))));
        assertEquals("9", collection.get(EventField.COLLECTION_ID));
        assertEquals("New", collection.get(EventField.COLLECTION_NAME));
        Map<EventField, Object> cart =
                Pixel.values(
                        event(
                                "cart_viewed",
                                Map.of(
                                        "cart",
                                        Map.of(
                                                "id",
                                                "gid://shopify/Cart/c1-abc?key=4c9d",
                                                "cost",
                                                Map.of("totalAmount", money(25)),
                                                "lines",
                                                List.of(
                                                        Map.of(
                                                                "quantity",
                                                                2L,
                                                                "merchandise",
                                                                variant("7")))))));
        assertEquals("c1-abc", cart.get(EventField.CART_TOKEN));
        assertEquals(25L, cart.get(EventField.VALUE));
        assertEquals(
                List.of(Map.of("variantId", "7", "price", "12.5", "quantity", 2L)),
                cart.get(EventField.ITEMS));
    }

    @Test
    void whatAThemePublishesItselfIsALeadOrACustomEvent() {
        Observation lead = Pixel.happened(custom("newsletter_subscribed"));
        assertEquals(EventName.NEWSLETTER_SUBSCRIBED, lead.name());
        Observation other = Pixel.happened(custom("size_guide_opened"));
        assertEquals(EventName.CUSTOM, other.name());
        assertEquals("size_guide_opened", Webhook.values(other).get(EventField.CUSTOM_NAME));
        assertEquals(Map.of("place", "footer"), Webhook.values(other).get(EventField.PROPERTIES));
        assertEquals(
                EventName.CUSTOM,
                Pixel.happened(custom("purchase_placed")).name(),
                "only the shop tells of orders");
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/orders/b194/authenticate?key=0a1b, https://shop.example/orders",
        "https://shop.example/de/account/orders/b194, https://shop.example/de/account",
        "https://shop.example/de/account, https://shop.example/de/account",
        "https://shop.example/?utm_source=ig, https://shop.example/?utm_source=ig",
    })
    void anAddressThatOpensSomethingPersonalIsCut(String href, String url) {
        Map<String, Object> document = Map.of("document", Map.of("location", Map.of("href", href)));
        assertEquals(url, Pixel.values(Pixel.event("context", document)).get(EventField.PAGE_URL));
    }

    @Test
    void withoutAnIdTheContentIsTheId() {
        GivenRequest request = Pixel.of("{\"name\":\"page_viewed\"}");
        String id = Pixel.happened(request).eventId().orElseThrow();
        assertTrue(id.matches("px_[0-9a-f]{32}"), id);
        assertEquals(id, Pixel.happened(request).eventId().orElseThrow());
        assertEquals("Mozilla/5.0 (request)", Pixel.values(request).get(EventField.USER_AGENT));
        assertNull(Pixel.values(request).get(EventField.ANONYMOUS_ID));
    }

    @Test
    void anEventWithoutNameIsKeptAndTheSenderIsTold() {
        GivenRequest request = Pixel.of("{\"id\":\"x\"}");
        Decoded decoded = Pixel.decoded(request);
        assertEquals("missing_name", assertInstanceOf(Decoded.Rejected.class, decoded).code());
        Reply reply = Pixel.source().acknowledge(request, List.of(decoded));
        assertEquals(200, reply.status());
        assertEquals(
                "{\"success\":true,\"kept_but_unusable\":\"missing_name\"}",
                new String(reply.body(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "null", "{", ""})
    void whatIsNoEventIsRefused(String body) {
        assertThrows(
                MalformedInputException.class,
                () -> Pixel.source().decode(Pixel.of(body), Pixel.settings(), SourceMemory.none()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"custom-pixel.js", "cart-bridge.js"})
    void theScriptsOfTheShopAreGivenToWhoeverAsks(String name) {
        Reply reply = Pixel.source().answer(GivenRequest.get("/v1/shopify/" + name)).orElseThrow();
        assertEquals(200, reply.status());
        assertEquals("text/javascript; charset=utf-8", reply.contentType());
        String script = new String(reply.body(), StandardCharsets.UTF_8);
        assertTrue(script.startsWith("// SPDX-License-Identifier"), name);
        assertFalse(Pixel.source().answer(Pixel.given(Pixel.COMPLETED)).isPresent());
        assertFalse(Pixel.source().answer(GivenRequest.get("/v1/shopify/pixel")).isPresent());
    }

    private static GivenRequest event(String name, Map<String, Object> data) {
        return Pixel.event("name", name, "data", data);
    }

    private static GivenRequest custom(String name) {
        return Pixel.event(
                "name",
                name,
                "type",
                "custom",
                "data",
                null,
                "customData",
                Map.of("place", "footer"));
    }

    private static Map<String, Object> variant(String id) {
        return Map.of(
                "id", id, "price", Map.of("amount", new BigDecimal("12.5"), "currencyCode", "EUR"));
    }

    private static Map<String, Object> money(long amount) {
        return Map.of("amount", amount, "currencyCode", "EUR");
    }
}
