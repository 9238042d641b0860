// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import static io.tracklayer.destination.googleads.Given.GOOGLE_ADS;
import static io.tracklayer.destination.googleads.Given.PURCHASE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GoogleAdsPrivacyTest {

    @ParameterizedTest
    @EnumSource(names = {"MARKETING", "AD_USER_DATA"})
    void whoeverRefusesIsNotSent(Purpose purpose) {
        Event event = with(GivenEvents.grantedBut(ConsentState.DENIED, purpose));
        assertEquals("consent_denied:" + purpose.wire(), GOOGLE_ADS.skip(event).code());
    }

    @Test
    void whatIsUnknownIsNotSaid() {
        assertFalse(GOOGLE_ADS.record(with(Consent.notGiven())).body().containsKey("consent"));
    }

    @Test
    void marketingAnswersWhereTheBannerAsksNothingFiner() {
        Consent marketing = Consent.notGiven().with(Purpose.MARKETING, ConsentState.GRANTED);
        assertEquals(
                Map.of("adUserData", "CONSENT_GRANTED", "adPersonalization", "CONSENT_GRANTED"),
                consent(with(marketing)));
    }

    @ParameterizedTest
    @CsvSource({"AD_PERSONALIZATION", "SALE_OF_DATA"})
    void aRefusalOfPersonalisationOrSaleIsSaid(Purpose purpose) {
        assertEquals(
                Map.of("adUserData", "CONSENT_GRANTED", "adPersonalization", "CONSENT_DENIED"),
                consent(with(GivenEvents.grantedBut(ConsentState.DENIED, purpose))));
    }

    @Test
    void limitedUseMeansNoPersonalisedAds() {
        assertEquals(
                "CONSENT_DENIED",
                consent(PURCHASE.toBuilder().limitedUse(true).build()).get("adPersonalization"));
    }

    @Test
    void analyticsDoesNotMatter() {
        assertEquals(
                consent(PURCHASE),
                consent(with(GivenEvents.grantedBut(ConsentState.DENIED, Purpose.ANALYTICS))));
    }

    @Test
    void whatTheRefundRefusesHoldsForTheOrder() {
        Event refund =
                Given.refund("ref_1", "1.00", 5).toBuilder()
                        .consent(
                                GivenEvents.grantedBut(
                                        ConsentState.DENIED, Purpose.AD_PERSONALIZATION))
                        .build();
        assertEquals(
                Map.of("adUserData", "CONSENT_GRANTED", "adPersonalization", "CONSENT_DENIED"),
                GOOGLE_ADS.record(refund, Given.after(PURCHASE)).body().get("consent"));
    }

    @ParameterizedTest
    @CsvSource({
        "US, '', , true",
        "DE, '', , false",
        "GB, '', , false",
        "CH, '', , false",
        "NO, '', , false",
        ", '', , false",
        ", US-CA, , true",
        ", FR, , false",
        "US, DE, , false",
        "US, EU, , false",
        "US, '', true, false"
    })
    void anAddressLeavesOnlyWhereTheBuyerIsKnownToBeElsewhere(
            String country, String region, Boolean gdpr, boolean sent) {
        Consent granted = GivenEvents.consent(ConsentState.GRANTED);
        Event.Builder event =
                PURCHASE.without(java.util.Set.of(EventField.COUNTRY)).toBuilder()
                        .consent(
                                new Consent(granted.states(), "api", Map.of(), region, gdpr, null));
        if (country != null) {
            event.set(EventField.COUNTRY, country);
        }
        assertEquals(
                sent, GOOGLE_ADS.block("eventDeviceInfo", event.build()).containsKey("ipAddress"));
    }

    @Test
    void aPrivateAddressIsNoBuyers() {
        Event event =
                PURCHASE.toBuilder()
                        .set(EventField.COUNTRY, "US")
                        .set(EventField.CLIENT_IP, "10.0.0.7")
                        .build();
        assertFalse(GOOGLE_ADS.block("eventDeviceInfo", event).containsKey("ipAddress"));
    }

    @Test
    void aCouponThatIsAnAddressStaysHere() {
        Event event = PURCHASE.toBuilder().set(EventField.COUPON, "jane@example.com").build();
        assertFalse(GOOGLE_ADS.block("cartData", event).containsKey("couponCodes"));
    }

    @Test
    void whatGoogleEchoesIsShownWithoutPersonalData() {
        String hash = "e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f";
        assertEquals(
                "bad (hash) of (e-mail) at (address), (number), order 548291",
                GoogleAdsText.shown(
                        "bad "
                                + hash
                                + " of jane@example.com at 203.0.113.7, +49 151 23456789, order"
                                + " 548291"));
    }

    private static Map<String, Object> consent(Event event) {
        return GOOGLE_ADS.block("consent", event);
    }

    private static Event with(Consent consent) {
        return PURCHASE.toBuilder().consent(consent).build();
    }
}
