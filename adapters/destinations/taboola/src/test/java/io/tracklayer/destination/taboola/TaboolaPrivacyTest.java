// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import static io.tracklayer.destination.taboola.Given.TABOOLA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Requests;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaboolaPrivacyTest {
    private static final Event SALE = Given.clicked(EventName.PURCHASE_PLACED);

    @Test
    void onlyMarketingMustNotBeDenied() {
        assertEquals(Set.of(Purpose.MARKETING), TABOOLA.destination().purposes(TABOOLA.settings()));
    }

    @Test
    void withoutAnyConsentSignalTheEventIsSent() {
        assertEquals(
                TABOOLA.record(SALE).body(),
                TABOOLA.record(SALE.toBuilder().consent(Consent.notGiven()).build()).body());
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"ANALYTICS", "AD_USER_DATA", "AD_PERSONALIZATION"})
    void aClickIdIsNoneOfTheOtherPurposesConcern(Purpose purpose) {
        Event event = denied(purpose);
        assertEquals(TABOOLA.record(SALE).body(), TABOOLA.record(event).body());
    }

    @Test
    void anOptOutOfSaleAndALimitedUseAreNotSentUnlessTheOperatorSaysSo() {
        for (Event event :
                new Event[] {
                    denied(Purpose.SALE_OF_DATA), SALE.toBuilder().limitedUse(true).build()
                }) {
            assertEquals("limited_use", TABOOLA.skip(event).code());
            assertEquals("make_purchase", TABOOLA.record(event, "limited-use", "send").name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postback", "bulk"})
    void nothingOfThePersonTheDeviceOrThePageIsSent(String transport) {
        String request =
                Requests.http(TABOOLA.packed(TABOOLA.record(SALE, "transport", transport)));
        for (String personal :
                new String[] {
                    "jane",
                    "Jane",
                    "4915123456789",
                    "ller",
                    "cust_77",
                    "203.0.113.7",
                    "Mozilla",
                    "shop.example",
                    "IwAR0",
                    "CjwK",
                    "fb.1",
                    "ord_548291"
                }) {
            assertFalse(request.contains(personal), personal);
        }
    }

    private static Event denied(Purpose purpose) {
        Consent consent = GivenEvents.grantedBut(ConsentState.DENIED, purpose);
        return SALE.toBuilder().consent(consent).build();
    }
}
