// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.document.DeniedPurposes;
import io.tracklayer.spi.document.PersonDetail;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WebhookConsentTest {
    private static final Set<EventField> PERSON =
            EnumSet.of(
                    EventField.EMAIL,
                    EventField.PHONE,
                    EventField.FIRST_NAME,
                    EventField.LAST_NAME,
                    EventField.STREET,
                    EventField.CITY,
                    EventField.STATE,
                    EventField.POSTAL_CODE,
                    EventField.COUNTRY,
                    EventField.BIRTH_DATE,
                    EventField.GENDER,
                    EventField.ANONYMOUS_ID,
                    EventField.CLIENT_IP,
                    EventField.USER_AGENT,
                    EventField.LOCALE);

    private static final Set<EventField> MARKETING =
            EnumSet.of(
                    EventField.CLIENT_IP,
                    EventField.USER_AGENT,
                    EventField.FBP,
                    EventField.FBC,
                    EventField.GA_CLIENT_ID,
                    EventField.GA_SESSION_ID,
                    EventField.GA_SESSION_NUMBER,
                    EventField.FBCLID,
                    EventField.GCLID);

    @Test
    void deniedMarketingTakesOutClickIdsCookiesAddressAndBrowser() {
        Event denied = Given.purchase(Purpose.MARKETING, ConsentState.DENIED);
        assertEquals(MARKETING, missing(denied, filtered(denied).event()));
    }

    @Test
    void deniedMarketingCutsTheQueryThatRepeatsTheClickId() {
        Event left = filtered(Given.purchase(Purpose.MARKETING, ConsentState.DENIED)).event();
        assertEquals("https://shop.example/thanks", left.text(EventField.PAGE_URL).orElseThrow());
        assertEquals("https://shop.example/", left.text(EventField.LANDING_URL).orElseThrow());
    }

    @Test
    void anAddressThatIsAllQueryGoesToo() {
        Event event =
                Given.purchase(Purpose.MARKETING, ConsentState.DENIED).toBuilder()
                        .set(EventField.PAGE_REFERRER, "?gclid=Cj")
                        .build();
        assertFalse(filtered(event).event().has(EventField.PAGE_REFERRER));
    }

    @Test
    void deniedAdUserDataLeavesOnlyTheCustomerKeyWhenAnalyticsIsGranted() {
        Event denied = Given.purchase(Purpose.AD_USER_DATA, ConsentState.DENIED);
        assertEquals(PERSON, missing(denied, filtered(denied).event()));
    }

    @ParameterizedTest
    @EnumSource(
            value = ConsentState.class,
            names = {"DENIED", "UNKNOWN"})
    void deniedAdUserDataTakesOutTheCustomerKeyTooWithoutAnalytics(ConsentState analytics) {
        Event denied = Given.purchase(Purpose.AD_USER_DATA, ConsentState.DENIED);
        Event event =
                denied.toBuilder()
                        .consent(denied.consent().with(Purpose.ANALYTICS, analytics))
                        .build();
        Set<EventField> expected = EnumSet.copyOf(PERSON);
        expected.add(EventField.EXTERNAL_ID);
        assertEquals(expected, missing(event, filtered(event).event()));
    }

    @ParameterizedTest
    @CsvSource({
        "MARKETING, GRANTED",
        "MARKETING, UNKNOWN",
        "AD_USER_DATA, GRANTED",
        "AD_USER_DATA, UNKNOWN",
        "ANALYTICS, DENIED",
        "AD_PERSONALIZATION, DENIED",
        "SALE_OF_DATA, DENIED"
    })
    void everythingElseTakesOutNothing(Purpose purpose, ConsentState state) {
        Event event = Given.purchase(purpose, state);
        assertSame(event, filtered(event).event());
        assertEquals(List.of(), filtered(event).warnings());
    }

    @Test
    void whatIsNotInTheSettingTakesOutNothing() {
        Event event = Given.purchase(Purpose.MARKETING, ConsentState.DENIED);
        assertSame(
                event,
                WebhookDestination.consented(
                                event, Given.settings("strip-when-denied", "ad_user_data"))
                        .event());
        assertSame(
                event,
                WebhookDestination.consented(event, Given.settings("strip-when-denied", "none"))
                        .event());
    }

    @Test
    void whatWasTakenOutIsSaid() {
        Event denied =
                Given.purchase(Purpose.MARKETING, ConsentState.DENIED)
                        .without(MARKETING)
                        .toBuilder()
                        .set(EventField.CLIENT_IP, "203.0.113.7")
                        .build();
        assertEquals(
                List.of(
                        "stripped:page.url,page.landing_url,user.client_ip because marketing is"
                                + " denied"),
                filtered(denied).warnings());
    }

    @Test
    void theMessageAlwaysSaysWhatWasDecided() {
        Event event = Given.purchase(Purpose.MARKETING, ConsentState.DENIED);
        Tree message = Tree.root(WebhookPayload.of(event, PersonDetail.HASHED));
        assertEquals(
                Map.of(
                        "analytics", "granted",
                        "marketing", "denied",
                        "ad_user_data", "granted",
                        "ad_personalization", "granted",
                        "sale_of_data", "granted",
                        "source", "tcf",
                        "raw", Map.of("tcf", "CQgYw8A"),
                        "collected_at", "2026-01-15T10:10:30.000Z"),
                message.at("/data/consent").members());
    }

    @Test
    void purposesComeFromTheSetting() {
        WebhookDestination webhook = new WebhookDestination();
        assertTrue(webhook.purposes(Given.settings()).isEmpty());
        assertEquals(
                Set.of(Purpose.ANALYTICS, Purpose.SALE_OF_DATA),
                webhook.purposes(Given.settings("required-purposes", "analytics", "sale_of_data")));
    }

    private static DeniedPurposes filtered(Event event) {
        return WebhookDestination.consented(event, Given.settings());
    }

    private static Set<EventField> missing(Event before, Event after) {
        Set<EventField> missing = EnumSet.copyOf(before.fields().keySet());
        missing.removeAll(after.fields().keySet());
        return missing;
    }
}
