// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.DestinationContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Ga4DestinationTest extends DestinationContract {

    @Override
    protected String id() {
        return "ga4";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "measurement-id", "G-TRACK12345",
                "secret", "mp-secret-1",
                "endpoint", "http://sandbox.test/ga4");
    }

    @Override
    protected List<EventName> sent() {
        return List.of(
                EventName.PURCHASE_PLACED,
                EventName.PRODUCT_VIEWED,
                EventName.COLLECTION_VIEWED,
                EventName.SEARCH_SUBMITTED,
                EventName.PRODUCT_ADDED_TO_CART,
                EventName.PRODUCT_REMOVED_FROM_CART,
                EventName.CART_VIEWED,
                EventName.WISHLIST_ADDED,
                EventName.CHECKOUT_STARTED,
                EventName.CONTACT_INFO_SUBMITTED,
                EventName.SHIPPING_INFO_SUBMITTED,
                EventName.PAYMENT_INFO_SUBMITTED,
                EventName.ORDER_REFUNDED,
                EventName.SUBSCRIPTION_STARTED,
                EventName.SUBSCRIPTION_RENEWED,
                EventName.SUBSCRIPTION_CANCELLED,
                EventName.SUBSCRIPTION_PAUSED,
                EventName.TRIAL_STARTED,
                EventName.LEAD_SUBMITTED,
                EventName.ACCOUNT_REGISTERED,
                EventName.LOGGED_IN,
                EventName.NEWSLETTER_SUBSCRIBED,
                EventName.FORM_SUBMITTED,
                EventName.QUOTE_REQUESTED,
                EventName.APPOINTMENT_BOOKED,
                EventName.REVIEW_SUBMITTED,
                EventName.CUSTOM);
    }

    @Test
    void theDescriptorStatesGooglesBoundsAndThatASecretCannotBeVerified() {
        var descriptor = destination().descriptor();
        assertEquals(Set.of(Purpose.ANALYTICS), destination().purposes(settingsWith()));
        assertEquals(25, descriptor.limits().maxRecords());
        assertEquals(130_000, descriptor.limits().maxBytes());
        assertEquals(Duration.ofHours(72), descriptor.limits().maxAge());
        assertEquals(Duration.ofMinutes(15), descriptor.limits().futureSkew());
        assertFalse(descriptor.badSecretVisible());
    }

    @Test
    void anUnknownRegionIsRefusedWithTheAllowedOnes() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> settingsWith("region", "us"));
        assertEquals(
                "setting \"region\" takes one of global, eu, not \"us\"", refused.getMessage());
    }
}
