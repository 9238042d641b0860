// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PageAddresses;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One member of {@code events} (Send events; proto Event). */
final class GoogleAdsPayload {
    /** The longest click-through window. */
    static final Duration MAX_AGE = Duration.ofDays(90);

    static final Duration FUTURE_SKEW = Duration.ofMinutes(5);

    private static final int LONGEST_ID = 512;

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;

    GoogleAdsPayload(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
    }

    Map<String, Object> conversion() {
        Map<String, Object> body = head(Optional.empty());
        money(body);
        identifiers(body);
        put(body, "consent", GoogleAdsConsent.of(event).toTree());
        put(body, "eventDeviceInfo", GoogleAdsDevice.of(event));
        put(body, "userProperties", userProperties());
        put(body, "cartData", new GoogleAdsCart(event, settings, warnings).toTree(body));
        if (transactionId().isEmpty()) {
            warnings.add("sent without transaction id: Google could count a repetition");
        }
        return body;
    }

    /**
     * The same conversion with another value; Google ignores all that is left out.
     *
     * @param cause the event that changed the order; what its visitor refused holds, too
     */
    Map<String, Object> restatement(BigDecimal value, Event cause, Instant updated) {
        Map<String, Object> body = head(Optional.of(updated));
        body.put("conversionValue", value);
        body.put("currency", event.currency().orElseThrow());
        identifiers(body);
        put(body, "consent", GoogleAdsConsent.of(event).and(GoogleAdsConsent.of(cause)).toTree());
        return body;
    }

    /**
     * By what Google recognises the conversion: the order id, for others the id that browser and
     * server share. Empty when it looks like an e-mail address, which Google refuses.
     */
    Optional<String> transactionId() {
        Optional<String> order = ofAnOrder(event) ? event.orderId() : Optional.empty();
        return Optional.of(order.orElse(event.eventId()))
                .filter(id -> id.length() <= LONGEST_ID && !PageAddresses.holdsEmail(id));
    }

    private static boolean ofAnOrder(Event event) {
        return event.name().family() == EventName.Family.ORDER
                || event.name().family() == EventName.Family.SUBSCRIPTION;
    }

    private Map<String, Object> head(Optional<Instant> updated) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("eventTimestamp", event.eventTime().toString());
        body.put("eventSource", source(event.actionSource()));
        transactionId().ifPresent(id -> body.put("transactionId", id));
        updated.ifPresent(time -> body.put("lastUpdatedTimestamp", time.toString()));
        return body;
    }

    private void money(Map<String, Object> body) {
        Optional<BigDecimal> value = event.value().filter(amount -> amount.signum() >= 0);
        if (value.isPresent() && event.currency().isPresent()) {
            body.put("conversionValue", value.get());
            body.put("currency", event.currency().get());
        } else if (event.value().isPresent() || GoogleAdsOrder.SALES.contains(event.name())) {
            warnings.add(
                    "sent without value: Google wants an amount that is not negative and its"
                            + " currency");
        }
    }

    private void identifiers(Map<String, Object> body) {
        put(body, "adIdentifiers", GoogleAdsClickIds.of(event, settings));
        List<Map<String, Object>> persons = new GoogleAdsUser(event, warnings).identifiers();
        if (!persons.isEmpty()) {
            body.put("userData", Map.of("userIdentifiers", persons));
        }
    }

    private Map<String, Object> userProperties() {
        return switch (event.text(EventField.CUSTOMER_TYPE).orElse("")) {
            case "new" -> Map.of("customerType", "NEW");
            case "returning" -> Map.of("customerType", "RETURNING");
            default -> Map.of();
        };
    }

    private static String source(ActionSource place) {
        return switch (place) {
            case WEBSITE -> "WEB";
            case APP -> "APP";
            case PHYSICAL_STORE -> "IN_STORE";
            case PHONE_CALL -> "PHONE";
            case CHAT -> "MESSAGE";
            case EMAIL, SYSTEM_GENERATED, OTHER -> "OTHER";
        };
    }

    private static void put(Map<String, Object> body, String name, Map<String, Object> block) {
        if (!block.isEmpty()) {
            body.put(name, block);
        }
    }
}
