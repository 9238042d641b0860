// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import static io.tracklayer.destination.awin.Given.AWIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Requests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwinPrivacyTest {
    private static final String[] EXEMPT = {"cashback-exempt", "true"};
    private static final String LANDING =
            "https://shop.example/?sn=1&awc=12345_1768470000_cashback%2D1&gclid=x";

    @ParameterizedTest
    @ValueSource(strings = {"conversion-api", "classic"})
    void nothingThatNamesTheBuyerIsSentPlainOrHashed(String transport) {
        PlatformRecord record = AWIN.record(Given.sale(), "transport", transport);
        String sent = Requests.http(AWIN.packed(AWIN.settings("transport", transport), record));
        for (String personal :
                List.of(
                        "Jane.Doe",
                        "jane.doe",
                        "4915123456789",
                        "Jane",
                        "Müller",
                        "Tölz",
                        "83646",
                        "cust_77",
                        "203.0.113.7",
                        "Mozilla",
                        "fb.1.",
                        "1183745920",
                        "shop.example",
                        "CjwK",
                        Sha256.of("jane.doe+promo@example.com").hex())) {
            assertFalse(sent.contains(personal), personal + " in " + sent);
        }
    }

    @Test
    void anEmailInPlaceOfAVoucherIsLeftOut() {
        PlatformRecord record = AWIN.record(Given.sale(EventField.COUPON, "jane@example.com"));
        assertNull(record.body().get("voucher"));
        assertEquals(
                List.of("voucher was left out: it holds an e-mail address"), record.warnings());
    }

    @Test
    void marketingMustNotBeDenied() {
        assertEquals(Set.of(Purpose.MARKETING), AWIN.destination().purposes(AWIN.settings()));
    }

    @ParameterizedTest
    @EnumSource(ConsentState.class)
    void otherPurposesAndLimitedUseChangeNothingForAwinHasNoWordsForThem(ConsentState state) {
        Event plain = Given.sale();
        Event limited =
                plain.toBuilder()
                        .limitedUse(true)
                        .consent(
                                GivenEvents.grantedBut(
                                        state,
                                        Purpose.SALE_OF_DATA,
                                        Purpose.AD_PERSONALIZATION,
                                        Purpose.AD_USER_DATA))
                        .build();
        assertEquals(AWIN.record(plain).body(), AWIN.record(limited).body());
    }

    @ParameterizedTest
    @CsvSource({"GRANTED, 1", "UNKNOWN, "})
    void onlyTheClassicCallSaysWhatTheVisitorAnswered(ConsentState state, String flag) {
        Event event = consented(Given.sale(), state);
        assertEquals(flag, AWIN.record(event, "transport", "classic").body().get("cons"));
        assertNull(AWIN.record(event).body().get("cons"));
    }

    @Test
    void withTheExemptionTheDestinationLooksAtConsentItself() {
        assertEquals(Set.of(), AWIN.destination().purposes(AWIN.settings(EXEMPT)));
        assertEquals(
                "consent_denied:marketing",
                AWIN.skip(consented(Given.sale(), ConsentState.DENIED), EXEMPT).code());
        assertEquals(
                "consent_unknown:marketing",
                AWIN.skip(consented(Given.sale(), ConsentState.UNKNOWN), EXEMPT).code());
        assertEquals(Given.CLICK, AWIN.record(Given.sale(), EXEMPT).body().get("awc"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ConsentState.class,
            names = {"DENIED", "UNKNOWN"})
    void aCashbackJourneyIsSentWithItsOwnClickAlone(ConsentState state) {
        Event event =
                consented(Given.sale(EventField.LANDING_URL, LANDING), state).toBuilder()
                        .set(EventField.PROPERTIES, Map.of("awin_source", "ppcbrand"))
                        .build();
        Map<String, Object> order = AWIN.record(event, EXEMPT).body();
        assertEquals("12345_1768470000_cashback-1", order.get("awc"));
        assertNull(order.get("voucher"));
        assertEquals("aw", order.get("channel"));
        assertEquals(
                state == ConsentState.DENIED ? "0" : null,
                AWIN.record(event, "cashback-exempt", "true", "transport", "classic")
                        .body()
                        .get("cons"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/?sn=0&awc=12345_1_a",
                "https://shop.example/?awc=12345_1_a#sn=1",
                "https://shop.example/?sn=1",
                "https://shop.example/?sn=1&awc=%zz%20",
                "https://shop.example/sn=1&awc=12345_1_a"
            })
    void whatIsNotKnownToBeACashbackJourneyIsNotSent(String landing) {
        Event event = consented(Given.sale(EventField.LANDING_URL, landing), ConsentState.DENIED);
        String code = AWIN.skip(event, EXEMPT).code();
        assertFalse(code.isEmpty());
    }

    private static Event consented(Event event, ConsentState marketing) {
        return event.toBuilder()
                .consent(GivenEvents.grantedBut(marketing, Purpose.MARKETING))
                .build();
    }
}
