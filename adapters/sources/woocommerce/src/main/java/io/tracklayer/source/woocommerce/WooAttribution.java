// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What WooCommerce's order attribution (core since 8.5) noted of the visit. The first page has the
 * click ids in its query, from which the host takes them.
 */
record WooAttribution(WooMeta meta) {
    private static final String PREFIX = "_wc_order_attribution_";

    private static final Map<String, EventField> CAMPAIGN =
            new TreeMap<>(
                    Map.of(
                            "utm_source", EventField.UTM_SOURCE,
                            "utm_medium", EventField.UTM_MEDIUM,
                            "utm_campaign", EventField.UTM_CAMPAIGN,
                            "utm_content", EventField.UTM_CONTENT,
                            "utm_term", EventField.UTM_TERM,
                            "utm_id", EventField.UTM_ID));

    void read(Builder builder) {
        text("session_entry", builder, EventField.LANDING_URL);
        text("referrer", builder, EventField.PAGE_REFERRER);
        text("user_agent", builder, EventField.USER_AGENT);
        if (tagged()) {
            CAMPAIGN.forEach((name, field) -> text(name, builder, field));
        }
    }

    Optional<String> sourceType() {
        return meta.text(PREFIX + "source_type");
    }

    /** For visits without campaign parameters the same members hold a guess of the shop's. */
    private boolean tagged() {
        return sourceType().orElse("utm").equals("utm");
    }

    /** A value in parentheses, e.g. {@code (none)}, stands for nothing. */
    private void text(String name, Builder builder, EventField field) {
        Optional<Tree> value = meta.find(PREFIX + name);
        value.flatMap(found -> WooText.of(found.node()))
                .filter(text -> !text.startsWith("("))
                .ifPresent(text -> builder.read(field, text, value.get().origin()));
    }
}
