// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import static io.tracklayer.destination.criteo.Given.CRITEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CriteoPrivacyTest {

    @Test
    void onlyMarketingMustNotBeDenied() {
        assertEquals(Set.of(Purpose.MARKETING), CRITEO.destination().purposes(CRITEO.settings()));
    }

    @Test
    void withoutUserDataNeitherMailNorVisitorIdIsSent() {
        PlatformRecord record = CRITEO.record(known(denied(Purpose.AD_USER_DATA)));

        assertEquals(
                Map.of("mapping_key", "678", "mapped_user_id", "gum-1"), record.body().get("id"));
        assertFalse(record.body().containsKey("retailer_visitor_id"));
        assertTrue(record.body().containsKey("ip"));
        assertEquals(
                List.of(
                        "user.email was left out: ad_user_data is not granted",
                        "user.anonymous_id was left out: ad_user_data is not granted"),
                record.warnings());
    }

    @Test
    void withoutUserDataAndCookieNothingIsSent() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        assertEquals(
                "no_identifier",
                CRITEO.skip(event.toBuilder().consent(denied(Purpose.AD_USER_DATA)).build())
                        .code());
    }

    @Test
    void anOpenQuestionAboutUserDataIsAYesOnlyWhereNothingWasAnswered() {
        assertTrue(id(known(Consent.notGiven())).containsKey("email"));
        Consent open = GivenEvents.grantedBut(ConsentState.UNKNOWN, Purpose.AD_USER_DATA);
        assertFalse(id(known(open)).containsKey("email"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"SALE_OF_DATA", "AD_PERSONALIZATION"})
    void whoOptedOutIsNotReportedUnlessTheOperatorSaysSo(Purpose purpose) {
        Event event = known(denied(purpose));
        assertEquals("limited_use", CRITEO.skip(event).code());
        assertEquals("trackTransaction", CRITEO.record(event, "limited-use", "send").name());
        assertEquals(
                "trackTransaction",
                CRITEO.record(known(GivenEvents.grantedBut(ConsentState.UNKNOWN, purpose))).name());
    }

    @Test
    void aRulesLimitedUseCannotBeToldToCriteo() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().limitedUse(true).build();
        assertEquals("limited_use", CRITEO.skip(event).code());
        assertEquals("trackTransaction", CRITEO.record(event, "limited-use", "send").name());
    }

    @Test
    void whoOptedOutAtCriteoIsNotReportedWhateverTheSettings() {
        for (Object yes : List.of(true, "true", "TRUE")) {
            assertEquals("vendor_optout", CRITEO.skip(optOut(yes), "limited-use", "send").code());
        }
        assertEquals("trackTransaction", CRITEO.record(optOut("false")).name());
    }

    @Test
    void addressesOfPagesLoseMailAndForeignClickIds() {
        Event event =
                GivenEvents.rich(EventName.PAGE_VIEWED).toBuilder()
                        .set(
                                EventField.PAGE_URL,
                                "https://shop.example/a?e=jane%40example.com&gclid=x&utm_source=y")
                        .set(EventField.PAGE_REFERRER, "https://shop.example/?fbclid=z")
                        .build();
        Map<String, Object> body = CRITEO.record(event).body();
        assertEquals("https://shop.example/a?e=&gclid=&utm_source=y", body.get("full_url"));
        assertEquals("https://shop.example/?fbclid=", body.get("previous_url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"page_view_id", "query"})
    void anAddressTypedIntoASearchIsNotSent(String where) {
        Event event =
                GivenEvents.rich(EventName.SEARCH_SUBMITTED).toBuilder()
                        .set(EventField.SEARCH_QUERY, "jane@example.com")
                        .set(EventField.PROPERTIES, Map.of(where, "jane@example.com"))
                        .build();
        assertFalse(Requests.json(CRITEO.record(event).body()).contains("@"));
    }

    private static Event optOut(Object value) {
        return GivenEvents.rich(
                EventName.PURCHASE_PLACED,
                EventField.PROPERTIES,
                Map.of("crto_is_user_optout", value));
    }

    private static Consent denied(Purpose purpose) {
        return GivenEvents.grantedBut(ConsentState.DENIED, purpose);
    }

    private static Event known(Consent consent) {
        return GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                .set(EventField.CRITEO_GUM, GivenEvents.click("gum-1", null))
                .set(EventField.ANONYMOUS_ID, "tl_1")
                .consent(consent)
                .build();
    }

    private static Map<String, Object> id(Event event) {
        return Given.id(event);
    }
}
