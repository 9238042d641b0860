// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelQueryTest {
    @Test
    void aPurchasePixelIsReadCompletely() {
        Observation purchase =
                Given.observed(
                        Given.pixel(
                                "k=wk_1&ev=purchase_placed&oid=548291&mid=m-1&v=129.90&cur=EUR"
                                        + "&dl=https://shop.example/thanks&rl=https://shop.example/checkout"
                                        + "&t=Thanks&fbp=fb.1.1768470000000.1019141"
                                        + "&fbc=fb.1.1768472000000.IwAR0AbC&ga=GA1.1.1019141.1768470000"
                                        + "&gas=GS1.1.1768472000.3.1.1768472425.0.0.0"
                                        + "&em=jane@example.com&ph=+4915123456789&xid=cust_77&aid=a-77"
                                        + "&ts=1768472430000&test=1&cid.gclid=CjwK&cid.ScCid=sc-1"
                                        + "&i=41327143321713:2:49.95&i=gid://shop/9:1:30&i=a&i=b:3"
                                        + "&a=1&m=0&s=yes"));
        assertEquals(EventName.PURCHASE_PLACED, purchase.name());
        assertEquals(Optional.of("ord_548291_purchase"), purchase.eventId());
        assertEquals(List.of("browser:m-1"), purchase.deliveryIds());
        assertTrue(purchase.test());
        assertEquals(
                new Observation.Timing(1768472430000L, null, true, "query ts"), purchase.timing());
        assertEquals(
                Map.of(
                        Purpose.ANALYTICS, ConsentState.GRANTED,
                        Purpose.MARKETING, ConsentState.DENIED,
                        Purpose.SALE_OF_DATA, ConsentState.UNKNOWN),
                purchase.consent().stated());
        assertEquals(
                List.of(
                        "browser_ids.fbc = fb.1.1768472000000.IwAR0AbC @ query fbc",
                        "browser_ids.fbp = fb.1.1768470000000.1019141 @ query fbp",
                        "browser_ids.ga_client_id = 1019141.1768470000 @ query ga",
                        "browser_ids.ga_session_id = 1768472000 @ query gas",
                        "browser_ids.ga_session_number = 3 @ query gas",
                        "click_ids.gclid = CjwK @ query cid.gclid",
                        "click_ids.sccid = sc-1 @ query cid.ScCid",
                        "currency = EUR @ query cur",
                        "items = [{variantId=41327143321713, price=49.95, quantity=2},"
                                + " {variantId=gid://shop/9, price=30, quantity=1}, {variantId=a},"
                                + " {variantId=b, quantity=3}] @ query i",
                        "order_id = 548291 @ query oid",
                        "page.referrer = https://shop.example/checkout @ query rl",
                        "page.title = Thanks @ query t",
                        "page.url = https://shop.example/thanks @ query dl",
                        "user.anonymous_id = a-77 @ query aid",
                        "user.client_ip = 203.0.113.7 @ remote address",
                        "user.email = jane@example.com @ query em",
                        "user.external_id = cust_77 @ query xid",
                        "user.phone = +4915123456789 @ query ph",
                        "value = 129.90 @ query v"),
                Given.lines(purchase));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    url=https://a.example;                        page.url;      https://a.example; query url
                    url=https://a.example&dl=https://b.example;   page.url;      https://a.example; query url
                    ref=https://a.example;                        page.referrer; https://a.example; query ref
                    q=linen;                                      search_query;  linen;             query q
                    """)
    void aFieldGoesByItsShortName(String query, String path, String raw, String origin) {
        Observation observation = Given.observed(Given.pixel("ev=search_submitted&" + query));
        Observation.Reading reading =
                observation.readings().stream()
                        .filter(r -> r.field().path().equals(path))
                        .findFirst()
                        .orElseThrow();
        assertEquals(raw, reading.raw());
        assertEquals(origin, reading.origin());
    }

    @Test
    void aStatedEventIdIsShared() {
        assertEquals(
                Optional.of("e-1"),
                Given.observed(Given.pixel("ev=page_viewed&eid=e-1")).eventId());
    }

    @Test
    void anIsoTimeStaysText() {
        assertEquals(
                "2026-01-15T10:20:30Z",
                Given.observed(Given.pixel("ev=page_viewed&ts=2026-01-15T10:20:30Z"))
                        .timing()
                        .occurred());
    }

    @Test
    void aPixelWithoutAnEventIsRejected() {
        Decoded decoded = Given.decoded(Given.pixel("k=wk_1&v=5")).get(0);
        assertEquals("missing_event", assertInstanceOf(Decoded.Rejected.class, decoded).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cid.=x&cid.gclid=y", "cid./a/b=x&cid.gclid=y", "click_ids=x&cid.gclid=y",
                "page=x&cid.gclid=y", "consent=x&a=2&cid.gclid=y", "i=&i=::::&cid.gclid=y",
                "CamelHttpUri=x&__proto__=y&cid.gclid=y", "ts=99999999999999999999&cid.gclid=y"
            })
    void hostileNamesAndValuesDoNotDisturbTheRest(String query) {
        Observation observation = Given.observed(Given.pixel("ev=page_viewed&" + query));
        assertEquals(Optional.of("y"), Given.raw(observation, EventField.GCLID));
        assertEquals(Optional.empty(), Given.raw(observation, EventField.PAGE_URL));
    }
}
