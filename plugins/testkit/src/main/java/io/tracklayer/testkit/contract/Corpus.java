// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import static io.tracklayer.testkit.GivenEvents.TIME;
import static io.tracklayer.testkit.GivenEvents.rich;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.GivenItem;
import io.tracklayer.testkit.HostContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The events every destination meets in the contract. Long because it is a table. */
final class Corpus {
    /** The person of the rich events, plain; found in a request it means that it was not hashed. */
    static final String EMAIL = "jane.doe+promo@example.com";

    static final String PHONE = "4915123456789";

    /** The same person as a source that hashed before us gives them. */
    static final Sha256 EMAIL_HASH = Sha256.of(EMAIL);

    static final Sha256 PHONE_HASH = Sha256.of("+" + PHONE);

    private static final String LONG = "long ".repeat(2_000);
    private static final List<String> NAMES =
            List.of(
                    "Size Guide Opened",
                    "a".repeat(10_000),
                    "<script>alert(1)</script>",
                    "'; drop table event; --",
                    "line\r\nX-Injected: 1",
                    "nul\u0000bell\u0007",
                    "__proto__",
                    "${env:HOME} {{x}} #{y}",
                    "🛒 مرحبا e\u0301",
                    "purchase",
                    "a,b=c&d");

    private final List<Case> cases = new ArrayList<>();

    private Corpus() {}

    /** All cases, made anew, because a destination might change them. */
    static List<Case> cases(Subject subject) {
        Corpus corpus = new Corpus();
        corpus.everyEvent();
        corpus.amounts();
        corpus.consent();
        corpus.people();
        corpus.carts();
        corpus.orders();
        corpus.circumstances();
        corpus.customEvents();
        corpus.hostileTexts();
        IntStream.range(0, corpus.cases.size())
                .forEach(i -> corpus.cases.set(i, corpus.cases.get(i).numbered(i)));
        subject.events().forEach(e -> corpus.add("the author's event " + e.eventId(), e));
        return corpus.cases;
    }

    private void everyEvent() {
        for (EventName name : EventName.values()) {
            add(name.wire() + ", everything known", rich(name));
            add(name.wire() + ", nothing known", GivenEvents.bare(name));
        }
    }

    private void amounts() {
        amount("129.90", "EUR");
        amount("0.30", "USD");
        amount("12990", "JPY");
        amount("12.345", "KWD");
        amount("1234567890.12", "EUR");
        amount("1.2E+3", "EUR");
    }

    private void amount(String value, String currency) {
        BigDecimal amount = new BigDecimal(value);
        Item line = GivenEvents.item("v1", value, 1);
        Event event =
                GivenEvents.purchase(value, currency).toBuilder()
                        .remove(EventField.TAX)
                        .remove(EventField.SHIPPING)
                        .set(EventField.ITEMS, List.of(line))
                        .build();
        String name = "purchase of " + amount.toPlainString() + " " + currency;
        cases.add(new Case(name, event, GivenDestination.CONTEXT, amount));
    }

    private void consent() {
        Event purchase = Purchases.purchase();
        add(
                "without any consent signal",
                purchase.toBuilder().consent(GivenEvents.consent(ConsentState.UNKNOWN)).build());
        add(
                "with everything denied",
                purchase.toBuilder().consent(GivenEvents.consent(ConsentState.DENIED)).build());
        for (Purpose purpose : Purpose.values()) {
            for (ConsentState state : List.of(ConsentState.DENIED, ConsentState.UNKNOWN)) {
                add(
                        purpose.wire() + " " + state.wire(),
                        purchase.toBuilder()
                                .consent(GivenEvents.grantedBut(state, purpose))
                                .build());
            }
        }
        add("with limited use", purchase.toBuilder().limitedUse(true).build());
        add("from the US", Purchases.american().build());
        add("with limited use, from the US", Purchases.american().limitedUse(true).build());
        add(
                "sale of data denied, from the US",
                Purchases.american()
                        .consent(GivenEvents.grantedBut(ConsentState.DENIED, Purpose.SALE_OF_DATA))
                        .build());
    }

    private void people() {
        people("in Arabic", "محمد", "القاهرة");
        people("with emoji", "Jane 🛒", "Köln 🏙");
        people("with combining marks", "Zoe\u0308", "Sa\u0303o Paulo");
        people("from right to left", "\u202Eאברהם", "תל אביב");
        prehashed("hashed in lower case", false);
        prehashed("hashed in upper case", true);
        with("a foreign hash for an e-mail", EventField.EMAIL, "d41d8cd98f00b204e9800998ecf8427e");
        with("an e-mail that is none", EventField.EMAIL, "not an address");
        with("a phone that is none", EventField.PHONE, "call me");
        add("a purchase with every field", Purchases.everyField());
        add("a purchase without browser ids", Purchases.unseen(EventName.PURCHASE_PLACED));
        add("a page view without browser ids", Purchases.unseen(EventName.PAGE_VIEWED));
        add("a visitor without a name", GivenEvents.visitor().build());
        add("a purchase of nobody", Purchases.anonymous());
        with(
                "an address with an e-mail",
                EventField.PAGE_URL,
                "https://shop.example/thanks?email=Jane.Doe%2Bpromo%40Example.com&x=1");
    }

