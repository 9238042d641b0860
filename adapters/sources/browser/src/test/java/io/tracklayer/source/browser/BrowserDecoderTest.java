// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BrowserDecoderTest {
    @Test
    void aPurchaseOfTheScriptIsReadCompletely() {
        Observation purchase =
                Given.observed(
                        Given.collect(Given.resource("purchase.json"))
                                .header("User-Agent", "Mozilla/5.0 (iPhone)")
                                .header("Accept-Language", "de-DE,de;q=0.9,en;q=0.8"));
        assertEquals(EventName.PURCHASE_PLACED, purchase.name());
        assertEquals(Optional.of("ord_548291_purchase"), purchase.eventId());
        assertEquals(List.of("browser:m-1"), purchase.deliveryIds());
        assertEquals(Optional.of(ActionSource.WEBSITE), purchase.actionSource());
        assertTrue(purchase.test());
        assertEquals(
                new Observation.Timing(
                        1768472430000L, "2026-01-15T10:20:31.000Z", true, "/occurred_at"),
                purchase.timing());
        assertEquals(
                List.of(
                        "browser_ids.fbc = fb.1.1768472000000.IwAR0AbC @ /ids/_fbc",
                        "browser_ids.fbp = fb.1.1768470000000.1019141 @ /ids/_fbp",
                        "browser_ids.ga_client_id = 1183745920.1768470000 @ /ids/_ga",
                        "browser_ids.ga_session_id = 1768472000 @ /ids/_ga_TRACK1",
                        "browser_ids.ga_session_number = 3 @ /ids/_ga_TRACK1",
                        "browser_ids.ttp = 2abc @ /ids/ttp",
                        "click_ids.gclid = CjwKCAiAEXAMPLE_BwE @ /click_ids/gclid",
                        "click_ids.sccid = {value=sc-1, seen_at=1768472000000} @ /click_ids/ScCid",
                        "coupon = AUTUMN @ /coupon",
                        "currency = EUR @ /currency",
                        "items = [{variantId=41327143321713, productId=9, sku=LS-1, name=Linen shirt,"
                                + " variant=Blue / M, brand=Acme, category=Shirts, price=49.95,"
                                + " quantity=2, discount=2.5, position=1,"
                                + " url=https://shop.example/p/9,"
                                + " imageUrl=https://shop.example/9.jpg},"
                                + " {variantId=41327143157873, price=30.00, quantity=1}] @ /items",
                        "order_id = 548291 @ /order_id",
                        "page.landing_url = https://shop.example/?utm_source=ig @"
                                + " /page/landing_url",
                        "page.referrer = https://shop.example/checkout @ /page/referrer",
                        "page.title = Thanks @ /page/title",
                        "page.url = https://shop.example/thanks?fbclid=IwAR0x @ /page/url",
                        "properties = {gift=true} @ /properties",
                        "shipping = 5 @ /shipping",
                        "tax = 20.74 @ /tax",
                        "user.anonymous_id = a-77 @ /anonymous_id",
                        "user.client_ip = 203.0.113.7 @ remote address",
                        "user.email = jane.doe+promo@example.com @ /user/email",
                        "user.external_id = cust_77 @ /user/external_id",
                        "user.locale = de-DE @ header accept-language",
                        "user.phone = +4915123456789 @ /user/phone",
                        "user.user_agent = Mozilla/5.0 (iPhone) @ header user-agent",
                        "utm.source = ig @ /utm/source",
                        "value = 129.9 @ /value"),
                Given.lines(purchase));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void everyEventGoesByItsWireName(EventName name) {
        assertEquals(name, Given.observed(Given.event(name.wire(), "")).name());
        assertEquals(name, Given.observed(Given.pixel("ev=" + name.wire())).name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    Size Guide Opened; "x":1;                      Size Guide Opened
                    Purchase_Placed;   "x":1;                      Purchase_Placed
                    custom;            "custom_name":"Size Guide"; Size Guide
                    custom;            "x":1;                      custom
                    """)
    void anyOtherNameIsACustomEvent(String event, String rest, String name) {
        Observation custom = Given.observed(Given.event(event, rest));
        assertEquals(EventName.CUSTOM, custom.name());
        assertEquals(Optional.of(name), Given.raw(custom, EventField.CUSTOM_NAME));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    purchase_placed; "event_id":"e-1","order_id":"5","message_id":"m"; e-1
                    purchase_placed; "order_id":5,"message_id":"m";                    ord_5_purchase
                    purchase_paid;   "order_id":"5";                                   ord_5_paid
                    order_fulfilled; "order_id":"5";                                   ord_5_fulfilled
                    order_cancelled; "order_id":"5";                                   ord_5_cancelled
                    order_refunded;  "order_id":"5","refund_id":"8";                   ref_8
                    order_refunded;  "order_id":"5","message_id":"m";                  m
                    order_edited;    "order_id":"5","message_id":"m";                  m
                    page_viewed;     "order_id":"5","message_id":"m";                  m
                    purchase_placed; "event_id":"","order_id":{},"message_id":"m";     m
                    purchase_placed; "order_id":1e999999999,"message_id":"m";          m
                    """)
    void anEventIdIsTheStatedOneElseTheOrdersElseTheMessages(String event, String rest, String id) {
        Observation observation = Given.observed(Given.event(event, rest));
        assertEquals(Optional.of(id), observation.eventId());
        assertEquals(!id.equals("e-1"), observation.derivedId(), "only e-1 was chosen by the page");
    }

    @Test
    void anEventWithoutIdsButWithATimeHasTheSameIdWheneverItArrives() {
        GivenRequest first = Given.event("page_viewed", "\"occurred_at\":1768472430000");
        Observation observation = Given.observed(first);
        assertTrue(observation.eventId().orElseThrow().matches("msg_[0-9a-f]{32}"));
        assertEquals(List.of(), observation.deliveryIds());
        assertEquals(observation.eventId(), Given.observed(secondsLater(first)).eventId());
        assertNotEquals(
                observation.eventId(),
                Given.observed(Given.event("page_viewed", "\"occurred_at\":1768472430001"))
                        .eventId());
    }

    @Test
    void anEventWithoutIdsAndTimesIsAnotherOneWhenItArrivesAgain() {
        for (GivenRequest request :
                List.of(Given.event("page_viewed", ""), Given.pixel("ev=page_viewed"))) {
            assertEquals(Given.observed(request).eventId(), Given.observed(request).eventId());
            assertNotEquals(
                    Given.observed(request).eventId(),
                    Given.observed(secondsLater(request)).eventId());
        }
    }

    @Test
    void twoEqualEventsOfARequestAreTwo() {
        List<Decoded> decoded =
                Given.decoded(
                        Given.collect(
                                "{\"sent_at\":\"x\",\"events\":[{\"event\":\"logged_in\"},"
                                        + "{\"event\":\"logged_in\"}]}"));
        assertNotEquals(
                Given.observation(decoded.get(0)).eventId(),
                Given.observation(decoded.get(1)).eventId());
    }

    @Test
    void whatSurroundsSeveralEventsCountsForEach() {
        List<Decoded> decoded =
                Given.decoded(
                        Given.collect(
                                "{\"key\":\"k\",\"event_id\":\"never\",\"value\":9,"
                                        + "\"anonymous_id\":\"a\",\"page\":{\"url\":\"u\",\"title\":\"T\"},"
                                        + "\"user\":{\"email\":\"a@b.example\"},\"ids\":{\"_fbp\":\"f\"},"
                                        + "\"sent_at\":\"s\",\"events\":["
                                        + "{\"event\":\"page_viewed\",\"message_id\":\"m1\"},"
                                        + "{\"event\":\"logged_in\",\"message_id\":\"m2\",\"page\":{\"url\":\"v\"}}]}"));
        Observation first = Given.observation(decoded.get(0));
        assertEquals(Optional.of("m1"), first.eventId());
        assertEquals("s", first.timing().sent());
        assertEquals(
                List.of(
                        "browser_ids.fbp = f @ /ids/_fbp",
                        "page.title = T @ /page/title",
                        "page.url = u @ /page/url",
                        "user.anonymous_id = a @ /anonymous_id",
                        "user.client_ip = 203.0.113.7 @ remote address",
                        "user.email = a@b.example @ /user/email"),
                Given.lines(first));
        assertEquals(
                List.of(
                        "browser_ids.fbp = f @ /ids/_fbp",
                        "page.url = v @ /events/1/page/url",
                        "user.anonymous_id = a @ /anonymous_id",
                        "user.client_ip = 203.0.113.7 @ remote address",
                        "user.email = a@b.example @ /user/email"),
                Given.lines(Given.observation(decoded.get(1))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    7;                                not_an_object
                    [];                               not_an_object
                    {};                               missing_event
                    {"event":""};                     missing_event
                    {"event":{}};                     missing_event
                    """)
    void anEventThatCannotBeReadIsRejectedAlone(String event, String code) {
        List<Decoded> decoded =
                Given.decoded(
                        Given.collect("{\"events\":[{\"event\":\"logged_in\"}," + event + "]}"));
        assertInstanceOf(Decoded.Happened.class, decoded.get(0));
        assertEquals(code, assertInstanceOf(Decoded.Rejected.class, decoded.get(1)).code());
    }

    @ParameterizedTest
    @CsvSource({
        "message_id, 100, ok", "message_id, 101, message_id_too_long",
        "event_id, 256, ok", "event_id, 257, event_id_too_long",
        "order_id, 10000, event_id_too_long"
    })
    void idsAreBounded(String member, int length, String code) {
        Decoded decoded =
                Given.decoded(
                                Given.event(
                                        "purchase_placed",
                                        "\"" + member + "\":\"" + "x".repeat(length) + "\""))
                        .get(0);
        assertEquals(code, decoded instanceof Decoded.Rejected rejected ? rejected.code() : "ok");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    ;                       malformed_json
                    {;                      malformed_json
                    {} {};                  malformed_json
                    {"a":1,"a":2};          malformed_json
                    {"value":NaN};          malformed_json
                    null;                   not_an_object
                    "x";                    not_an_object
                    [{"event":"a"}];        not_an_object
                    {"events":[]};          empty_events
                    {"events":[null]};      empty_events
                    {"events":{}};          empty_events
                    {"events":"x"};         empty_events
                    """)
    void aRequestThatCannotBeReadIsMalformedAsAWhole(String body, String code) {
        GivenRequest request = Given.collect(body == null ? "" : body);
        assertEquals(
                code,
                assertThrows(
                                MalformedInputException.class,
                                () ->
                                        Given.SOURCE.decode(
                                                request, Given.settings(), SourceMemory.none()))
                        .code());
    }

    @Test
    void aRequestMayHoldAHundredEvents() throws MalformedInputException {
        assertEquals(
                100,
                Given.SOURCE.decode(events(100), Given.settings(), SourceMemory.none()).size());
        assertEquals(
                "too_many_events",
                assertThrows(
                                MalformedInputException.class,
                                () ->
                                        Given.SOURCE.decode(
                                                events(101), Given.settings(), SourceMemory.none()))
                        .code());
    }

    @Test
    void linesMayBearTheNamesOfGoogleAnalytics() {
        Observation observation =
                Given.observed(
                        Given.event(
                                "product_viewed",
                                "\"items\":[{\"item_id\":\"SKU-1\",\"item_name\":\"Shirt\",\"item_brand\":\"Nord\","
                                        + "\"item_category\":\"Tops\",\"item_variant\":\"M\",\"index\":2,\"price\":5}]"));
        assertEquals(
                Optional.of(
                        List.of(
                                Map.of(
                                        "variantId", "SKU-1",
                                        "name", "Shirt",
                                        "brand", "Nord",
                                        "category", "Tops",
                                        "variant", "M",
                                        "position", 2L,
                                        "price", 5L))),
                Given.raw(observation, EventField.ITEMS));
    }

    @Test
    void onlyTheFirstLanguageTagCounts() {
        assertEquals(Optional.of("pt-BR"), locale("pt-BR,pt;q=0.9"));
        assertEquals(Optional.of("de"), locale("de;q=1"));
        assertEquals(Optional.empty(), locale("*"));
        assertEquals(Optional.empty(), locale("<script>"));
        assertEquals(
                Optional.of("fr"),
                Given.raw(
                        Given.observed(
                                Given.event("page_viewed", "\"user\":{\"locale\":\"fr\"}")
                                        .header("Accept-Language", "de")),
                        EventField.LOCALE));
    }

    private static Optional<Object> locale(String header) {
        return Given.raw(
                Given.observed(Given.event("page_viewed", "").header("Accept-Language", header)),
                EventField.LOCALE);
    }

    private static GivenRequest secondsLater(GivenRequest request) {
        return new GivenRequest(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                request.raw(),
                request.remoteAddress(),
                request.receivedAt().plusSeconds(5));
    }

    private static GivenRequest events(int number) {
        String list = "{\"event\":\"logged_in\"},".repeat(number);
        return Given.collect("{\"events\":[" + list.substring(0, list.length() - 1) + "]}");
    }
}
