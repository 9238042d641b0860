// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import static io.tracklayer.destination.snapchat.Given.SNAPCHAT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapchatPrivacyTest {
    private static final Set<String> FLAGS =
            Set.of(
                    "opt_out",
                    "data_processing_options",
                    "data_processing_options_country",
                    "data_processing_options_state");

    @ParameterizedTest
    @EnumSource(
            value = ConsentState.class,
            names = {"GRANTED", "UNKNOWN"})
    void whatIsNotDeniedSaysNothing(ConsentState state) {
        assertEquals(Map.of(), flags(californian(GivenEvents.consent(state))));
    }

    @Test
    void noConsentAtAllSaysNothing() {
        assertEquals(Map.of(), flags(californian(Consent.notGiven())));
    }

    @Test
    void personalisationDeniedOptsOutAndLimitsTheUse() {
        Event event = denied(Purpose.AD_PERSONALIZATION);
        assertEquals(
                Map.of("opt_out", true, "data_processing_options", List.of("LDU")), flags(event));
        assertEquals(
                Map.of("data_processing_options", List.of("LDU")),
                flags(event, "opt-out", "false"));
    }

    @Test
    void saleOfDataDeniedLimitsTheUseWithoutPlace() {
        assertEquals(
                Map.of("data_processing_options", List.of("LDU")),
                flags(denied(Purpose.SALE_OF_DATA)));
    }

    @Test
    void aRulesLimitedUseIsLimitedDataUse() {
        Event event = californian(GivenEvents.consent(ConsentState.GRANTED));
        assertEquals(
                Map.of("data_processing_options", List.of("LDU")),
                flags(event.toBuilder().limitedUse(true).build()));
    }

    @Test
    void californiaCanBeNamed() {
        Event event = denied(Purpose.SALE_OF_DATA);
        Map<String, Object> named =
                Map.of(
                        "data_processing_options",
                        List.of("LDU"),
                        "data_processing_options_country",
                        1L,
                        "data_processing_options_state",
                        1000L);
        String[] setting = {"data-processing-location", "california"};
        assertEquals(named, flags(event, setting));
        Event texan = event.toBuilder().set(EventField.STATE, "TX").build();
        assertEquals(Map.of("data_processing_options", List.of("LDU")), flags(texan, setting));
        Event elsewhere = event.toBuilder().set(EventField.COUNTRY, "DE").build();
        assertEquals(Map.of("data_processing_options", List.of("LDU")), flags(elsewhere, setting));
    }

    private static Event denied(Purpose purpose) {
        return californian(
                GivenEvents.consent(ConsentState.GRANTED).with(purpose, ConsentState.DENIED));
    }

    private static Event californian(Consent consent) {
        return GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                .set(EventField.COUNTRY, "US")
                .set(EventField.STATE, "California")
                .set(EventField.POSTAL_CODE, "94107")
                .consent(consent)
                .build();
    }

    private static Map<String, Object> flags(Event event, String... settings) {
        Map<String, Object> flags = new TreeMap<>(SNAPCHAT.record(event, settings).body());
        flags.keySet().retainAll(FLAGS);
        return flags;
    }
}
