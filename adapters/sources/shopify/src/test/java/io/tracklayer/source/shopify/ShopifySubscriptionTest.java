// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.testkit.GivenRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifySubscriptionTest {
    private static final String CONTRACT = "10746691881";
    private static final String ORDER = "5482910000001";

    private final ShopMemory shop = new ShopMemory();

    @Test
    void aNewContractStartsASubscription() {
        Observation started = shop.happened(contract("create"));
        assertEquals(EventName.SUBSCRIPTION_STARTED, started.name());
        assertEquals("sub_10746691881_started", started.eventId().orElseThrow());
        assertEquals(
                Map.of(
                        EventField.SUBSCRIPTION_ID,
                        CONTRACT,
                        EventField.EXTERNAL_ID,
                        "6735677391145",
                        EventField.ORDER_ID,
                        ORDER,
                        EventField.PROPERTIES,
                        Map.of(
                                "subscription_status", "active",
                                "billing_interval", "month",
                                "billing_interval_count", 1L)),
                Webhook.values(started));
        assertEquals("nothing_new", shop.ignored(contract("create")));
    }

    @ParameterizedTest
    @CsvSource({
        "update, paused, SUBSCRIPTION_PAUSED, sub_10746691881_paused_376707318058",
        "update, PAUSED, SUBSCRIPTION_PAUSED, sub_10746691881_paused_376707318058",
        "pause, active, SUBSCRIPTION_PAUSED, sub_10746691881_paused_376707318058",
        "update, cancelled, SUBSCRIPTION_CANCELLED, sub_10746691881_cancelled_376707318058",
        "cancel, active, SUBSCRIPTION_CANCELLED, sub_10746691881_cancelled_376707318058",
        "expire, active, SUBSCRIPTION_CANCELLED, sub_10746691881_cancelled_376707318058",
        "fail, active, SUBSCRIPTION_CANCELLED, sub_10746691881_cancelled_376707318058",
    })
    void whatBecomesOfAContractIsToldOnce(
            String action, String status, EventName name, String eventId) {
        shop.hears(contract("create"));
        GivenRequest changed = contract(action, "status", status, "revision_id", "376707318058");
        Observation change = shop.happened(changed);
        assertEquals(name, change.name());
        assertEquals(eventId, change.eventId().orElseThrow());
        assertEquals("nothing_new", shop.ignored(changed));
        assertEquals(
                "nothing_new",
                shop.ignored(
                        contract(
                                "update",
                                "status",
                                name == EventName.SUBSCRIPTION_PAUSED ? "paused" : "expired",
                                "revision_id",
                                "376707318059")));
    }

    @Test
    void aContractThatGoesOnIsPausedAgainLater() {
        Observation first =
                shop.happened(contract("update", "status", "paused", "revision_id", "1"));
        assertEquals(
                "nothing_new",
                shop.ignored(contract("activate", "status", "active", "revision_id", "2")));
        Observation again =
                shop.happened(contract("update", "status", "paused", "revision_id", "3"));
        assertEquals(EventName.SUBSCRIPTION_PAUSED, again.name());
        assertNotEquals(first.eventId(), again.eventId());
    }

    @Test
    void aChangeWithoutRevisionIsNamedAfterItsTime() {
        assertEquals(
                "sub_10746691881_paused_1768472430",
                shop.happened(contract("pause", "revision_id", null)).eventId().orElseThrow());
    }

    @Test
    void anOlderRevisionThatCameLateChangesNothing() {
        shop.hears(contract("update", "status", "cancelled", "revision_id", "10"));
        assertEquals(
                "nothing_new",
                shop.ignored(contract("update", "status", "paused", "revision_id", "9")));
        assertEquals(
                List.of("sub_10746691881_started"),
                shop.events(contract("create", "revision_id", "8")),
                "that it began is still news");
    }

    @Test
    void aContractThatIsReadAgainAfterACorrectionStartsAsBefore() {
        shop.hears(contract("create"));
        assertInstanceOf(Decoded.Happened.class, shop.hearsAgain(contract("create")).get(0));
        assertEquals("nothing_new", shop.ignored(contract("create")));
    }

    @Test
    void aContractWithoutIdIsKeptAndShown() {
        assertEquals(
                "missing_contract_id",
                Webhook.rejected(Webhook.of("subscription_contracts/pause", "{}")));
    }

    @Test
    void aChargeMakesTheOrderThatComesLaterARenewal() {
        assertEquals("renewal_remembered", shop.ignored(attempt()));
        Observation renewal = shop.happened(Webhook.order());
        assertEquals(EventName.SUBSCRIPTION_RENEWED, renewal.name());
        assertEquals("ord_5482910000001_purchase", renewal.eventId().orElseThrow());
        assertEquals(CONTRACT, Webhook.values(renewal).get(EventField.SUBSCRIPTION_ID));
        assertEquals("129.90", Webhook.values(renewal).get(EventField.VALUE));
    }

    @Test
    void aChargeMakesTheOrderThatCameBeforeARenewal() {
        assertEquals(EventName.PURCHASE_PLACED, shop.happened(Webhook.order()).name());
        Observation renewal = shop.happened(attempt());
        assertEquals(EventName.SUBSCRIPTION_RENEWED, renewal.name());
        assertEquals("ord_5482910000001_purchase", renewal.eventId().orElseThrow());
        assertEquals(
                Map.of(
                        EventField.ORDER_ID,
                        ORDER,
                        EventField.SUBSCRIPTION_ID,
                        CONTRACT,
                        EventField.CURRENCY,
                        "EUR",
                        EventField.VALUE,
                        "129.90"),
                Webhook.values(renewal));
    }

    @Test
    void theOrderOfARenewalIsFulfilledUnderItsUsualName() {
        shop.hears(attempt());
        assertEquals(
                EventName.ORDER_FULFILLED,
                shop.happened(Webhook.given("orders/fulfilled", "order-1001.json")).name());
    }

    @Test
    void aRenewalThatIsPaidIsNoSecondPurchase() {
        shop.hears(attempt());
        assertEquals("renewal_paid", shop.ignored(paid()));
        assertEquals(
                "renewal_paid",
                new ShopMemory().ignored(paid("tags", "Subscription Recurring Order")));
        assertEquals(
                "renewal_paid",
                new ShopMemory().ignored(paid("source_name", "subscription_contract")));
    }

    private static GivenRequest paid(Object... changes) {
        return Webhook.of("orders/paid", Webhook.text(Webhook.changed("order-1001.json", changes)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"order_id\":1}", "{\"subscription_contract_id\":1}"})
    void aChargeThatDoesNotSayOfWhatIsKeptAndShown(String body) {
        assertEquals(
                "missing_attempt_ids",
                Webhook.rejected(Webhook.of("subscription_billing_attempts/success", body)));
    }

    private static GivenRequest contract(String action, Object... changes) {
        return Webhook.of(
                "subscription_contracts/" + action,
                Webhook.text(Webhook.changed("contract-1.json", changes)));
    }

    private static GivenRequest attempt() {
        return Webhook.given("subscription_billing_attempts/success", "billing-attempt-1.json");
    }
}
