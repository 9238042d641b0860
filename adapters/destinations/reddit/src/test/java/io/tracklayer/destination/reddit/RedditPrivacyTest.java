// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import static io.tracklayer.destination.reddit.Given.REDDIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Requests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RedditPrivacyTest {
    private static final String OPTIONS = "data_processing_options";
    private static final String[] LDU = {"marketing-denied", "ldu"};

    @ParameterizedTest
    @EnumSource(
            value = ConsentState.class,
            names = {"GRANTED", "UNKNOWN"})
    void whatIsNotDeniedSaysNothing(ConsentState state) {
        assertNull(options(californian(GivenEvents.consent(state))));
    }

    @Test
    void noConsentAtAllSaysNothing() {
        assertNull(options(californian(Consent.notGiven())));
    }

    @ParameterizedTest
    @EnumSource(names = {"SALE_OF_DATA", "AD_PERSONALIZATION"})
    void anOptOutLimitsTheUseWithThePlace(Purpose purpose) {
        Event event = californian(GivenEvents.grantedBut(ConsentState.DENIED, purpose));
        assertEquals(
                Map.of("modes", List.of("LDU"), "country", "US", "region", "US-CA"),
                options(event));
        assertEquals(
                Set.of("email", "phone_number", "external_id", "ip_address", "user_agent", OPTIONS),
                Given.user(event).keySet());
    }

    @Test
    void limitedUseByARuleLimitsTheUse() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        assertEquals(
                Map.of("modes", List.of("LDU"), "country", "DE"),
                options(event.toBuilder().limitedUse(true).build()));
    }

    @ParameterizedTest
    @CsvSource({
        "US, California, '', '{modes=[LDU], country=US, region=US-CA}'",
        "US, us-tx, '', '{modes=[LDU], country=US, region=US-TX}'",
        "CA, Québec, '', '{modes=[LDU], country=CA, region=CA-QC}'",
        "US, Bavaria, US-CO, '{modes=[LDU], country=US, region=US-CO}'",
        "DE, Bayern, US-CA, '{modes=[LDU], country=DE}'",
        ", , US-CA, '{modes=[LDU], country=US, region=US-CA}'",
        ", , DE, '{modes=[LDU], country=DE}'",
        ", , ?, '{modes=[LDU]}'",
        ", California, '', '{modes=[LDU]}'"
    })
    void thePlaceIsNamedAsFarAsItIsKnown(
            String country, String state, String region, String expected) {
        Consent consent =
                new Consent(
                        Map.of(Purpose.SALE_OF_DATA, ConsentState.DENIED),
                        "gpp",
                        Map.of(),
                        region,
                        null,
                        null);
        Event.Builder event =
                GivenEvents.rich(EventName.PURCHASE_PLACED)
                        .without(Set.of(EventField.COUNTRY))
                        .toBuilder()
                        .consent(consent);
        if (country != null) {
            event.set(EventField.COUNTRY, country);
        }
        if (state != null) {
            event.set(EventField.STATE, state);
        }
        assertEquals(expected, options(event.build()).toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"MARKETING", "AD_USER_DATA"})
    void whoRefusedIsSentWithoutAnythingThatTellsWhoItWas(Purpose purpose) {
        PlatformRecord record =
                REDDIT.record(
                        recognisable(GivenEvents.grantedBut(ConsentState.DENIED, purpose)), LDU);
        assertEquals(REDDIT.expected("anonymous.json"), Requests.json(record.body()));
        assertEquals(
                List.of(
                        "sent without identifiers, click id and address: there is no consent to"
                                + " them"),
                record.warnings());
    }

    @Test
    void inThatModeNotKnowingCountsAsNo() {
        PlatformRecord record = REDDIT.record(recognisable(Consent.notGiven()), LDU);
        assertEquals(REDDIT.expected("anonymous.json"), Requests.json(record.body()));
    }

    @Test
    void inThatModeNothingIsTakenFromWhoAgreed() {
        Event event = recognisable(GivenEvents.consent(ConsentState.GRANTED));
        assertEquals(REDDIT.record(event).body(), REDDIT.record(event, LDU).body());
        assertFalse(Given.user(event, LDU).containsKey(OPTIONS));
    }

    @Test
    void analyticsHasNoPart() {
        Event event = californian(GivenEvents.grantedBut(ConsentState.DENIED, Purpose.ANALYTICS));
        assertNull(options(event));
    }

    private static Object options(Event event) {
        return Given.user(event).get(OPTIONS);
    }

    private static Event californian(Consent consent) {
        return GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                .set(EventField.COUNTRY, "US")
                .set(EventField.STATE, "California")
                .consent(consent)
                .build();
    }

    /** An order with everything by which Reddit recognises people. */
    private static Event recognisable(Consent consent) {
        return GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                .set(EventField.RDT_CID, GivenEvents.click("3184", null))
                .set(EventField.RDT_UUID, Given.COOKIE)
                .set(EventField.PAGE_URL, "https://shop.example/thanks?rdt_cid=3184&size=m")
                .consent(consent)
                .build();
    }
}
