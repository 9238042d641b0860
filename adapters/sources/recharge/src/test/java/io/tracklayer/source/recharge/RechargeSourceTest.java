// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import static io.tracklayer.source.recharge.Account.CHARGE;
import static io.tracklayer.source.recharge.Account.SUBSCRIPTION;
import static io.tracklayer.source.recharge.Account.ignored;
import static io.tracklayer.source.recharge.Account.rejected;
import static io.tracklayer.source.recharge.Account.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RechargeSourceTest {

    @Test
    void eachTopicHasAPathOfItsOwn() {
        SourceDescriptor descriptor = source().descriptor();
        assertEquals(
                List.of(
                        new Endpoint("POST", "/webhooks/recharge/{store}/{topic}"),
                        new Endpoint("POST", "/webhooks/recharge/{store}")),
                descriptor.endpoints());
        assertEquals(SourceDescriptor.Malformed.ACKNOWLEDGE, descriptor.malformed());
        assertFalse(descriptor.crossOrigin());
        descriptor
                .settings()
                .forEach(setting -> assertTrue(setting.doc().length() > 60, setting.name()));
    }

    @Test
    void whatWasStoredIsAcknowledgedWithExactly200() {
        GivenRequest request = Account.webhook("charge/paid", Account.file(CHARGE));
        assertEquals(200, source().acknowledge(request, List.of()).status());
    }

    @Test
    void withoutAPathTheHeaderNamesTheTopic() {
        GivenRequest request =
                GivenRequest.post("/webhooks/recharge/acme-eu", Account.file(CHARGE))
                        .header("X-Recharge-Topic", "charge/failed");
        assertEquals("topic_not_mapped", ignored(new Account().hears(request)));
    }

    @ParameterizedTest
    @CsvSource({
        "success, subscription_renewed",
        "SUCCESS, subscription_renewed",
        "refunded, order_refunded",
        "partially_refunded, order_refunded"
    })
    void withoutPathAndHeaderTheStateOfAChargeGivesTheTopicAway(String status, String event) {
        String body = Account.changed(CHARGE, "status", status, "total_refunds", "5.00");
        GivenRequest request = GivenRequest.post("/webhooks/recharge/acme-eu", body);
        Decoded decoded = new Account("shop-orders", "here").hears(request).get(0);
        assertEquals(
                EventName.find(event),
                java.util.Optional.of(
                        assertInstanceOf(Decoded.Happened.class, decoded).observation().name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "queued", "skipped", "pending", ""})
    void aChargeInAnyOtherStateIsNoPayment(String status) {
        String body = Account.changed(CHARGE, "status", status);
        assertEquals(
                "topic_not_mapped",
                ignored(
                        new Account()
                                .hears(GivenRequest.post("/webhooks/recharge/acme-eu", body))));
    }

    @Test
    void theStateOfASubscriptionGivesItsTopicAway() {
        assertEquals("rc_sub_233844_started", inferred());
        assertEquals(
                "rc_sub_233844_cancelled_2026-02-01T00:00:00",
                inferred("status", "CANCELLED", "cancelled_at", "2026-02-01T00:00:00"));
        GivenRequest later =
                GivenRequest.post(
                        "/webhooks/recharge/acme-eu",
                        Account.changed(SUBSCRIPTION, "updated_at", "2026-01-15T09:02:00"));
        assertEquals("topic_not_mapped", ignored(new Account().hears(later)));
    }

    @Test
    void aBodyThatNamesNothingKnownIsKeptAndShown() {
        GivenRequest request =
                GivenRequest.post("/webhooks/recharge/acme-eu", "{\"x\":{\"id\":1}}");
        assertEquals("missing_topic", rejected(new Account().hears(request)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "charge/created",
                "charge/failed",
                "charge/max_retries_reached",
                "charge/upcoming",
                "charge/updated",
                "charge/deleted",
                "order/created",
                "order/processed",
                "subscription/updated",
                "subscription/swapped",
                "subscription/skipped",
                "subscription/deleted",
                "address/created",
                "onetime/created",
                "checkout/created",
                "customer/activated",
                "customer/payment_method_updated",
                "async_batch/processed"
            })
    void topicsWithoutAnActOfACustomerAreIgnored(String topic) {
        assertEquals("topic_not_mapped", ignored(new Account().hears(topic, "{}")));
    }

    @Test
    void anUnknownTopicIsIgnored() {
        assertEquals("unknown_topic", ignored(new Account().hears("charges/paid/x", "{}")));
        assertEquals("unknown_topic", ignored(new Account().hears("teleport", "{}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"charge\":{}}", "{\"order\":{\"id\":1}}", "{\"charge\":[1]}"})
    void aBodyThatIsNotAboutTheTopicIsKeptAndShown(String body) {
        assertEquals("missing_id", rejected(new Account().hears("charge/paid", body)));
    }

    @Test
    void aBodyThatIsNoObjectIsKeptAndShownAndNoJsonIsMalformed() {
        assertEquals("not_an_object", rejected(new Account().hears("charge/paid", "[]")));
        GivenRequest broken = Account.webhook("charge/paid", "{\"charge\":{}");
        assertThrows(
                MalformedInputException.class,
                () -> source().decode(broken, Account.settings(), SourceMemory.none()));
    }

    @Test
    void aTopicCanBePassedOnAsACustomEvent() {
        Observation failed =
                new Account("custom-topics", "charge/failed,charge/paid")
                        .happened("charge/failed", CHARGE, "status", "error");
        assertEquals(EventName.CUSTOM, failed.name());
        assertEquals(
                "rc_charge_failed_377749210_2026-01-15T09:00:02", failed.eventId().orElseThrow());
        assertEquals("recharge_charge_failed", Account.values(failed).get(EventField.CUSTOM_NAME));
        assertEquals("42.00", Account.values(failed).get(EventField.VALUE));
        assertEquals("77", Account.values(failed).get(EventField.EXTERNAL_ID));
        assertEquals(
                EventName.SUBSCRIPTION_RENEWED,
                new Account("custom-topics", "charge/paid").happened("charge/paid", CHARGE).name());
    }

    @Test
    void aCustomerIsWhoSomebodyIsAndNoEvent() {
        Decoded decoded =
                new Account()
                        .hears("customer/created", Account.file("customer-87475383.json"))
                        .get(0);
        Observation identity = assertInstanceOf(Decoded.Identified.class, decoded).observation();
        assertEquals("77", Account.values(identity).get(EventField.EXTERNAL_ID));
        assertEquals("jane.doe+promo@example.com", Account.values(identity).get(EventField.EMAIL));
        assertEquals("Jane", Account.values(identity).get(EventField.FIRST_NAME));
        assertEquals("+49891234567", Account.values(identity).get(EventField.PHONE));
    }

    private static String inferred(Object... changes) {
        GivenRequest request =
                GivenRequest.post(
                        "/webhooks/recharge/acme-eu", Account.changed(SUBSCRIPTION, changes));
        Decoded decoded = new Account().hears(request).get(0);
        return assertInstanceOf(Decoded.Happened.class, decoded)
                .observation()
                .eventId()
                .orElseThrow();
    }
}
