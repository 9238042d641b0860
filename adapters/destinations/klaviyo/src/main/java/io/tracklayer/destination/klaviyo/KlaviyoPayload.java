// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The record of one event: {@code profile}, the attributes of the person, and {@code events}, the
 * attributes of what becomes of it at Klaviyo; a subscription or an update of the profile has none.
 */
final class KlaviyoPayload {
    static final String PROFILE = "profile";
    static final String EVENTS = "events";

    /** With the order itself 1,000, the most Klaviyo takes in one call. */
    private static final int MOST_LINES = 999;

    private final Event event;
    private final Settings settings;
    private final Instant now;
    private final KlaviyoEventNames.Choice choice;
    private final boolean reduced;
    private final List<String> warnings = new ArrayList<>();

    KlaviyoPayload(Event event, Settings settings, Instant now, KlaviyoEventNames.Choice choice) {
        this.event = event;
        this.settings = settings;
        this.now = now;
        this.choice = choice;
        this.reduced = KlaviyoPrivacy.reduced(event, settings);
    }

    Mapping map() {
        if (event.test() && settings.find(KlaviyoSettings.TEST_API_KEY).isEmpty()) {
            return Mapping.skip(
                    "no_test_account",
                    "Klaviyo has no test mode; set test-api-key to send tests to a test account.");
        }
        if (choice instanceof KlaviyoEventNames.Subscription) {
            return subscription();
        }
        KlaviyoProfile known = new KlaviyoProfile(event, settings, warnings);
        Map<String, Object> profile = person(known);
        if (!KlaviyoProfile.identified(profile)) {
            return Mapping.skip(
                    "no_identity",
                    "Klaviyo needs an unhashed e-mail address, phone, customer key, visitor id or"
                            + " _kx.");
        }
        return choice instanceof KlaviyoEventNames.Metric metric
                ? events(metric.name(), profile)
                : send(KlaviyoBatch.Kind.PROFILE, "profile update", Map.of(PROFILE, profile));
    }

    private Map<String, Object> person(KlaviyoProfile known) {
        if (choice instanceof KlaviyoEventNames.ProfileUpdate) {
            return known.update();
        }
        return reduced ? known.reduce() : known.collect();
    }

    private Mapping subscription() {
        Map<String, Object> profile = new KlaviyoProfile(event, settings, warnings).subscribe();
        return KlaviyoProfile.identified(profile)
                ? send(KlaviyoBatch.Kind.SUBSCRIPTION, "subscription", Map.of(PROFILE, profile))
                : Mapping.skip("no_identity", "A subscription needs an unhashed e-mail address.");
    }

    private Mapping events(String metric, Map<String, Object> profile) {
        KlaviyoProperties known = new KlaviyoProperties(event, settings, warnings);
        List<Map<String, Object>> events = new ArrayList<>();
        events.add(
                attributes(
                        metric,
                        reduced ? known.reduce() : known.collect(),
                        value(),
                        event.eventId()));
        if (event.name() == EventName.PURCHASE_PLACED
                && !reduced
                && settings.flag(KlaviyoSettings.ORDERED_PRODUCT)) {
            events.addAll(orderedProducts());
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(PROFILE, profile);
        body.put(EVENTS, events);
        return send(KlaviyoBatch.Kind.EVENTS, metric, body);
    }

    private List<Map<String, Object>> orderedProducts() {
        List<Item> items = event.items();
        if (items.size() > MOST_LINES) {
            warnings.add("Ordered Product was sent for the first 999 lines only");
        }
        List<Map<String, Object>> products = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_LINES, items.size()); i++) {
            products.add(orderedProduct(items.get(i), i));
        }
        return products;
    }

    /** The id is derived, so that a repetition does not count a line twice. */
    private Map<String, Object> orderedProduct(Item item, int index) {
        return attributes(
                "Ordered Product",
                new KlaviyoProperties(event, settings, warnings).orderedProduct(item),
                item.lineTotal().filter(this::countable),
                event.eventId() + ":" + index);
    }

    private Map<String, Object> attributes(
            String metric,
            Map<String, Object> properties,
            Optional<BigDecimal> value,
            String uniqueId) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(
                "metric", Map.of("data", KlaviyoRequests.typed("metric", Map.of("name", metric))));
        attributes.put("properties", properties);
        value.ifPresent(
                amount -> {
                    attributes.put("value", amount);
                    attributes.put("value_currency", event.currency().orElseThrow());
                });
        attributes.put("time", event.eventTime().truncatedTo(ChronoUnit.SECONDS).toString());
        attributes.put("unique_id", uniqueId);
        if (KlaviyoTiming.old(event, settings, now)) {
            attributes.put("backfill", true);
        }
        return attributes;
    }

    /** Klaviyo sums it up per metric; the money of a visit is no revenue. */
    private Optional<BigDecimal> value() {
        if (event.name().family() == EventName.Family.BROWSE) {
            return Optional.empty();
        }
        Optional<BigDecimal> value = event.value().filter(this::countable);
        if (event.value().isPresent() && value.isEmpty()) {
            warnings.add("value was left out: it is negative or has no currency");
        }
        return value;
    }

    private boolean countable(BigDecimal amount) {
        return amount.signum() >= 0 && event.currency().isPresent();
    }

    private Mapping send(KlaviyoBatch.Kind kind, String name, Map<String, Object> body) {
        remark();
        boolean safe = kind != KlaviyoBatch.Kind.SUBSCRIPTION;
        return Mapping.send(
                new PlatformRecord(
                        name,
                        event.eventId(),
                        event.eventTime(),
                        body,
                        batch(kind, body).key(),
                        safe,
                        warnings));
    }

    private KlaviyoBatch batch(KlaviyoBatch.Kind kind, Map<String, Object> body) {
        boolean shares =
                kind == KlaviyoBatch.Kind.EVENTS
                        && KlaviyoGroups.events(body).size() == 1
                        && settings.text(KlaviyoSettings.BULK).equals("backlog")
                        && KlaviyoTiming.waited(event, now);
        return new KlaviyoBatch(event.test(), kind, shares ? "" : event.eventId());
    }

    private void remark() {
        if (KlaviyoTiming.old(event, settings, now)) {
            warnings.add("older than backfill-after: stored without starting flows");
        }
        KlaviyoRevision.warning(settings.text(KlaviyoSettings.REVISION), now)
                .ifPresent(warnings::add);
    }
}
