// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import static io.tracklayer.destination.linkedin.Given.LINKEDIN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LinkedInPrivacyTest {
    private static final String CLICK = "3f0c9a6e-8f5b-4c8e-9a51-7b6f2d0c4411";
    private static final Map<String, Object> CLICK_ID_ONLY =
            Map.of(
                    "userIds",
                    List.of(
                            Map.of(
                                    "idType",
                                    "LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID",
                                    "idValue",
                                    CLICK)));

    @Test
    void marketingAndUserDataMustNotBeDenied() {
        assertEquals(
                Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                new LinkedInDestination().purposes(LINKEDIN.settings()));
        assertEquals(
                Set.of(Purpose.MARKETING),
                new LinkedInDestination()
                        .purposes(LINKEDIN.settings("click-id-only", "ad_user_data_denied")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"ANALYTICS", "AD_PERSONALIZATION"})
    void otherPurposesChangeNothing(Purpose denied) {
        Event event = clicked(GivenEvents.grantedBut(ConsentState.DENIED, denied));
        Event granted = clicked(GivenEvents.consent(ConsentState.GRANTED));
        assertEquals(LINKEDIN.record(granted).body(), LINKEDIN.record(event).body());
    }

    @Test
    void whoOptedOutOfSaleIsKnownByTheClickIdOnly() {
        PlatformRecord record =
                LINKEDIN.record(
                        clicked(GivenEvents.grantedBut(ConsentState.DENIED, Purpose.SALE_OF_DATA)));
        assertEquals(CLICK_ID_ONLY, record.body().get("user"));
        assertEquals(
                List.of(
                        "only the click id was sent, because of click-id-only:"
                                + " sale_of_data_denied"),
                record.warnings());
    }

    @Test
    void limitedUseByARuleMeansTheClickIdOnly() {
        Event event = clicked(GivenEvents.consent(ConsentState.GRANTED));
        Event limited = event.toBuilder().limitedUse(true).build();
        assertEquals(CLICK_ID_ONLY, LINKEDIN.record(limited).body().get("user"));
        assertEquals(
                LINKEDIN.record(event).body(),
                LINKEDIN.record(limited, "click-id-only", "never").body());
    }

    @ParameterizedTest
    @CsvSource({
        "always, ANALYTICS, GRANTED, true",
        "ad_personalization_denied, AD_PERSONALIZATION, DENIED, true",
        "ad_personalization_denied, AD_PERSONALIZATION, UNKNOWN, false",
        "ad_user_data_denied, AD_USER_DATA, DENIED, true",
        "ad_user_data_denied, AD_USER_DATA, UNKNOWN, true",
        "ad_user_data_denied, AD_USER_DATA, GRANTED, false",
        "never, SALE_OF_DATA, DENIED, false"
    })
    void theOperatorSaysWhenTheClickIdIsAll(
            String reason, Purpose purpose, ConsentState state, boolean reduced) {
        Event event = clicked(GivenEvents.grantedBut(state, purpose));
        PlatformRecord record = LINKEDIN.record(event, "click-id-only", reason);
        assertEquals(reduced, CLICK_ID_ONLY.equals(record.body().get("user")));
    }

    @Test
    void withoutAClickIdNothingIsSentThen() {
        Event event = Given.purchase();
        assertEquals(
                "insufficient_identifiers", LINKEDIN.skip(event, "click-id-only", "always").code());
    }

    @Test
    void noConsentAtAllIsLeftToTheHost() {
        Event event = clicked(Consent.notGiven());
        assertEquals(
                LINKEDIN.record(clicked(GivenEvents.consent(ConsentState.GRANTED))).body(),
                LINKEDIN.record(event).body());
    }

    private static Event clicked(Consent consent) {
        return Given.purchase().toBuilder()
                .set(EventField.LI_FAT_ID, GivenEvents.click(CLICK, null))
                .consent(consent)
                .build();
    }
}
