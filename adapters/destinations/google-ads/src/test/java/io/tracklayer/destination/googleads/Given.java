// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** An instance of the destination and events of one order. */
final class Given {
    static final Map<String, String> SETTINGS =
            Map.of(
                    "customer-id", "481-234-5670",
                    "conversion-actions",
                            "purchase_placed=712034455,subscription_renewed=712034456,"
                                    + "lead_submitted=712034457",
                    "client-id", "client.apps.example",
                    "client-secret", "GOCSPX-test-secret",
                    "refresh-token", "1//test-refresh-token");

    static final GivenDestination GOOGLE_ADS =
            GivenDestination.of(new GoogleAdsDestination(), SETTINGS);

    /** A purchase of 129.90 EUR. */
    static final Event PURCHASE = GivenEvents.rich(EventName.PURCHASE_PLACED);

    private Given() {}

    /** A host, three days on, whose ledger holds these events of the order. */
    static HostContext after(Event... accepted) {
        HostContext host = HostContext.at(GivenEvents.TIME.plus(Duration.ofDays(3)));
        for (Event event : accepted) {
            host.alreadyAccepted(event);
        }
        return host;
    }

    /** A change of the order as a shop reports it, without anything about the buyer. */
    static Event change(EventName name, String id, String value, Duration after) {
        Event.Builder change =
                GivenEvents.bare(name).toBuilder()
                        .eventId(id)
                        .eventTime(GivenEvents.TIME.plus(after))
                        .set(EventField.ORDER_ID, "548291")
                        .set(EventField.CURRENCY, "EUR");
        if (value != null) {
            change.set(EventField.VALUE, new BigDecimal(value));
        }
        return change.build();
    }

    static Event refund(String id, String value, int hours) {
        return change(EventName.ORDER_REFUNDED, id, value, Duration.ofHours(hours));
    }
}
