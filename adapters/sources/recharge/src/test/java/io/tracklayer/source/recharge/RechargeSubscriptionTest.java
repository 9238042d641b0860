// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import static io.tracklayer.source.recharge.Account.SUBSCRIPTION;
import static io.tracklayer.source.recharge.Account.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RechargeSubscriptionTest {
    private static final List<Object> TRIAL = List.of(Map.of("name", "_trial", "value", "14 days"));

    private final Account account = new Account("trial-property", "_trial");

    @Test
    void aNewSubscriptionStartsOnceWithTheIncludedCustomer() {
        Observation started = account.happened("subscription/created", SUBSCRIPTION);
        assertEquals(EventName.SUBSCRIPTION_STARTED, started.name());
        assertEquals("rc_sub_233844_started", started.eventId().orElseThrow());
        assertEquals("2026-01-15T09:00:00Z", started.timing().occurred());
        Map<EventField, Object> values = values(started);
        assertEquals("233844", values.get(EventField.SUBSCRIPTION_ID));
        assertEquals("38.00", values.get(EventField.VALUE));
        assertEquals("EUR", values.get(EventField.CURRENCY));
        assertEquals("77", values.get(EventField.EXTERNAL_ID));
        assertEquals("jane.doe+promo@example.com", values.get(EventField.EMAIL));
        assertEquals("instagram", values.get(EventField.UTM_SOURCE));
        assertEquals(
                List.of(
                        Map.of(
                                "variantId", "41327143321713",
                                "productId", "9",
                                "sku", "COF-1",
                                "name", "Coffee",
                                "variant", "1 kg",
                                "price", "19.00",
                                "quantity", 2L)),
                values.get(EventField.ITEMS));
        assertEquals(
                "nothing_new",
                account.ignored(
                        "subscription/created", SUBSCRIPTION, "updated_at", "2026-01-16T00:00:00"));
    }

    @Test
    void aFreeOneWithTheTrialsPropertyIsATrial() {
        Observation trial =
                account.happened(
                        "subscription/created", SUBSCRIPTION, "price", "0.00", "properties", TRIAL);
        assertEquals(EventName.TRIAL_STARTED, trial.name());
        assertEquals(
                EventName.SUBSCRIPTION_STARTED,
                new Account("trial-property", "_trial")
                        .happened("subscription/created", SUBSCRIPTION, "properties", TRIAL)
                        .name());
        assertEquals(
                EventName.SUBSCRIPTION_STARTED,
                new Account()
                        .happened(
                                "subscription/created",
                                SUBSCRIPTION,
                                "price",
                                "0.00",
                                "properties",
                                TRIAL)
                        .name());
    }

    @Test
    void oneThatGoesOnAgainIsMarked() {
        Observation again = account.happened("subscription/activated", SUBSCRIPTION);
        assertEquals(EventName.SUBSCRIPTION_STARTED, again.name());
        assertEquals("rc_sub_233844_activated_2026-01-15T09:00:02", again.eventId().orElseThrow());
        assertEquals(
                true, ((Map<?, ?>) values(again).get(EventField.PROPERTIES)).get("reactivated"));
        assertEquals(Optional.of(ActionSource.SYSTEM_GENERATED), again.actionSource());
    }

    @Test
    void anEndHasItsTimeAndReasonButNotWhatTheCustomerWrote() {
        Observation ended =
                account.happened(
                        "subscription/cancelled",
                        SUBSCRIPTION,
                        "status",
                        "cancelled",
                        "cancelled_at",
                        "2026-03-01T12:00:00",
                        "cancellation_reason",
                        "Too expensive",
                        "cancellation_reason_comments",
                        "call me, Jane");
        assertEquals(EventName.SUBSCRIPTION_CANCELLED, ended.name());
        assertEquals("rc_sub_233844_cancelled_2026-03-01T12:00:00", ended.eventId().orElseThrow());
        assertEquals("2026-03-01T12:00:00Z", ended.timing().occurred());
        Map<?, ?> properties = (Map<?, ?>) values(ended).get(EventField.PROPERTIES);
        assertEquals("Too expensive", properties.get("cancellation_reason"));
        assertFalse(properties.toString().contains("call me"));
        assertEquals(
                "nothing_new",
                account.ignored(
                        "subscription/cancelled",
                        SUBSCRIPTION,
                        "updated_at",
                        "2026-03-02T12:00:00",
                        "cancelled_at",
                        "2026-03-01T12:00:00"));
    }

    @Test
    void aPauseIsTakenEachTime() {
        Observation paused = account.happened("subscription/paused", SUBSCRIPTION);
        assertEquals(EventName.SUBSCRIPTION_PAUSED, paused.name());
        assertEquals("rc_sub_233844_paused_2026-01-15T09:00:02", paused.eventId().orElseThrow());
        account.happened("subscription/paused", SUBSCRIPTION, "updated_at", "2026-02-15T09:00:02");
    }
}
