// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation;
import io.tracklayer.testkit.GivenRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentPropertiesTest {
    @Test
    void aTrackCallOfAnalyticsJsIsReadCompletely() {
        Observation purchase =
                Given.observed(
                        GivenRequest.post("/v1/t", Given.resource("analytics-next-track.json"))
                                .header("Origin", "https://shop.example"));
        assertEquals(Optional.of("evt-1"), purchase.eventId());
        assertEquals(Optional.of(ActionSource.WEBSITE), purchase.actionSource());
        assertEquals(List.of("message:ajs-next-1768472430000-0f8fad5b"), purchase.deliveryIds());
        assertEquals(
                List.of(
                        "browser_ids.fbc = fb.1.1768472000000.IwAR0AbC-dEf_1 @ /context/fbc",
                        "browser_ids.fbp = fb.1.1768470000000.1019141 @ /properties/fbp",
                        "click_ids.gclid = CjwKCAiAEXAMPLE_BwE @ /properties/gclid",
                        "click_ids.ttclid = E.C.P.abc @ /context/ttclid",
                        "coupon = AUTUMN @ /properties/coupon",
                        "currency = EUR @ /properties/currency",
                        "discount = 2.5 @ /properties/discount",
                        "items = [{variantId=41327143321713, productId=9, sku=LS-1, name=Linen shirt,"
                                + " variant=Blue / M, brand=Acme, category=Shirts, price=49.95,"
                                + " quantity=2, coupon=AUTUMN, position=1,"
                                + " url=https://shop.example/p/9,"
                                + " imageUrl=https://shop.example/9.jpg}] @ /properties/products",
                        "order_id = 548291 @ /properties/orderId",
                        "page.referrer = https://shop.example/checkout @ /context/page/referrer",
                        "page.title = Thanks @ /context/page/title",
                        "page.url = https://shop.example/thanks?fbclid=IwAR0AbC-dEf_1 @"
                                + " /context/page/url",
                        "payment_type = card @ /properties/payment_method",
                        "properties = {revenue=104.16, affiliation=Web} @ /properties",
                        "shipping = 5 @ /properties/shipping",
                        "subtotal = 104.16 @ /properties/subtotal",
                        "tax = 20.74 @ /properties/tax",
                        "user.anonymous_id = 0f8fad5b-d9cb-469f-a165-70867728950e @ /anonymousId",
                        "user.birth_date = 1990-02-03 @ /context/traits/birthday",
                        "user.city = Bad Tölz @ /context/traits/address/city",
                        "user.client_ip = 203.0.113.7 @ remote address",
                        "user.country = DE @ /context/traits/address/country",
                        "user.email = jane@work.example @ /properties/email",
                        "user.external_id = Jane.Doe@Example.com @ /userId",
                        "user.first_name = Jane @ /context/traits/firstName",
                        "user.gender = f @ /context/traits/gender",
                        "user.last_name = Müller @ /context/traits/lastName",
                        "user.locale = de-DE @ /context/locale",
                        "user.phone = +4915123456789 @ /context/traits/phone",
                        "user.postal_code = 83646 @ /context/traits/address/postalCode",
                        "user.state = BY @ /context/traits/address/state",
                        "user.street = Am Anger 1 @ /context/traits/address/street",
                        "user.user_agent = Mozilla/5.0 (Macintosh) @ /context/userAgent",
                        "utm.campaign = autumn @ /context/campaign/name",
                        "utm.content = a1 @ /context/campaign/content",
                        "utm.id = 77 @ /context/campaign/id",
                        "utm.medium = paid @ /context/campaign/medium",
                        "utm.source = ig @ /context/campaign/source",
                        "utm.term = linen @ /context/campaign/term",
                        "value = 124.9 @ /properties/value"),
                Given.lines(purchase));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    {"total":1,"value":2,"revenue":3}; ;               1
                    {"value":2,"revenue":3};           ;               2
                    {"revenue":3};                     ;               3
                    {"total":1,"revenue":3};           revenue|total;  3
                    {"total":"1,299.00"};              ;               1299.00
                    {"total":"-1,234,567.5"};          ;               -1234567.5
                    {"total":"1,299"};                 ;               1,299
                    {"total":"1.299,00"};              ;               1.299,00
                    {"total":"12,99.00"};              ;               12,99.00
                    {"total":"€ 5"};                   ;               € 5
                    """)
    void theValueIsTheFirstOfThePreferredProperties(
            String properties, String preference, String value) {
        GivenRequest request = Given.trackWithProperties("Order Completed", properties);
        Observation observation =
                preference == null
                        ? Given.observed(request)
                        : Given.observed(request, "value-from", preference);
        assertEquals(
                Optional.of(value), Given.raw(observation, EventField.VALUE).map(String::valueOf));
    }

    @Test
    void aSingleProductStandsInTheProperties() {
        Observation viewed =
                Given.observed(
                        Given.trackWithProperties(
                                "Product Viewed",
                                "{\"product_id\":\"9\",\"variant_id\":\"41\",\"name\":\"Shirt\","
                                        + "\"price\":49.95,\"currency\":\"EUR\",\"mood\":\"good\"}"));
        assertEquals(
                List.of(
                        "currency = EUR @ /properties/currency",
                        "items = [{variantId=41, productId=9, name=Shirt, price=49.95}] @"
                                + " /properties",
                        "properties = {mood=good} @ /properties",
                        "user.anonymous_id = a-77 @ /anonymousId"),
                Given.lines(viewed));
    }

    @Test
    void aProductWithoutAnyIdIsNoLine() {
        Observation viewed =
                Given.observed(Given.trackWithProperties("Product Viewed", "{\"name\":\"Shirt\"}"));
        assertEquals(Optional.empty(), Given.raw(viewed, EventField.ITEMS));
        assertEquals(
                Optional.of(Map.of("name", "Shirt")), Given.raw(viewed, EventField.PROPERTIES));
    }

    @Test
    void aRefundWithoutProductsNamesNoLines() {
        Observation refund =
                Given.observed(
                        Given.trackWithProperties(
                                "Order Refunded",
                                "{\"order_id\":\"5\",\"products\":[],\"sku\":\"x\"}"));
        assertEquals(Optional.empty(), Given.raw(refund, EventField.ITEMS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    Products Searched;   {"query":"linen"};                 search_query;    linen
                    Product List Viewed; {"list_id":"77"};                  collection_id;   77
                    Product List Viewed; {"category":"Shirts"};             collection_name; Shirts
                    Signed Up;           {"method":"email"};                method;          email
                    Form Submitted;      {"form_name":"Callback"};          form_name;       Callback
                    Order Refunded;      {"refund_id":"881"};               refund_id;       881
                    Subscription Paused; {"subscription_id":"sub_9"};       subscription_id; sub_9
                    Checkout Started;    {"checkout_id":"c1"};              checkout_token;  c1
                    Checkout Started;    {"checkout_id":"c1"};              order_id;        c1
                    Checkout Started;    {"checkout_id":"c1","order_id":"5"}; order_id;      5
                    Order Completed;     {"checkout_id":"c1"};              checkout_token;  c1
                    Cart Viewed;         {"cart_id":"k1"};                  cart_token;      k1
                    Payment Info Entered; {"shipping_method":"express"};    shipping_tier;   express
                    Lead Submitted;      {"email":"a@b.example"};           user.email;      a@b.example
                    Lead Submitted;      {"first_name":"Jane"};             user.first_name; Jane
                    Order Completed;     {"_fbp":"fb.1.1.2"};               browser_ids.fbp; fb.1.1.2
                    Order Completed;     {"li_fat_id":"u-1"};               click_ids.li_fat_id; u-1
                    Order Completed;     {"_kx":"k.c"};                     properties;      {_kx=k.c}
                    """)
    void aPropertyHasItsField(String event, String properties, String path, String raw) {
        Observation observation = Given.observed(Given.trackWithProperties(event, properties));
        assertEquals(
                Optional.of(raw),
                Given.raw(observation, EventField.find(path).orElseThrow()).map(String::valueOf));
    }

    @Test
    void aCheckoutIdIsNoOrderIdOnceThereIsAnOrder() {
        Observation purchase =
                Given.observed(
                        Given.trackWithProperties("Order Completed", "{\"checkout_id\":\"c1\"}"));
        assertEquals(Optional.empty(), Given.raw(purchase, EventField.ORDER_ID));
    }

    @Test
    void contactDetailsNeverStayAmongTheUnmappedProperties() {
        Observation lead =
                Given.observed(
                        Given.track(
                                "Lead Submitted",
                                "\"context\":{\"traits\":{\"email\":\"a@b.example\"}},"
                                        + "\"properties\":{\"email\":\"c@d.example\",\"note\":\"x\"}"));
        assertEquals(Optional.of("a@b.example"), Given.raw(lead, EventField.EMAIL));
        assertEquals(Optional.of(Map.of("note", "x")), Given.raw(lead, EventField.PROPERTIES));
    }

    @Test
    void aUserIdThatIsAnEmailAddressIsBoth() {
        Observation page =
                Given.observed(GivenRequest.post("/v1/page", "{\"userId\":\"Jane@Example.com\"}"));
        assertEquals(
                List.of(
                        "user.email = Jane@Example.com @ /userId",
                        "user.external_id = Jane@Example.com @ /userId"),
                Given.lines(page));
    }

    @Test
    void aPageCallDescribesItsPageInThePropertiesToo() {
        Observation page =
                Given.observed(
                        GivenRequest.post(
                                "/v1/page",
                                "{\"userId\":\"u\",\"name\":\"Home\",\"properties\":"
                                        + "{\"url\":\"https://shop.example/#top\",\"search\":\"?a=1\","
                                        + "\"referrer\":\"https://x.example/\",\"path\":\"/\"}}"));
        assertEquals(
                List.of(
                        "page.referrer = https://x.example/ @ /properties/referrer",
                        "page.title = Home @ /name",
                        "page.url = https://shop.example/?a=1#top @ /properties/url",
                        "properties = {search=?a=1, path=/} @ /properties",
                        "user.external_id = u @ /userId"),
                Given.lines(page));
    }

    @Test
    void aMemberOfTheBatchContextCountsWhereTheMessageHasNone() {
        List<String> lines =
                Given.lines(
                        Given.observed(
                                GivenRequest.post(
                                        "/v1/batch",
                                        "{\"context\":{\"locale\":\"de\",\"page\":{\"title\":\"T\"},"
                                                + "\"traits\":{\"email\":\"a@b.example\"}},"
                                                + "\"batch\":[{\"type\":\"page\",\"userId\":\"u\","
                                                + "\"context\":{\"page\":{\"url\":\"https://s.example\"}}}]}")));
        assertEquals(
                List.of(
                        "page.url = https://s.example @ /batch/0/context/page/url",
                        "user.email = a@b.example @ /context/traits/email",
                        "user.external_id = u @ /batch/0/userId",
                        "user.locale = de @ /context/locale"),
                lines);
    }

    @Test
    void brokenContextsAndPropertiesAreAsGoodAsNone() {
        for (String broken : List.of("[]", "7", "\"x\"", "{\"page\":7,\"traits\":[1]}")) {
            Observation observation =
                    Given.observed(
                            Given.track(
                                    "Signed In",
                                    "\"traits\":" + broken + ",\"context\":" + broken));
            assertEquals(
                    List.of("user.anonymous_id = a-77 @ /anonymousId"), Given.lines(observation));
        }
    }

    @Test
    void aPurchaseInTheWordsOfGa4IsReadToo() {
        Observation purchase =
                Given.observed(
                        Given.trackWithProperties(
                                "purchase",
                                "{\"transaction_id\":\"548291\",\"value\":\"1,099.90\",\"currency\":\"EUR\","
                                        + "\"items\":[{\"item_id\":\"41\",\"item_name\":\"Shirt\","
                                        + "\"item_brand\":\"Acme\",\"item_variant\":\"M\","
                                        + "\"item_category\":\"Shirts\",\"price\":\"1,099.90\",\"quantity\":1}]}"));
        assertEquals(Optional.of("ord_548291_purchase"), purchase.eventId());
        assertEquals(
                List.of(
                        "currency = EUR @ /properties/currency",
                        "items = [{variantId=41, productId=41, name=Shirt, variant=M, brand=Acme,"
                                + " category=Shirts, price=1099.90, quantity=1}] @"
                                + " /properties/items",
                        "order_id = 548291 @ /properties/transaction_id",
                        "user.anonymous_id = a-77 @ /anonymousId",
                        "value = 1099.90 @ /properties/value"),
                Given.lines(purchase));
    }

    @Test
    void aVisitorWhoCameFromNowhereHasNoReferrer() {
        Observation page =
                Given.observed(
                        GivenRequest.post(
                                "/v1/page",
                                "{\"anonymousId\":\"a\",\"properties\":{\"referrer\":\"$direct\"},"
                                        + "\"context\":{\"page\":{\"referrer\":\"$direct\",\"title\":\"Home\"}}}"));
        assertEquals(Optional.empty(), Given.raw(page, EventField.PAGE_REFERRER));
        assertEquals(Optional.of("Home"), Given.raw(page, EventField.PAGE_TITLE));
    }
}