    private void people(String name, String first, String city) {
        add(
                "a person " + name,
                Purchases.purchase().toBuilder()
                        .set(EventField.FIRST_NAME, first)
                        .set(EventField.LAST_NAME, first)
                        .set(EventField.CITY, city)
                        .set(EventField.ITEMS, List.of(GivenItem.full().name(first).build()))
                        .build());
    }

    private void prehashed(String name, boolean upper) {
        add(
                "a person " + name,
                Purchases.purchase().toBuilder()
                        .set(EventField.EMAIL, hex(EMAIL_HASH, upper))
                        .set(EventField.PHONE, hex(PHONE_HASH, upper))
                        .build());
    }

    private static String hex(Sha256 hash, boolean upper) {
        return upper ? hash.hex().toUpperCase(Locale.ROOT) : hash.hex();
    }

    private void carts() {
        add("a cart of 100 lines", GivenEvents.purchaseOfLines(100));
        cart("a line with everything", GivenItem.full().build());
        cart("a line of which nothing is known", GivenItem.bare().build());
        cart("a line without a price", GivenItem.of("v1", "p1", "s1").build());
        add("an order without lines", Purchases.purchase().without(List.of(EventField.ITEMS)));
        add("an order of no value", GivenEvents.purchase("0", "EUR"));
    }

    private void cart(String name, Item line) {
        for (EventName event :
                List.of(
                        EventName.PURCHASE_PLACED,
                        EventName.PRODUCT_VIEWED,
                        EventName.ORDER_REFUNDED)) {
            add(event.wire() + ", " + name, rich(event, EventField.ITEMS, List.of(line)));
        }
    }

    private void orders() {
        for (EventName name :
                List.of(
                        EventName.PURCHASE_PLACED,
                        EventName.PURCHASE_PAID,
                        EventName.ORDER_REFUNDED,
                        EventName.ORDER_CANCELLED,
                        EventName.SUBSCRIPTION_RENEWED)) {
            for (EventName before : List.of(EventName.PURCHASE_PLACED, EventName.PURCHASE_PAID)) {
                HostContext host =
                        HostContext.at(TIME.plusSeconds(2)).alreadyAccepted(rich(before));
                cases.add(
                        new Case(name.wire() + " after " + before.wire(), rich(name), host, null));
            }
        }
    }

    private void circumstances() {
        Event purchase = Purchases.purchase();
        add("a test event", purchase.toBuilder().test(true).build());
        for (ActionSource place : ActionSource.values()) {
            add("an action by " + place.wire(), purchase.toBuilder().actionSource(place).build());
        }
        add(
                "an event of 5 minutes ahead",
                purchase.toBuilder().eventTime(TIME.plusSeconds(300)).build());
        cases.add(
                new Case(
                        "an event of 5 years ago",
                        purchase,
                        HostContext.at(Instant.parse("2031-01-01T00:00:00Z")),
                        null));
        add("an event id with quotes", purchase.toBuilder().eventId("a\"b\\c<d>'e").build());
        add("an event id of 200 characters", purchase.toBuilder().eventId("i".repeat(200)).build());
    }

    private void customEvents() {
        for (String name : NAMES) {
            String shown = name.length() > 40 ? name.substring(0, 40) + "..." : name;
            add(
                    "custom event " + shown.replaceAll("\\p{Cntrl}", "?"),
                    rich(EventName.CUSTOM, EventField.CUSTOM_NAME, name));
        }
        add(
                "custom event with properties",
                rich(EventName.CUSTOM, EventField.PROPERTIES, Purchases.properties()));
        add(
                "purchase with properties",
                rich(EventName.PURCHASE_PLACED, EventField.PROPERTIES, Purchases.properties()));
    }

    private void hostileTexts() {
        texts("control characters", "x\u0000\u0007\u001b[31m\r\nX-Injected: 1");
        texts("markup and quotes", "\"'><img src=x onerror=alert(1)>&amp;\\ ${x} {{y}}");
        texts("texts of 10 kB", LONG);
    }

    private void texts(String name, String text) {
        Event.Builder hostile = Purchases.purchase().toBuilder();
        for (EventField field : EventField.values()) {
            if (field.type() == FieldType.TEXT && field != EventField.CURRENCY) {
                hostile.set(field, text);
            }
        }
        hostile.set(EventField.FBCLID, GivenEvents.click(text, "2026-01-15T10:00:00Z"));
        hostile.set(
                EventField.ITEMS,
                List.of(
                        GivenItem.of(text, text, text)
                                .name(text)
                                .brand(text)
                                .price("1.00")
                                .build()));
        add("a purchase with " + name, hostile.build());
    }

    private void with(String name, EventField field, String value) {
        add(name, rich(EventName.PURCHASE_PLACED, field, value));
    }

    private void add(String name, Event event) {
        cases.add(new Case(name, event, GivenDestination.CONTEXT, null));
    }

    /** What a second hashing of a hash would look like. */
    static List<String> hashedTwice() {
        List<String> twice = new ArrayList<>();
        for (Sha256 once : List.of(EMAIL_HASH, PHONE_HASH)) {
            twice.add(Sha256.of(once.hex()).hex());
            twice.add(Sha256.of(once.hex().toUpperCase(Locale.ROOT)).hex());
            twice.add(HexFormat.of().formatHex(Sha256.digest(HexFormat.of().parseHex(once.hex()))));
        }
        return twice;
    }
}
