// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Purpose;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Events for tests, all of one shop, all on 2026-01-15 at 10:20:30 UTC unless changed. */
public final class GivenEvents {
    /** When the events happened. */
    public static final Instant TIME = Instant.parse("2026-01-15T10:20:30Z");

    /** Order id of all of them. */
    public static final String ORDER = "548291";

    private GivenEvents() {}

    /** An event of that name with everything a shop usually knows. */
    public static Event rich(EventName name) {
        Event.Builder event =
                base(name)
                        .set(EventField.ORDER_ID, ORDER)
                        .set(EventField.VALUE, new BigDecimal("129.90"))
                        .set(EventField.CURRENCY, "EUR")
                        .set(EventField.TAX, new BigDecimal("20.74"))
                        .set(EventField.SHIPPING, new BigDecimal("5.00"))
                        .set(EventField.COUPON, "AUTUMN")
                        .set(
                                EventField.ITEMS,
                                List.of(
                                        item("41327143321713", "49.95", 2),
                                        item("41327143157873", "25.00", 1)))
                        .set(EventField.SEARCH_QUERY, "linen")
                        .set(EventField.COLLECTION_ID, "77")
                        .set(EventField.COLLECTION_NAME, "Shirts")
                        .set(EventField.FORM_NAME, "Callback")
                        .set(EventField.SUBSCRIPTION_ID, "sub_9")
                        .set(EventField.REFUND_ID, "881")
                        .set(EventField.PAGE_URL, "https://shop.example/thanks?utm_source=ig")
                        .set(EventField.PAGE_REFERRER, "https://shop.example/checkout")
                        .set(EventField.EMAIL, "Jane.Doe+promo@Example.com")
                        .set(EventField.PHONE, "+4915123456789")
                        .set(EventField.FIRST_NAME, "Jane")
                        .set(EventField.LAST_NAME, "Müller")
                        .set(EventField.CITY, "Bad Tölz")
                        .set(EventField.POSTAL_CODE, "83646")
                        .set(EventField.COUNTRY, "DE")
                        .set(EventField.EXTERNAL_ID, "cust_77")
                        .set(EventField.CLIENT_IP, "203.0.113.7")
                        .set(EventField.USER_AGENT, "Mozilla/5.0 (iPhone)")
                        .set(EventField.FBP, "fb.1.1768470000000.1019141")
                        .set(EventField.FBC, "fb.1.1768472000000.IwAR0AbC-dEf_1")
                        .set(EventField.GA_CLIENT_ID, "1183745920.1768470000")
                        .set(EventField.GA_SESSION_ID, "1768472000")
                        .set(
                                EventField.FBCLID,
                                new ClickId("IwAR0AbC-dEf_1", TIME.minusSeconds(430), null))
                        .set(
                                EventField.GCLID,
                                new ClickId("CjwKCAiAEXAMPLE_BwE", TIME.minusSeconds(430), null));
        if (name == EventName.CUSTOM) {
            event.set(EventField.CUSTOM_NAME, "Size Guide Opened");
        }
        return event.build();
    }

    /** An event of that name that knows only what it must. */
    public static Event bare(EventName name) {
        Event.Builder event = base(name);
        name.required().forEach(field -> event.set(field, rich(name).fields().get(field)));
        return event.build();
    }

    /** An event of that name with everything a shop usually knows and one field changed. */
    public static Event rich(EventName name, EventField field, Object value) {
        return rich(name).toBuilder().set(field, value).build();
    }

    /**
     * A page view of a browser that knows its page, address and user agent, and nothing that tells
     * who it is.
     */
    public static Event.Builder visitor() {
        return bare(EventName.PAGE_VIEWED).toBuilder()
                .set(EventField.PAGE_URL, "https://shop.example/")
                .set(EventField.CLIENT_IP, "203.0.113.7")
                .set(EventField.USER_AGENT, "Mozilla/5.0 (iPhone)");
    }

    /** A visitor of whom one thing more is known. */
    public static Event visitor(EventField field, Object value) {
        return visitor().set(field, value).build();
    }

    /** A click id seen at that ISO-8601 time, or at an unknown one when null. */
    public static ClickId click(String value, String seen) {
        return new ClickId(value, seen == null ? null : Instant.parse(seen), null);
    }

    /** A purchase of that amount and currency, otherwise rich. */
    public static Event purchase(String value, String currency) {
        return rich(EventName.PURCHASE_PLACED).toBuilder()
                .set(EventField.VALUE, new BigDecimal(value))
                .set(EventField.CURRENCY, currency)
                .build();
    }

    /** A purchase with that many lines. */
    public static Event purchaseOfLines(int lines) {
        List<Item> items =
                IntStream.range(0, lines).mapToObj(i -> item("v" + i, "1.00", 1)).toList();
        return rich(EventName.PURCHASE_PLACED).toBuilder().set(EventField.ITEMS, items).build();
    }

    /** Consent with every purpose in one state. */
    public static Consent consent(ConsentState state) {
        Map<Purpose, ConsentState> states =
                Stream.of(Purpose.values()).collect(Collectors.toMap(p -> p, p -> state));
        return new Consent(states, "api", "", TIME.minusSeconds(600));
    }

    /** One line. */
    public static Item item(String variantId, String price, long quantity) {
        return GivenItem.of(variantId, "p" + variantId, "SKU-" + variantId)
                .name("Linen shirt")
                .price(price)
                .quantity(quantity)
                .build();
    }

    /** One line with those ids, any of them null, at that unit price, null when not known. */
    public static Item item(
            String variantId, String productId, String sku, String price, long quantity) {
        return GivenItem.of(variantId, productId, sku).price(price).quantity(quantity).build();
    }

    /** Everything granted except the purposes named, which are in that state. */
    public static Consent grantedBut(ConsentState state, Purpose... purposes) {
        Consent consent = consent(ConsentState.GRANTED);
        for (Purpose purpose : purposes) {
            consent = consent.with(purpose, state);
        }
        return consent;
    }

    private static Event.Builder base(EventName name) {
        return Event.named(name)
                .eventId("ord_" + ORDER + "_" + name.wire())
                .eventTime(TIME)
                .receivedAt(TIME.plusSeconds(1))
                .of("acme", "acme-eu")
                .sources(List.of("shopify", "browser"))
                .actionSource(ActionSource.WEBSITE)
                .consent(consent(ConsentState.GRANTED));
    }
}
