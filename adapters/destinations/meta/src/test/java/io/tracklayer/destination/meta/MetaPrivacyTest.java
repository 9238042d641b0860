// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import static io.tracklayer.destination.meta.Given.META;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaPrivacyTest {
    private static final List<String> OPTIONS =
            List.of(
                    "data_processing_options",
                    "data_processing_options_country",
                    "data_processing_options_state");

    @Test
    void deniedPersonalisationOptsOut() {
        Event event = with(Purpose.AD_PERSONALIZATION, ConsentState.DENIED);
        assertEquals(true, META.record(event).body().get("opt_out"));
    }

    @Test
    void aRuleThatLimitsUseMeansLimitedDataUseWhateverConsentSays() {
        Event event =
                with(Purpose.SALE_OF_DATA, ConsentState.GRANTED).toBuilder()
                        .limitedUse(true)
                        .build();
        assertEquals(List.of("LDU"), META.record(event).body().get("data_processing_options"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GRANTED", "UNKNOWN"})
    void otherwiseNothingIsSaidAboutOptingOut(ConsentState state) {
        Event event = with(Purpose.AD_PERSONALIZATION, state);
        assertFalse(META.record(event).body().containsKey("opt_out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "strip"})
    void withoutIdentifiersNothingIsLeftToSend(String setting) {
        Event event = with(Purpose.AD_USER_DATA, ConsentState.DENIED);
        var skip = META.skip(event, "ad-user-data-denied", setting);
        assertEquals("insufficient_identifiers", skip.code());
        assertTrue(skip.sentence().startsWith("ad_user_data is denied"), skip.sentence());
    }

    @ParameterizedTest
    @CsvSource({
        "CA, 1000",
        "CO, 1001",
        "CT, 1002",
        "FL, 1003",
        "OR, 1004",
        "TX, 1005",
        "MT, 1006",
        "DE, 1007",
        "NE, 1008",
        "NH, 1009",
        "NJ, 1010",
        "MN, 1011",
        "MD, 1012",
        "RI, 1013",
        "California, 1000",
        "Rhode Island, 1013"
    })
    void aDeniedSaleInAListedStateLimitsUseThere(String state, long number) {
        assertLimited(1, number, in("US", state));
        assertLimited(1, number, in("US", state).without(Set.of(EventField.CLIENT_IP)));
    }

    @ParameterizedTest
    @CsvSource({"US, NY", "US, ", "DE, ", "CA, ON", "AU, TX", ", CA"})
    void elsewhereMetaLocatesTheBuyerByAddress(String country, String state) {
        assertLimited(0, 0, in(country, state));
    }

    @Test
    void withoutStateAndAddressTheEventIsNotSent() {
        Event event = in("US", "NY").without(Set.of(EventField.CLIENT_IP));
        assertEquals("sale_of_data_unlocatable", META.skip(event).code());
        Event renewal =
                in("US", null).toBuilder().actionSource(ActionSource.SYSTEM_GENERATED).build();
        assertEquals("sale_of_data_unlocatable", META.skip(renewal).code());
    }

    @Test
    void aStateThatArrivedHashedCannotBeRead() {
        assertLimited(0, 0, in("US", "a".repeat(64)));
    }

    @Test
    void agreedOrUnknownSaleIsNotMentioned() {
        for (ConsentState state : List.of(ConsentState.GRANTED, ConsentState.UNKNOWN)) {
            var body = META.record(with(Purpose.SALE_OF_DATA, state)).body();
            OPTIONS.forEach(option -> assertFalse(body.containsKey(option), option));
        }
    }

    @Test
    void anAgreedSaleInTheUnitedStatesIsSaidOnRequest() {
        Event american =
                with(Purpose.SALE_OF_DATA, ConsentState.GRANTED).toBuilder()
                        .set(EventField.COUNTRY, "US")
                        .build();
        Event german = with(Purpose.SALE_OF_DATA, ConsentState.GRANTED);
        String[] explicit = {"sale-of-data-granted", "explicit"};

        assertEquals(
                List.of(), META.record(american, explicit).body().get("data_processing_options"));
        assertFalse(META.record(german, explicit).body().containsKey("data_processing_options"));
        assertFalse(META.record(american).body().containsKey("data_processing_options"));
    }

    private static void assertLimited(long country, long state, Event event) {
        Map<String, Object> body = META.record(event).body();
        assertEquals(List.of("LDU"), body.get(OPTIONS.get(0)));
        assertEquals(country, body.get(OPTIONS.get(1)));
        assertEquals(state, body.get(OPTIONS.get(2)));
    }

    private static Event with(Purpose purpose, ConsentState state) {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        return event.toBuilder().consent(event.consent().with(purpose, state)).build();
    }

    private static Event in(String country, String state) {
        Event denied =
                with(Purpose.SALE_OF_DATA, ConsentState.DENIED)
                        .without(Set.of(EventField.COUNTRY, EventField.STATE));
        Event.Builder event = denied.toBuilder();
        if (country != null) {
            event.set(EventField.COUNTRY, country);
        }
        if (state != null) {
            event.set(EventField.STATE, state);
        }
        return event.build();
    }
}
