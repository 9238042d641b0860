// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.testkit.GivenRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyAccountTest {
    private static final String REGISTERED = "cus_6735677391145_registered";
    private static final String NEWSLETTER = "cus_6735677391145_newsletter";

    private final ShopMemory shop = new ShopMemory();

    @Test
    void aGuestOnlyTellsWhoSomebodyIs() {
        Map<EventField, Object> values =
                Webhook.values(shop.identified(customer("customers/create")));
        assertEquals("6735677391145", values.get(EventField.EXTERNAL_ID));
        assertEquals("jane.doe@example.com", values.get(EventField.EMAIL));
        assertEquals("Jane", values.get(EventField.FIRST_NAME));
        assertEquals("Berlin", values.get(EventField.CITY));
        assertEquals("DE", values.get(EventField.COUNTRY));
        assertEquals("030 1234567", values.get(EventField.PHONE));
        assertEquals(false, values.get(EventField.EMAIL_MARKETING));
    }

    @Test
    void anAccountIsRegisteredOnceItIsEnabledHoweverOftenThatIsTold() {
        shop.hears(customer("customers/create"));
        Observation registered = shop.happened(customer("customers/update", "state", "enabled"));
        assertEquals(EventName.ACCOUNT_REGISTERED, registered.name());
        assertEquals(REGISTERED, registered.eventId().orElseThrow());
        assertEquals(List.of(), shop.events(customer("customers/enable", "state", "enabled")));
        assertEquals(List.of(), shop.events(customer("customers/update", "state", "enabled")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers/create", "customers/enable"})
    void anAccountThatBeginsEnabledIsRegistered(String topic) {
        assertEquals(List.of(REGISTERED), shop.events(customer(topic, "state", "enabled")));
    }

    @Test
    void anOldAccountFirstHeardOfByAChangeWasNotRegisteredNow() {
        GivenRequest old =
                customer(
                        "customers/update",
                        "state",
                        "enabled",
                        "created_at",
                        "2024-01-15T11:00:00+01:00");
        assertEquals(List.of(), shop.events(old));
        assertEquals(
                List.of(REGISTERED),
                new ShopMemory().events(customer("customers/update", "state", "enabled")));
    }

    @Test
    void aVerifiedAddressCountsOnlyWhereTheSettingSaysSo() {
        assertEquals(List.of(), shop.events(customer("customers/create")));
        assertEquals(
                List.of(REGISTERED),
                new ShopMemory("accounts", "verified").events(customer("customers/create")));
        assertEquals(
                List.of(),
                new ShopMemory("accounts", "skip")
                        .events(customer("customers/enable", "state", "enabled")));
    }

    @Test
    void whoBecomesASubscriberIsToldOnceByWhicheverTopicComesFirst() {
        Observation subscribed = shop.happened(emailConsent());
        assertEquals(EventName.NEWSLETTER_SUBSCRIBED, subscribed.name());
        assertEquals(NEWSLETTER, subscribed.eventId().orElseThrow());
        assertEquals(
                Map.of(
                        EventField.EXTERNAL_ID, "6735677391145",
                        EventField.EMAIL, "jane.doe@example.com",
                        EventField.EMAIL_MARKETING, true),
                Webhook.values(subscribed));
        assertEquals(List.of(), shop.events(emailConsent()));
        assertEquals(
                List.of(),
                shop.events(customer("customers/update", "email_marketing_consent", chosen(19))));
    }

    @Test
    void whoLeftAndComesBackSubscribesAgain() {
        shop.hears(emailConsent());
        Observation left =
                shop.identified(
                        customer(
                                "customers/update",
                                "email_marketing_consent",
                                consent("unsubscribed", 25)));
        assertEquals(false, Webhook.values(left).get(EventField.EMAIL_MARKETING));
        assertEquals(
                List.of(),
                shop.events(customer("customers/update", "email_marketing_consent", chosen(20))),
                "an older choice that came late");
        assertEquals(
                List.of(NEWSLETTER),
                shop.events(customer("customers/update", "email_marketing_consent", chosen(30))));
    }

    @Test
    void anOldSubscriptionFirstHeardOfByAnotherChangeIsNoNews() {
        GivenRequest changed =
                customer(
                        "customers/update",
                        "email_marketing_consent",
                        chosen(19),
                        "updated_at",
                        "2026-01-15T11:25:00+01:00");
        assertEquals(List.of(), shop.events(changed));
        GivenRequest undated =
                customer(
                        "customers/update",
                        "email_marketing_consent",
                        Map.of("state", "subscribed"));
        assertEquals(List.of(), new ShopMemory().events(undated));
    }

    @Test
    void aSubscriptionByAChangeOfTheSameMinutesIsNews() {
        GivenRequest changed =
                customer(
                        "customers/update",
                        "email_marketing_consent",
                        chosen(19),
                        "updated_at",
                        "2026-01-15T11:19:02+01:00");
        assertEquals(List.of(NEWSLETTER), shop.events(changed));
    }

    @Test
    void whoRegistersAndSubscribesAtOnceDoesBoth() {
        assertEquals(
                List.of(REGISTERED, NEWSLETTER),
                shop.events(
                        customer(
                                "customers/create",
                                "state",
                                "enabled",
                                "email_marketing_consent",
                                chosen(19))));
    }

    @Test
    void whoHasNotConfirmedYetIsNoSubscriber() {
        Observation pending =
                shop.identified(
                        customer(
                                "customers/create",
                                "email_marketing_consent",
                                consent("pending", 19)));
        assertNull(Webhook.values(pending).get(EventField.EMAIL_MARKETING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customers/create",
                "customers/update",
                "customers_email_marketing_consent/update"
            })
    void aCustomerWithoutIdIsKeptAndShown(String topic) {
        assertEquals("missing_customer_id", Webhook.rejected(Webhook.of(topic, "{}")));
    }

    @Test
    void aTestNotificationIsNobody() {
        assertEquals(
                "test_order",
                shop.ignored(customer("customers/create").header("X-Shopify-Test", "true")));
    }

    private static GivenRequest customer(String topic, Object... changes) {
        return Webhook.of(topic, Webhook.text(Webhook.changed("customer-77.json", changes)));
    }

    private static GivenRequest emailConsent() {
        return Webhook.given("customers_email_marketing_consent/update", "email-consent-77.json");
    }

    private static Map<String, Object> chosen(int minute) {
        return consent("subscribed", minute);
    }

    private static Map<String, Object> consent(String state, int minute) {
        return Map.of(
                "state", state, "consent_updated_at", "2026-01-15T11:" + minute + ":00+01:00");
    }
}
