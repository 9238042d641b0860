// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.EventField;
import java.util.LinkedHashMap;
import java.util.Map;

/** A block of event parameters; the ones without fields of their own need more than copying. */
enum Ga4Part {
    LINES_VALUE,
    VALUE,
    ITEMS,
    PROPERTIES,
    LEAD_SOURCE,
    AFFILIATION,
    CUSTOMER_TYPE,
    CURRENCY("currency", EventField.CURRENCY),
    TRANSACTION("transaction_id", EventField.ORDER_ID),
    ORDER_COSTS("tax", EventField.TAX, "shipping", EventField.SHIPPING),
    COUPON("coupon", EventField.COUPON),
    LIST("item_list_id", EventField.COLLECTION_ID, "item_list_name", EventField.COLLECTION_NAME),
    SEARCH("search_term", EventField.SEARCH_QUERY),
    SHIPPING_TIER("shipping_tier", EventField.SHIPPING_TIER),
    PAYMENT_TYPE("payment_type", EventField.PAYMENT_TYPE),
    SUBSCRIPTION("subscription_id", EventField.SUBSCRIPTION_ID),
    METHOD("method", EventField.METHOD),
    FORM("form_name", EventField.FORM_NAME);

    private final Map<String, EventField> copied = new LinkedHashMap<>();

    Ga4Part() {}

    Ga4Part(String name, EventField field) {
        copied.put(name, field);
    }

    Ga4Part(String first, EventField firstField, String second, EventField secondField) {
        copied.put(first, firstField);
        copied.put(second, secondField);
    }

    /** Parameters that are copied from a field, by name. */
    Map<String, EventField> copied() {
        return copied;
    }
}
