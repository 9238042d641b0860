// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Purpose;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Events nobody did, of a person nobody is: every name and address in them says so. */
public final class TestEvents {
    private static final String PAGE = "https://example.com/tracklayer-test";

    private TestEvents() {}

    /**
     * A complete test event of that name, marked as a test.
     *
     * @param id tells this one from others; letters, digits and dashes
     */
    public static Event of(EventName name, String merchant, String store, String id, Instant now) {
        String order = "TEST-" + id;
        Event.Builder event =
                Event.named(name)
                        .eventId("tracklayer-test-" + id)
                        .eventTime(now)
                        .receivedAt(now)
                        .of(merchant, store)
                        .sources(List.of("tracklayer-test"))
                        .actionSource(ActionSource.WEBSITE)
                        .test(true)
                        .consent(granted(now))
                        .set(EventField.ORDER_ID, order)
                        .set(EventField.VALUE, new BigDecimal("1.00"))
                        .set(EventField.CURRENCY, "EUR")
                        .set(EventField.ITEMS, List.of(item()))
                        .set(EventField.SEARCH_QUERY, "tracklayer test")
                        .set(EventField.COLLECTION_ID, "tracklayer-test")
                        .set(EventField.COLLECTION_NAME, "TrackLayer test")
                        .set(EventField.FORM_NAME, "TrackLayer test")
                        .set(EventField.SUBSCRIPTION_ID, order)
                        .set(EventField.REFUND_ID, order)
                        .set(EventField.PAGE_URL, PAGE);
        if (name == EventName.CUSTOM) {
            event.set(EventField.CUSTOM_NAME, "TrackLayer test");
        }
        return person(event, now).build();
    }

    // 203.0.113.0/24 is kept free for examples, and example.com belongs to nobody.
    private static Event.Builder person(Event.Builder event, Instant now) {
        return event.set(EventField.EMAIL, "tracklayer-test@example.com")
                .set(EventField.EXTERNAL_ID, "tracklayer-test")
                .set(EventField.CLIENT_IP, "203.0.113.7")
                .set(EventField.USER_AGENT, "Mozilla/5.0 (compatible; TrackLayer test)")
                .set(EventField.GA_CLIENT_ID, "1000000000." + now.getEpochSecond())
                .set(EventField.FBP, "fb.1." + now.toEpochMilli() + ".1000000000");
    }

    private static Item item() {
        return new Item(
                "tracklayer-test",
                "tracklayer-test",
                "tracklayer-test",
                "TrackLayer test",
                null,
                null,
                null,
                new BigDecimal("1.00"),
                1,
                null,
                null,
                null,
                null,
                null);
    }

    private static Consent granted(Instant now) {
        Map<Purpose, ConsentState> all =
                Arrays.stream(Purpose.values())
                        .collect(Collectors.toMap(Function.identity(), p -> ConsentState.GRANTED));
        return new Consent(all, "test", "", now);
    }
}
