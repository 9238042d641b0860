// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import static io.tracklayer.destination.klaviyo.Given.KLAVIYO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Requests;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Newsletter sign-ups and updates of the profile alone. */
class KlaviyoSubscriptionTest {

    static Event signUp() {
        return GivenEvents.rich(EventName.NEWSLETTER_SUBSCRIBED, EventField.EMAIL_MARKETING, true);
    }

    @Test
    void anExplicitOptInSubscribesTheAddressToTheList() {
        String[] list = {"list-id", "Y6nRLr"};
        PlatformRequest request =
                KLAVIYO.packed(KLAVIYO.settings(list), KLAVIYO.record(signUp(), list));

        assertEquals(
                "https://a.klaviyo.com/api/profile-subscription-bulk-create-jobs", request.url());
        assertEquals(KLAVIYO.expected("subscribe.json"), Requests.body(request));
    }

    @Test
    void withoutAListTheAccountsProcessApplies() {
        String body = Requests.body(KLAVIYO.packed(KLAVIYO.record(signUp())));
        assertTrue(body.endsWith("\"historical_import\":false}}}"), body);
    }

    @Test
    void aTestSignUpJoinsNoListForTheListIsTheLiveAccounts() {
        String[] account = {"list-id", "Y6nRLr", "test-api-key", "pk_other"};
        Event test = signUp().toBuilder().test(true).build();
        String body =
                Requests.body(
                        KLAVIYO.packed(KLAVIYO.settings(account), KLAVIYO.record(test, account)));
        assertTrue(body.endsWith("\"historical_import\":false}}}"), body);
    }

    @Test
    void nobodyIsSubscribedWithoutHavingSaidSo() {
        Event silent = GivenEvents.rich(EventName.NEWSLETTER_SUBSCRIBED);
        assertEquals("no_email_opt_in", KLAVIYO.skip(silent).code());
        Event refused = silent.toBuilder().set(EventField.EMAIL_MARKETING, false).build();
        assertEquals("no_email_opt_in", KLAVIYO.skip(refused).code());
    }

    @Test
    void aSubscriptionNeedsAnAddress() {
        Event hashed = signUp().toBuilder().set(EventField.EMAIL, "f".repeat(64)).build();
        assertEquals("no_identity", KLAVIYO.skip(hashed).code());
        assertEquals(
                "no_identity", KLAVIYO.skip(signUp().without(List.of(EventField.EMAIL))).code());
    }

    @Test
    void anOldSignUpSubscribesNobody() {
        assertEquals("too_late", KLAVIYO.skip(signUp(), Given.after(Duration.ofHours(7))).code());
    }

    @Test
    void aSignUpCanBeAnEventOrNothing() {
        Event silent = GivenEvents.rich(EventName.NEWSLETTER_SUBSCRIBED);
        assertEquals("Newsletter Signup", KLAVIYO.record(silent, "newsletter", "event").name());
        assertEquals("not_enabled", KLAVIYO.skip(signUp(), "newsletter", "off").code());
    }

    @Test
    void contactInfoCanUpdateTheProfile() {
        Event event =
                GivenEvents.rich(EventName.CONTACT_INFO_SUBMITTED, EventField.ANONYMOUS_ID, "v1");
        PlatformRecord sent = KLAVIYO.record(event, "profile-events", "contact_info_submitted");
        PlatformRequest request = KLAVIYO.packed(sent);

        assertEquals("https://a.klaviyo.com/api/profile-import", request.url());
        assertEquals(Given.expected("profile.json"), Given.body(sent));
        assertEquals("live/profile/ord_548291_contact_info_submitted", sent.batchKey());
        assertTrue(sent.resendSafe());
    }

    @Test
    void aVisitorIdAloneUpdatesNoProfile() {
        Event visitor =
                GivenEvents.bare(EventName.CONTACT_INFO_SUBMITTED).toBuilder()
                        .set(EventField.ANONYMOUS_ID, "v1")
                        .build();
        assertEquals(
                "no_identity",
                KLAVIYO.skip(visitor, "profile-events", "contact_info_submitted").code());
    }

    @Test
    void aLoginIsAnEventRatherThanAnUpdateWhenBothAreAskedFor() {
        Event event = GivenEvents.rich(EventName.LOGGED_IN);
        assertEquals("profile update", KLAVIYO.record(event, "profile-events", "logged_in").name());
        assertEquals(
                "Logged In",
                KLAVIYO.record(event, "profile-events", "logged_in", "optional-events", "logged_in")
                        .name());
    }
}
