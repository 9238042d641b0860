// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.identity.Sha256;
import java.util.Locale;
import java.util.Optional;

/**
 * What makes two observations copies of one action, within one merchant.
 *
 * @param merchant the merchant
 * @param kind what kind of key
 * @param scope what the value is unique within: the event name, or the source and store for message
 *     ids
 * @param value the key; long ones and those no store takes as text are hashed
 */
public record DedupKey(String merchant, Kind kind, String scope, String value) {
    private static final int LONGEST = 100;

    public DedupKey {
        if (value.length() > LONGEST || !value.codePoints().allMatch(DedupKey::storable)) {
            // As JSON, because its escapes keep apart what UTF-8 would write as one question mark.
            value = Sha256.of(StrictJson.writeText(value)).hex();
        }
    }

    /** The shared event id, within its event name. */
    public static DedupKey eventId(Event event) {
        return new DedupKey(event.merchant(), Kind.EVENT_ID, event.name().wire(), event.eventId());
    }

    /** The order id of purchase-like events, shared between their names; empty for other events. */
    public static Optional<DedupKey> orderId(Event event) {
        return event.name().purchaseLike()
                ? event.orderId()
                        .map(
                                order ->
                                        new DedupKey(
                                                event.merchant(),
                                                Kind.ORDER_ID,
                                                EventName.PURCHASE_PLACED.wire(),
                                                order))
                : Optional.empty();
    }

    /**
     * The checkout of a purchase: it joins a copy that does not know the order's id with one that
     * does. Renewals copy their first order and have none.
     */
    public static Optional<DedupKey> checkout(Event event) {
        return event.name() == EventName.PURCHASE_PLACED
                ? event.text(EventField.CHECKOUT_TOKEN)
                        .map(
                                token ->
                                        new DedupKey(
                                                event.merchant(),
                                                Kind.CHECKOUT,
                                                event.name().wire(),
                                                token))
                : Optional.empty();
    }

    /** The sender's id of one message. */
    public static DedupKey message(String merchant, String store, String source, String id) {
        return new DedupKey(merchant, Kind.MESSAGE, source + "/" + store, id);
    }

    private static boolean storable(int character) {
        return !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE;
    }

    /** Kinds of keys. */
    public enum Kind {
        EVENT_ID("E"),
        ORDER_ID("O"),
        CHECKOUT("C"),
        MESSAGE("M");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** One letter, as stored. */
        public String code() {
            return code;
        }
    }

    /** For the evidence sentence, e.g. {@code order_id 548291}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + value;
    }
}
