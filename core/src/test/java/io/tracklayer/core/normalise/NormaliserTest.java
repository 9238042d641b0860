// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import static io.tracklayer.spi.Purpose.MARKETING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.core.normalise.Normalised.Rejected;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Timing;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliserTest {
    private static final Instant RECEIVED = Instant.parse("2026-01-15T10:20:31Z");
    private static final String HASH =
            "725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7";

    @Test
    void anOrderBecomesACanonicalPurchase() {
        Accepted accepted =
                accepted(
                        order().eventId("ord_548291_purchase")
                                .read(EventField.EMAIL, " Jane@Example.com ", "/email")
                                .read(EventField.COUNTRY, "de", "/country_code")
                                .read(EventField.PHONE, "0151 23456789", "/phone"));
        Event event = accepted.event();
        assertEquals(EventName.PURCHASE_PLACED, event.name());
        assertEquals("ord_548291_purchase", event.eventId());
        assertEquals(Instant.parse("2026-01-15T10:20:30Z"), event.eventTime());
        assertEquals(RECEIVED, event.receivedAt());
        assertEquals("acme", event.merchant());
        assertEquals("acme-eu", event.store());
        assertEquals(List.of("shopify"), event.sources());
        assertEquals(
                Map.of(
                        EventField.ORDER_ID, "548291",
                        EventField.VALUE, new BigDecimal("129.90"),
                        EventField.CURRENCY, "EUR",
                        EventField.EMAIL, "Jane@Example.com",
                        EventField.COUNTRY, "DE",
                        EventField.PHONE, "+4915123456789"),
                event.fields());
        assertEquals(List.of(), accepted.notes());
    }

    @Test
    void aClickKeepsWhenAndWhereItWasFirstSeen() {
        long seen = 1_768_472_000_000L;
        assertEquals(
                new ClickId("CjwK", Instant.ofEpochMilli(seen), "https://shop.example/?gclid=CjwK"),
                click(
                        Map.of(
                                "value", "CjwK",
                                "seen_at", seen,
                                "landing_url", "https://shop.example/?gclid=CjwK")));
    }

    @Test
    void aClickThatWasSeenLaterThanItsRequestHasNoTime() {
        assertEquals(
                new ClickId("CjwK", null, null),
                click(Map.of("value", "CjwK", "seen_at", RECEIVED.toEpochMilli() + 1)));
    }

    @Test
    void aClickWithoutAnIdentifierIsNone() {
        Accepted accepted =
                accepted(
                        order().eventId("e1")
                                .read(
                                        EventField.GCLID,
                                        Map.of("landing_url", "https://shop.example/"),
                                        "/click_ids/gclid"));
        assertFalse(accepted.event().fields().containsKey(EventField.GCLID));
    }

    private static Object click(Map<String, Object> stated) {
        return accepted(order().eventId("e1").read(EventField.GCLID, stated, "/click_ids/gclid"))
                .event()
                .fields()
                .get(EventField.GCLID);
    }

    @Test
    void everyFieldSaysWhereItCameFromAndWhatWasDone() {
        Accepted accepted =
                accepted(
                        order().eventId("e1")
                                .consent(stated("{}", Map.of(MARKETING, ConsentState.GRANTED)))
                                .read(EventField.COUNTRY, "de", "/country_code")
                                .read(EventField.PHONE, "0151 23456789", "/phone")
                                .read(EventField.GA_CLIENT_ID, "GA1.1.10.17", "cookie _ga"));
        assertEquals(
                Map.ofEntries(
                        from("event_id", "", "as given"),
                        from("event_time", "/created_at", "ISO 8601"),
                        from("action_source", "", "default"),
                        from("consent", "api", "as given"),
                        from("order_id", "/id", "as given"),
                        from("value", "/total_price", "plain decimal"),
                        from("currency", "/currency", "as given"),
                        from("user.country", "/country_code", "upper case"),
                        from("user.phone", "/phone", "E.164 for DE"),
                        from("browser_ids.ga_client_id", "cookie _ga", "taken out of the cookie")),
                accepted.provenance());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            EMAIL        | not an address    | user.email: /x is not an e-mail address, left out
            EMAIL        | d41d8cd98f00b204e9800998ecf8427e | user.email: /x looks hashed, but not as SHA-256 in 64 hex digits, left out
            PHONE        | 0151 23456789     | user.phone: /x is a national number and the country is not known, left out
            CLIENT_IP    | 10.0.0.1          | user.client_ip: /x is a private address; behind a proxy, name it in node.trusted-proxies, left out
            COUNTRY      | Germany           | user.country: /x is not an ISO 3166-1 alpha-2 country code, left out
            PAGE_URL     | //shop.example/x  | page.url: /x is not an absolute http or https address, left out
            PAGE_REFERRER| javascript:x      | page.referrer: /x is not an absolute http or https address, left out
            LANDING_URL  | /products/x       | page.landing_url: /x is not an absolute http or https address, left out
            TAX          | 12,50             | tax: /x is not a plain decimal such as 129.90, left out
            SHIPPING     | -1                | shipping: /x is negative, left out
            DISCOUNT     | 0.001             | discount: /x has more decimals than EUR allows (2), left out
            FBCLID       | {{click}}         | click_ids.fbclid: /x is not a click id, left out
            GA_CLIENT_ID | abc               | browser_ids.ga_client_id: /x is not in a known form, left out
            GA_SESSION_ID| abc               | browser_ids.ga_session_id: /x is not in a known form, left out
            PROPERTIES   | text              | properties: /x is not an object, left out
            ITEMS        | text              | items: not a list of lines, left out
            """)
    void aValueThatCannotBeUsedIsLeftOutWithItsReasonAndTheEventSurvives(
            EventField field, String raw, String note) {
        Accepted accepted = accepted(order().read(field, raw, "/x"));
        assertEquals(List.of(note), accepted.notes());
        assertFalse(accepted.event().has(field));
        assertFalse(accepted.provenance().containsKey(field.path()));
        assertTrue(accepted.event().has(EventField.VALUE));
    }

    @ParameterizedTest
    @EnumSource(
            value = EventField.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ORDER_ID", "VALUE", "CURRENCY", "ITEMS", "PROPERTIES"})
    void aTreeWhereAValueBelongsIsLeftOut(EventField field) {
        Accepted accepted = accepted(order().read(field, Map.of("$ne", 1L), "/x"));
        assertFalse(accepted.event().has(field), field.path());
        assertEquals(1, accepted.notes().size(), accepted.notes()::toString);
        assertTrue(accepted.notes().get(0).startsWith(field.path() + ": "));
    }

    @Test
    void notesNeverCarryTheValue() {
        Accepted accepted =
                accepted(
                        order().read(EventField.EMAIL, "jane example", "/email")
                                .read(EventField.PHONE, "01512345", "/phone"));
        assertEquals(2, accepted.notes().size());
        accepted.notes()
                .forEach(note -> assertFalse(note.contains("jane") || note.contains("0151"), note));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void eachOfTheEventsNeedsWhatItsTableSaysAndNothingMore(EventName name) {
        Observation.Builder complete = requiredOf(name, null);
        assertInstanceOf(Accepted.class, normalised(complete), name.wire());
        for (EventField missing : name.required()) {
            if (missing != EventField.CURRENCY) {
                Rejected rejected = rejected(requiredOf(name, missing));
                assertEquals("missing_field:" + missing.path(), rejected.code());
            }
        }
    }

    @Test
    void aMissingFieldIsExplained() {
        Observation.Builder noOrder =
                observation(EventName.PURCHASE_PLACED)
                        .read(EventField.VALUE, "129.90", "/total_price")
                        .read(EventField.CURRENCY, "EUR", "/currency");
        assertEquals(
                new Rejected(
                        "missing_field:order_id",
                        "purchase_placed cannot do without order_id: the message does not give it."
                                + " Correct what the source sends."),
                normalised(noOrder));
    }

    @Test
    void aPurchaseThatKnowsItsCheckoutMayLackTheOrder() {
        Observation.Builder unordered =
                observation(EventName.PURCHASE_PLACED)
                        .read(EventField.VALUE, "129.90", "/total_price")
                        .read(EventField.CURRENCY, "EUR", "/currency")
                        .read(EventField.CHECKOUT_TOKEN, "tok-1", "/token");
        assertEquals(Optional.empty(), accepted(unordered).event().orderId());
        assertEquals(
                "unusable_field:order_id",
                rejected(unordered.read(EventField.ORDER_ID, Map.of(), "/id")).code());
        assertEquals(
                "missing_field:order_id",
                rejected(
                                observation(EventName.PURCHASE_PAID)
                                        .read(EventField.CHECKOUT_TOKEN, "tok-1", "/token"))
                        .code());
    }

    @Test
    void anUnusableRequiredFieldRejectsTheEventWithItsReason() {
        Observation.Builder comma =
                observation(EventName.PURCHASE_PLACED)
                        .read(EventField.ORDER_ID, "548291", "/id")
                        .read(EventField.VALUE, "12,50", "/total_price")
                        .read(EventField.CURRENCY, "EUR", "/currency");
        assertEquals(
                new Rejected(
                        "unusable_field:value",
                        "purchase_placed cannot do without value: value: /total_price is not a"
                                + " plain decimal such as 129.90, left out. Correct what the"
                                + " source sends."),
                normalised(comma));
    }

    @Test
    void ofSeveralMissingFieldsTheFirstOfTheTableIsNamedInEveryProcess() {
        assertEquals(
                "missing_field:order_id", rejected(observation(EventName.PURCHASE_PLACED)).code());
    }

    @Test
    void aValueWithoutCurrencyTakesTheStoresAndSaysSo() {
        Accepted accepted =
                accepted(
                        observation(EventName.PURCHASE_PLACED)
                                .read(EventField.ORDER_ID, "548291", "/id")
                                .read(EventField.VALUE, "129.90", "/total"));
        assertEquals(Optional.of("EUR"), accepted.event().currency());
        assertEquals("default of the store", accepted.provenance().get("currency").rule());
        assertEquals("store settings", accepted.provenance().get("currency").origin());
        assertEquals(
                List.of("currency: the source gives none, so the store's default is used"),
                accepted.notes());
    }

    @Test
    void anUnknownCurrencyIsNotReplacedByTheStores() {
        Accepted accepted =
                accepted(
                        observation(EventName.CHECKOUT_STARTED)
                                .read(EventField.VALUE, "129.90", "/total")
                                .read(EventField.CURRENCY, "EURO", "/currency"));
        assertFalse(accepted.event().has(EventField.CURRENCY));
        assertFalse(accepted.event().has(EventField.VALUE));
        assertEquals(
                List.of(
                        "value: /total has no usable currency, left out",
                        "currency: not an ISO 4217 code, left out"),
                accepted.notes().stream().sorted(java.util.Comparator.reverseOrder()).toList());
    }

    @Test
    void anEventWithoutMoneyHasNoCurrency() {
        assertFalse(accepted(observation(EventName.PAGE_VIEWED)).event().has(EventField.CURRENCY));
    }

    @ParameterizedTest
    @CsvSource({"jpy, 1299, 1299", "kwd, 1.5, 1.500", "usd, 5, 5.00"})
    void amountsHaveTheDigitsOfTheMessagesCurrency(String code, String raw, String expected) {
        Accepted accepted =
                accepted(
                        observation(EventName.CHECKOUT_STARTED)
                                .read(EventField.VALUE, raw, "/total")
                                .read(EventField.CURRENCY, code, "/currency"));
        assertEquals(Optional.of(new BigDecimal(expected)), accepted.event().value());
        assertEquals("upper case", accepted.provenance().get("currency").rule());
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void theStatedPlaceCountsElseRenewalsComeFromTheSystemAndTheRestFromTheSite(EventName name) {
        ActionSource expected =
                name == EventName.SUBSCRIPTION_RENEWED
                        ? ActionSource.SYSTEM_GENERATED
                        : ActionSource.WEBSITE;
        assertEquals(expected, accepted(requiredOf(name, null)).event().actionSource());
        Accepted stated =
                accepted(requiredOf(name, null).actionSource(ActionSource.PHYSICAL_STORE));
        assertEquals(ActionSource.PHYSICAL_STORE, stated.event().actionSource());
        assertEquals("as the source states", stated.provenance().get("action_source").rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEventWithoutIdIsNamedAfterItsObservation(String id) {
        Accepted accepted = accepted(order().eventId(id));
        assertEquals("obs_812-0", accepted.event().eventId());
        assertEquals("made from the observation", accepted.provenance().get("event_id").rule());
    }

    @Test
    void anEventIdTheSourceMadeIsToldFromOneASenderStated() {
        Accepted made = accepted(order().derivedEventId("ord_1_purchase"));
        assertEquals("ord_1_purchase", made.event().eventId());
        assertEquals("made by the source", made.provenance().get("event_id").rule());
        assertEquals(false, made.provenance().get("event_id").stated());
        Accepted tooLong = accepted(order().derivedEventId("x".repeat(201)));
        assertEquals(false, tooLong.provenance().get("event_id").stated());
        Accepted stated = accepted(order().derivedEventId("ord_1_purchase").eventId("e1"));
        assertEquals(true, stated.provenance().get("event_id").stated());
        assertEquals(false, accepted(order().eventId("")).provenance().get("event_id").stated());
    }

    @Test
    void aLongEventIdIsHashedSoThatCopiesStillMeet() {
        assertEquals("x".repeat(200), accepted(order().eventId("x".repeat(200))).event().eventId());
        Accepted one = accepted(order().eventId("x".repeat(10_000) + "a"));
        Accepted copy = accepted(order().eventId("x".repeat(10_000) + "a"));
        Accepted other = accepted(order().eventId("x".repeat(10_000) + "b"));
        assertTrue(one.event().eventId().matches("h_[0-9a-f]{64}"), one.event()::eventId);
        assertEquals(one.event().eventId(), copy.event().eventId());
        assertNotEquals(one.event().eventId(), other.event().eventId());
        assertEquals(
                List.of("event_id: longer than 200 characters or not text, so its hash is used"),
                one.notes());
    }

    @Test
    void brokenCharactersDoNotMakeDifferentEventIdsEqual() {
        String one = accepted(order().eventId("a\ud800")).event().eventId();
        String two = accepted(order().eventId("a\ud801")).event().eventId();
        assertTrue(one.matches("h_[0-9a-f]{64}"), one);
        assertNotEquals(one, two);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {HASH, " 725A92A6B5D1D9A5A693E25987D86503AFED7571BBFE4CBB4D7B2B0BA6C59BE7"})
    void anEmailHashedByTheSourceIsPassedOnOnce(String hash) {
        Accepted accepted = accepted(order().read(EventField.EMAIL, hash, "/email"));
        assertEquals(Optional.of(HASH), accepted.event().text(EventField.EMAIL));
        assertEquals("hashed by the source", accepted.provenance().get("user.email").rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jane.doe+promo@example.com", "J.Doe@Müller.example", "李@例え.jp"})
    void anEmailIsKeptAsGiven(String email) {
        Accepted accepted = accepted(order().read(EventField.EMAIL, email, "/email"));
        assertEquals(Optional.of(email), accepted.event().text(EventField.EMAIL));
    }

    @Test
    void aSessionCookieGivesItsNumberToo() {
        Accepted accepted =
                accepted(
                        order().read(
                                        EventField.GA_SESSION_ID,
                                        "GS2.1.s1768472000$o3$g1",
                                        "cookie _ga_T"));
        assertEquals(Optional.of("1768472000"), accepted.event().text(EventField.GA_SESSION_ID));
        assertEquals(Optional.of(3L), accepted.event().integer(EventField.GA_SESSION_NUMBER));
        assertEquals(
                "cookie _ga_T",
                accepted.provenance().get("browser_ids.ga_session_number").origin());
    }

    @Test
    void aClickCookieGivesTheClickAndItsTime() {
        Accepted accepted =
                accepted(
                        order().read(
                                        EventField.GCLID,
                                        "GCL.1768472000.CjwKCAiAEXAMPLE_BwE",
                                        "cookie _gcl_aw"));
        assertEquals(
                Optional.of(
                        new ClickId(
                                "CjwKCAiAEXAMPLE_BwE",
                                Instant.ofEpochSecond(1_768_472_000L),
                                null)),
                accepted.event().clickId(EventField.GCLID));
        assertEquals(
                "taken out of the cookie", accepted.provenance().get("click_ids.gclid").rule());
    }

    @Test
    void consentIsDecodedAndTheTestMarkTakenOverAndTimesAreNoted() {
        Map<Purpose, ConsentState> denied = Map.of(MARKETING, ConsentState.DENIED);
        Accepted accepted =
                accepted(
                        order().consent(stated("{marketing=no}", denied))
                                .test(true)
                                .timing(Timing.unknown()));
        assertEquals(
                new Consent(denied, "api", "{marketing=no}", null), accepted.event().consent());
        assertTrue(accepted.event().test());
        assertEquals(RECEIVED, accepted.event().eventTime());
        assertEquals("arrival", accepted.provenance().get("event_time").rule());
        assertEquals(
                List.of(
                        "event_time_from_arrival: the message gives no time, so its arrival counts"),
                accepted.notes());
    }

    @Test
    void withoutASignalConsentIsUnknownAndHasNoOrigin() {
        Accepted accepted = accepted(order());
        assertFalse(accepted.event().consent().known());
        assertFalse(accepted.provenance().containsKey("consent"));
    }

    @Test
    void aConsentStringNobodyCanReadIsNotedAndLosesNothing() {
        ConsentSignals broken =
                ConsentSignals.collect().signal(ConsentSignal.TCF, "broken").build();
        Accepted accepted = accepted(order().consent(broken));
        assertFalse(accepted.event().consent().known());
        assertEquals(Map.of("tcf", "broken"), accepted.event().consent().raw());
        assertEquals(
                List.of("consent.tcf: is not a TC string, so it reads as unknown"),
                accepted.notes());
    }

    private static ConsentSignals stated(String from, Map<Purpose, ConsentState> states) {
        return ConsentSignals.collect().stated("api", states, from).build();
    }

    private static Observation.Builder order() {
        return observation(EventName.PURCHASE_PLACED)
                .read(EventField.ORDER_ID, 548291L, "/id")
                .read(EventField.VALUE, "129.90", "/total_price")
                .read(EventField.CURRENCY, "EUR", "/currency");
    }

    private static Observation.Builder observation(EventName name) {
        return Observation.of(name)
                .timing(new Timing("2026-01-15T11:20:30+01:00", null, false, "/created_at"));
    }

    private static Observation.Builder requiredOf(EventName name, EventField missing) {
        Observation.Builder observation = observation(name);
        for (EventField field : name.required()) {
            if (field != missing) {
                Object raw = GivenEvents.rich(name).fields().get(field);
                observation.read(field, raw, "/" + field.path());
            }
        }
        return observation;
    }

    private static Normalised normalised(Observation.Builder observation) {
        StoreConfig store = new StoreConfig("acme", "acme-eu", "EUR", "DE", Map.of());
        return new Normaliser()
                .normalise(
                        observation.build(),
                        new Normaliser.Context(
                                "812-0", "shopify", Authority.ORDER_SYSTEM, store, RECEIVED));
    }

    private static Accepted accepted(Observation.Builder observation) {
        return assertInstanceOf(Accepted.class, normalised(observation));
    }

    private static Rejected rejected(Observation.Builder observation) {
        return assertInstanceOf(Rejected.class, normalised(observation));
    }

    private static Map.Entry<String, Provenance> from(String path, String origin, String rule) {
        return Map.entry(
                path,
                new Provenance(
                        "812-0",
                        "shopify",
                        Authority.ORDER_SYSTEM,
                        origin,
                        rule,
                        Instant.parse("2026-01-15T10:20:30Z")));
    }
}
