// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import static io.tracklayer.destination.tiktok.Given.TIKTOK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TikTokPrivacyTest {
    private static final String FLAG = "limited_data_use";
    private static final String[] STORE = {"offline-set", "7300000000000000001"};

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"MARKETING", "AD_USER_DATA"})
    void withoutTheNeededPurposesNothingIsSent(Purpose purpose) {
        var skip = TIKTOK.skip(with(purpose, ConsentState.DENIED));
        assertEquals("insufficient_identifiers", skip.code());
        assertTrue(skip.sentence().contains("denied"), skip.sentence());
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"AD_PERSONALIZATION", "SALE_OF_DATA"})
    void anOptOutLimitsTheUse(Purpose purpose) {
        assertEquals(true, TIKTOK.record(with(purpose, ConsentState.DENIED)).body().get(FLAG));
    }

    @Test
    void aRuleThatLimitsUseLimitsItWhateverConsentSays() {
        Event event = purchase().toBuilder().limitedUse(true).build();
        assertEquals(true, TIKTOK.record(event).body().get(FLAG));
        assertEquals(List.of(), TIKTOK.record(event).warnings());
    }

    @ParameterizedTest
    @EnumSource(
            value = ConsentState.class,
            names = {"GRANTED", "UNKNOWN"})
    void otherwiseNothingIsSaid(ConsentState state) {
        Event event = with(Purpose.AD_PERSONALIZATION, state);
        assertFalse(TIKTOK.record(event).body().containsKey(FLAG));
        Event silent = purchase().toBuilder().consent(Consent.notGiven()).build();
        assertFalse(TIKTOK.record(silent).body().containsKey(FLAG));
    }

    @Test
    void anOptOutOfAStoreEventIsKeptByNotSendingIt() {
        Event event = inStore(with(Purpose.SALE_OF_DATA, ConsentState.DENIED));
        assertEquals("limited_use_not_possible", TIKTOK.skip(event, STORE).code());
    }

    @Test
    void aRuleThatLimitsAStoreEventCannotBeFollowedAndIsWarnedAbout() {
        Event event = inStore(purchase().toBuilder().limitedUse(true).build());
        var record = TIKTOK.record(event, STORE);
        assertFalse(record.body().containsKey(FLAG));
        assertEquals(
                List.of("a rule limits its use, which TikTok offers for web events only"),
                record.warnings());
    }

    private static Event purchase() {
        return GivenEvents.rich(EventName.PURCHASE_PLACED);
    }

    private static Event inStore(Event event) {
        return event.toBuilder().actionSource(ActionSource.PHYSICAL_STORE).build();
    }

    private static Event with(Purpose purpose, ConsentState state) {
        Event event = purchase();
        return event.toBuilder().consent(event.consent().with(purpose, state)).build();
    }
}
