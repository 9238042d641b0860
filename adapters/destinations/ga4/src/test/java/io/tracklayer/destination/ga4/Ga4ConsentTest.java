// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ga4ConsentTest extends Ga4Test {

    @ParameterizedTest(name = "marketing {0}, user data {1}, personalisation {2}, sale {3}")
    @CsvSource({
        "granted, granted, granted, granted, GRANTED, GRANTED, true",
        "granted, granted, denied,  granted, GRANTED, DENIED,  true",
        "granted, denied,  granted, granted, DENIED,  GRANTED, false",
        "granted, unknown, unknown, unknown, GRANTED, GRANTED, true",
        "granted, granted, granted, denied,  GRANTED, DENIED,  true",
        "denied,  granted, granted, granted, DENIED,  DENIED,  false",
        "denied,  unknown, unknown, unknown, DENIED,  DENIED,  false",
        "unknown, granted, denied,  unknown, GRANTED, DENIED,  true",
        "unknown, denied,  unknown, unknown, DENIED,  -,       false",
        "unknown, unknown, unknown, denied,  -,       DENIED,  false",
        "unknown, unknown, unknown, unknown, -,       -,       false",
    })
    void consentDecidesWhatGoogleIsToldAndWhetherUserDataIsSent(
            String marketing,
            String userData,
            String personalisation,
            String sale,
            String toldUserData,
            String toldPersonalisation,
            boolean userDataSent) {
        Consent consent =
                GivenEvents.consent(ConsentState.GRANTED)
                        .with(Purpose.MARKETING, state(marketing))
                        .with(Purpose.AD_USER_DATA, state(userData))
                        .with(Purpose.AD_PERSONALIZATION, state(personalisation))
                        .with(Purpose.SALE_OF_DATA, state(sale));
        Map<String, Object> body = sent(purchase(consent), "user-data", "true").body();
        Map<String, Object> told = tree(body.getOrDefault("consent", Map.<String, Object>of()));
        assertEquals(toldUserData, told.getOrDefault("ad_user_data", "-"));
        assertEquals(toldPersonalisation, told.getOrDefault("ad_personalization", "-"));
        assertEquals(userDataSent, body.containsKey("user_data"));
    }

    @Test
    void aRuleThatLimitsUseMeansNoPersonalisedAdsWhateverConsentSays() {
        Event event =
                purchase(GivenEvents.consent(ConsentState.GRANTED)).toBuilder()
                        .limitedUse(true)
                        .build();
        Map<String, Object> told = tree(sent(event).body().get("consent"));
        assertEquals("DENIED", told.get("ad_personalization"));
        assertEquals("GRANTED", told.get("ad_user_data"));
    }

    @Test
    void unknownConsentLeavesTheConsentObjectOut() {
        assertFalse(sent(purchase(Consent.notGiven())).body().containsKey("consent"));
    }

    @Test
    void theOperatorMaySendUserDataOnUnknownConsentButNeverOnDenied() {
        String[] on = {"user-data", "true", "user-data-on-unknown-consent", "true"};
        assertTrue(sent(purchase(Consent.notGiven()), on).body().containsKey("user_data"));
        Consent denied = Consent.notGiven().with(Purpose.AD_USER_DATA, ConsentState.DENIED);
        assertFalse(sent(purchase(denied), on).body().containsKey("user_data"));
    }

    @Test
    void deniedMarketingTakesEveryClickIdOutOfThePageAddress() {
        Consent denied = GivenEvents.grantedBut(ConsentState.DENIED, Purpose.MARKETING);
        assertEquals(
                "https://shop.example/l?utm_source=g",
                params(purchase(denied)).get("page_location"));
        assertEquals(
                "https://shop.example/l?utm_source=g&gclid=Cj0K",
                params(purchase(GivenEvents.consent(ConsentState.GRANTED))).get("page_location"));
    }

    @ParameterizedTest
    @CsvSource({"granted, 203.0.113.7", "unknown, -", "denied, -"})
    void theBuyersAddressNeedsGrantedAnalytics(String analytics, String address) {
        Consent consent =
                GivenEvents.consent(ConsentState.GRANTED).with(Purpose.ANALYTICS, state(analytics));
        Map<String, Object> body = sent(purchase(consent)).body();
        assertEquals(address, body.getOrDefault("ip_override", "-"));
        assertFalse(body.containsKey("user_location"));
    }

    @Test
    void withoutAnAddressCountryAndRegionOfTheOrderStandIn() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .set(EventField.STATE, "BY")
                        .build();
        Map<String, String> bavaria = Map.of("country_id", "DE", "region_id", "DE-BY");
        assertEquals(
                bavaria,
                sent(event.without(Set.of(EventField.CLIENT_IP))).body().get("user_location"));
        Map<String, Object> switchedOff = sent(event, "ip-override", "false").body();
        assertEquals(bavaria, switchedOff.get("user_location"));
        assertFalse(switchedOff.containsKey("ip_override"));
    }

    @Test
    void aRegionThatIsNoCodeIsLeftOut() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .set(EventField.STATE, "Bavaria")
                        .build();
        assertEquals(
                Map.of("country_id", "DE"),
                sent(event, "ip-override", "false").body().get("user_location"));
    }

    private static Event purchase(Consent consent) {
        return GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                .set(
                        EventField.PAGE_URL,
                        "https://shop.example/l?utm_source=g&gclid=Cj0K&fbclid=IwAR0")
                .consent(consent)
                .build();
    }

    private static ConsentState state(String wire) {
        return ConsentState.valueOf(wire.toUpperCase(java.util.Locale.ROOT));
    }
}
