// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PageAddresses;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One element of {@code data} (Parameters). */
final class SnapchatPayload {
    private static final PageAddresses PAGES = PageAddresses.keeping("sccid", "sclid");

    static final Duration MAX_AGE = Duration.ofDays(37);
    static final Duration FUTURE_SKEW = Duration.ofMinutes(5);

    /** By event id. */
    static final Duration DEDUPLICATED_FOR = Duration.ofHours(48);

    /** By order id. */
    private static final Duration PURCHASE_DEDUPLICATED_FOR = Duration.ofDays(30);

    private static final Duration TIMELY = Duration.ofDays(7);
    private static final String WEB = "WEB";
    private static final String OFFLINE = "OFFLINE";

    /** Made by jobs or the back office, where the buyer's page and device have no part. */
    private static final Set<EventName> WITHOUT_BUYER =
            Set.of(
                    EventName.SUBSCRIPTION_RENEWED,
                    EventName.ORDER_CANCELLED,
                    EventName.ORDER_REFUNDED);

    private final Event event;
    private final Settings settings;
    private final Instant now;
    private final String name;
    private final boolean byBuyer;
    private final String place;
    private final List<String> warnings = new ArrayList<>();

    SnapchatPayload(Event event, Settings settings, Instant now, String name) {
        this.event = event;
        this.settings = settings;
        this.now = now;
        this.name = name;
        this.byBuyer =
                !WITHOUT_BUYER.contains(event.name())
                        && event.actionSource() != ActionSource.SYSTEM_GENERATED;
        this.place = byBuyer && event.actionSource() == ActionSource.WEBSITE ? WEB : OFFLINE;
    }

    Mapping map() {
        return unsupported().or(this::untimely).or(this::incomplete).orElseGet(this::mapWithUser);
    }

    private Optional<Mapping> unsupported() {
        return byBuyer && event.actionSource() == ActionSource.APP
                ? skip(
                        "app_not_supported",
                        "Snapchat wants to know the device and app of an app event, which a shop"
                                + " does not.")
                : Optional.empty();
    }

    private Optional<Mapping> untimely() {
        Duration age = age();
        if (age.compareTo(settings.duration(SnapchatSettings.MAX_AGE)) > 0) {
            return skip(
                    "too_late", "The event is older than max-age, for which Snapchat sets 37d.");
        }
        if (age.compareTo(FUTURE_SKEW.negated()) < 0) {
            return skip("in_the_future", "Snapchat refuses events that lie in the future.");
        }
        return Optional.empty();
    }

    private Optional<Mapping> incomplete() {
        if (name.equals(SnapchatEventNames.PURCHASE)) {
            if (!SnapchatCustomData.hasPurchaseValue(event)) {
                return skip(
                        "missing_value", "Snapchat refuses a PURCHASE without value and currency.");
            }
            if (!SnapchatCurrencies.taken(event.currency().orElseThrow(), settings)) {
                return skip(
                        "currency_unsupported",
                        "Snapchat is not known to take this currency; if it does, list it under"
                                + " more-currencies.");
            }
        }
        return place.equals(WEB) && page().isEmpty()
                ? skip(
                        "missing_page",
                        "Snapchat refuses a website event without its page; set site-url to send"
                                + " it.")
                : Optional.empty();
    }

    private static Optional<Mapping> skip(String code, String sentence) {
        return Optional.of(Mapping.skip(code, sentence));
    }

    private Mapping mapWithUser() {
        Map<String, Object> user = new SnapchatUserData(event, settings, warnings).collect(byBuyer);
        return SnapchatUserData.sufficient(user)
                ? Mapping.send(record(user))
                : Mapping.skip(
                        "insufficient_identifiers",
                        "Snapchat needs e-mail, phone, or a public address with user agent.");
    }

    private PlatformRecord record(Map<String, Object> user) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("event_name", name);
        body.put("event_time", event.eventTime().getEpochSecond());
        body.put("event_id", sharedEventId());
        body.put("action_source", place);
        if (byBuyer) {
            page().ifPresent(url -> body.put("event_source_url", url));
        }
        body.put("integration", "tracklayer");
        body.putAll(SnapchatPrivacy.flags(event, settings));
        body.put("user_data", user);
        Map<String, Object> custom = new SnapchatCustomData(event, settings, warnings).collect();
        if (!custom.isEmpty()) {
            body.put("custom_data", custom);
        }
        SnapchatBatch batch = batch();
        remark(batch.mode());
        return new PlatformRecord(
                name,
                event.eventId(),
                event.eventTime(),
                body,
                batch.key(),
                recognised(),
                warnings);
    }

    private Optional<String> page() {
        return event.text(EventField.PAGE_URL)
                .flatMap(PAGES::clean)
                .or(
                        () ->
                                settings.find(SnapchatSettings.SITE_URL)
                                        .filter(url -> place.equals(WEB)));
    }

    /** A PURCHASE sent when paid keeps the id under which the browser reported it when placed. */
    private String sharedEventId() {
        return event.name() == EventName.PURCHASE_PAID
                ? event.orderId().map(id -> "ord_" + id + "_purchase").orElse(event.eventId())
                : event.eventId();
    }

    /**
     * Snapchat does not say whether the others of a refused request were kept. An event that it
     * would not recognise again therefore shares its request with none.
     */
    private SnapchatBatch batch() {
        return new SnapchatBatch(
                SnapchatBatch.Mode.of(event, settings),
                place,
                settings.text(SnapchatSettings.PIXEL).strip(),
                recognised() ? "" : event.eventId());
    }

    private boolean recognised() {
        boolean byOrder = name.equals(SnapchatEventNames.PURCHASE) && event.orderId().isPresent();
        Duration window = byOrder ? PURCHASE_DEDUPLICATED_FOR : DEDUPLICATED_FOR;
        return age().compareTo(window) < 0;
    }

    private void remark(SnapchatBatch.Mode mode) {
        if (mode != SnapchatBatch.Mode.LIVE) {
            warnings.add("sent as a test: Snapchat does not count it");
        }
        if (age().compareTo(TIMELY) > 0) {
            warnings.add("the event is older than 7 days; Snapchat may not attribute it");
        }
    }

    private Duration age() {
        return Duration.between(event.eventTime(), now);
    }
}
