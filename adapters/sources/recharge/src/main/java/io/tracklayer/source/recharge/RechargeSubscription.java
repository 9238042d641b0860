// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Topics about a subscription; the topic, not the status, says what happened. */
enum RechargeSubscription implements RechargeTopics.Reader {
    CREATED(EventName.SUBSCRIPTION_STARTED, "started", "/created_at"),
    /** A cancelled one that goes on. */
    ACTIVATED(EventName.SUBSCRIPTION_STARTED, "activated", "/updated_at"),
    CANCELLED(EventName.SUBSCRIPTION_CANCELLED, "cancelled", "/cancelled_at", "/updated_at"),
    PAUSED(EventName.SUBSCRIPTION_PAUSED, "paused", "/paused_at", "/updated_at");

    private static final List<String> PROPERTIES =
            List.of(
                    "order_interval_frequency",
                    "order_interval_unit",
                    "charge_interval_frequency",
                    "is_prepaid",
                    "cancellation_reason");

    private final EventName name;
    private final String part;
    private final String[] times;

    RechargeSubscription(EventName name, String part, String... times) {
        this.name = name;
        this.part = part;
        this.times = times;
    }

    @Override
    public List<Decoded> read(RechargeMessage message) {
        String own = message.id().orElseThrow();
        String id = "rc_sub_" + own + "_" + part + suffix(message);
        return message.first(id)
                ? List.of(new Decoded.Happened(observe(message, own, id)))
                : List.of(new Decoded.Ignored("nothing_new", "The same was reported before."));
    }

    private Observation observe(RechargeMessage message, String own, String id) {
        Builder builder =
                message.of(event(message))
                        .derivedEventId(id)
                        .timing(message.time(times))
                        .read(EventField.SUBSCRIPTION_ID, own, "/subscription/id");
        if (this == CREATED) {
            new RechargeVisit(message.subject()).campaign(builder);
        } else {
            builder.actionSource(ActionSource.SYSTEM_GENERATED);
        }
        contract(builder, message.subject());
        RechargePerson.read(builder, message);
        return builder.build();
    }

    /** A subscription is made once; all else can happen to it again. */
    private String suffix(RechargeMessage message) {
        return this == CREATED
                ? ""
                : "_"
                        + RechargeText.at(message.subject(), times)
                                .filter(text -> text.length() <= 40)
                                .orElse("");
    }

    private EventName event(RechargeMessage message) {
        return this == CREATED && trial(message) ? EventName.TRIAL_STARTED : name;
    }

    private static boolean trial(RechargeMessage message) {
        Optional<String> marker = message.account().trialProperty();
        boolean free =
                RechargeText.number(message.subject(), "/price")
                        .filter(price -> price.signum() == 0)
                        .isPresent();
        return free
                && marker.isPresent()
                && message.subject().each("/properties").stream()
                        .anyMatch(property -> RechargeText.at(property, "/name").equals(marker));
    }

    private void contract(Builder builder, Tree subscription) {
        RechargeText.read(
                builder, EventField.CURRENCY, subscription, "/presentment_currency", "/currency");
        BigDecimal pieces =
                RechargeText.number(subscription, "/quantity")
                        .filter(count -> count.signum() > 0)
                        .orElse(BigDecimal.ONE);
        RechargeText.number(subscription, "/price")
                .map(price -> price.multiply(pieces).toPlainString())
                .ifPresent(value -> builder.read(EventField.VALUE, value, "/subscription/price"));
        Map<String, Object> item = RechargeItem.of(subscription);
        if (!item.isEmpty()) {
            builder.read(EventField.ITEMS, List.of(item), "/subscription");
        }
        builder.properties(properties(subscription), "/subscription");
    }

    private Map<String, Object> properties(Tree subscription) {
        Map<String, Object> found = new LinkedHashMap<>();
        for (String property : PROPERTIES) {
            subscription.find("/" + property).ifPresent(value -> found.put(property, value));
        }
        if (this == ACTIVATED) {
            found.put("reactivated", true);
        }
        return found;
    }
}
