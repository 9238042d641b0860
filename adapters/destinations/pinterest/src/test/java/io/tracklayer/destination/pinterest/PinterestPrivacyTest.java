// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import static io.tracklayer.destination.pinterest.Given.PINTEREST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Requests;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinterestPrivacyTest {

    @ParameterizedTest
    @CsvSource({"GRANTED, false", "DENIED, true", "UNKNOWN, "})
    void optOutIsWhatTheVisitorSaidAboutPersonalisation(ConsentState state, Boolean optOut) {
        Event event = with(Purpose.AD_PERSONALIZATION, state);
        assertEquals(optOut, PINTEREST.record(event).body().get("opt_out"));
        assertFalse(Given.customData(event).containsKey("opt_out_type"));
    }

    @Test
    void aDeniedSaleOptsOutAndLimitsTheProcessing() {
        var record = PINTEREST.record(with(Purpose.SALE_OF_DATA, ConsentState.DENIED));
        assertEquals(true, record.body().get("opt_out"));
        assertEquals("LDP", GivenDestination.block(record, "custom_data").get("opt_out_type"));
    }

    @Test
    void aDeniedSaleIsSaidEvenWhenNothingElseIsKnown() {
        Event event =
                GivenEvents.visitor()
                        .consent(
                                GivenEvents.consent(ConsentState.GRANTED)
                                        .with(Purpose.SALE_OF_DATA, ConsentState.DENIED))
                        .build();
        assertEquals("{opt_out_type=LDP}", Given.customData(event).toString());
    }

    @Test
    void aRuleThatLimitsUseCountsLikeADeniedSale() {
        Event event =
                GivenEvents.rich(EventName.LEAD_SUBMITTED).toBuilder().limitedUse(true).build();
        assertEquals(true, PINTEREST.record(event).body().get("opt_out"));
        assertEquals("LDP", Given.customData(event).get("opt_out_type"));
        assertEquals(
                "limited_use_not_sent",
                PINTEREST.skip(event, "sale-of-data-denied", "skip").code());
    }

    @Test
    void aGrantedOrUnknownSaleIsNotMentioned() {
        for (ConsentState state : List.of(ConsentState.GRANTED, ConsentState.UNKNOWN)) {
            Event event = with(Purpose.SALE_OF_DATA, state);
            assertFalse(Given.customData(event).containsKey("opt_out_type"));
            PINTEREST.record(event, "sale-of-data-denied", "skip");
        }
    }

    @Test
    void withoutAdUserDataNothingIsLeftToSend() {
        var skip = PINTEREST.skip(with(Purpose.AD_USER_DATA, ConsentState.DENIED));
        assertEquals("insufficient_identifiers", skip.code());
        assertTrue(skip.sentence().startsWith("ad_user_data is denied"), skip.sentence());
    }

    @Test
    void anEventStrippedOfItsIdentifiersIsNotSent() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED)
                        .without(Set.of(EventField.EMAIL, EventField.CLIENT_IP));
        assertEquals("insufficient_identifiers", PINTEREST.skip(event).code());
    }

    @Test
    void noPlainIdentifierLeavesTheNode() {
        String body =
                Requests.json(PINTEREST.record(GivenEvents.rich(EventName.PURCHASE_PLACED)).body());
        for (String plain :
                List.of("Jane", "jane", "Müller", "4915123456789", "Tölz", "83646", "cust_77")) {
            assertFalse(body.contains(plain), plain + " in " + body);
        }
    }

    @Test
    void whatPinterestQuotesOfAPersonIsNotKept() {
        String said =
                "data[0].user_data {'em': 'Jane@Example.com', 'ph': '"
                        + "a".repeat(64)
                        + "', 'client_ip_address': '203.0.113.7', or '2001:db8:85a3::8a2e:370:7334'}"
                        + " is not valid";
        Outcome outcome =
                new PinterestDestination()
                        .interpret(
                                Answers.of(400, "{\"code\":4196,\"message\":\"" + said + "\"}"),
                                List.of(
                                        PINTEREST.record(
                                                GivenEvents.rich(EventName.PURCHASE_PLACED))),
                                PINTEREST.settings())
                        .get(0);
        assertEquals(
                new Outcome.Permanent(
                        "4196",
                        "data[0].user_data {'em': '•••', 'ph': '•••', 'client_ip_address':"
                                + " '•••', or '•••'} is not valid"),
                outcome);
    }

    private static Event with(Purpose purpose, ConsentState state) {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        return event.toBuilder().consent(event.consent().with(purpose, state)).build();
    }
}
