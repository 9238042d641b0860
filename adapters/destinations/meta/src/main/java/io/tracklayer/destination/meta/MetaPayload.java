// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

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

/** One element of {@code data} (Server event parameters). */
final class MetaPayload {
    private static final PageAddresses PAGES = PageAddresses.keeping("fbclid");

    static final Duration MAX_AGE = Duration.ofDays(7);
    static final Duration MAX_AGE_IN_STORE = Duration.ofDays(62);
    static final Duration FUTURE_SKEW = Duration.ofSeconds(60);
    static final Duration DEDUPLICATED_FOR = Duration.ofHours(48);

    /** A scheduled job makes these; presenting them as visits would mislead attribution. */
    private static final Set<EventName> MADE_BY_JOBS =
            Set.of(
                    EventName.SUBSCRIPTION_RENEWED,
                    EventName.SUBSCRIPTION_CANCELLED,
                    EventName.SUBSCRIPTION_PAUSED);

    private final Event event;
    private final Settings settings;
    private final Instant now;
    private final String name;
    private final ActionSource place;
    private final List<String> warnings = new ArrayList<>();

    MetaPayload(Event event, Settings settings, Instant now, String name) {
        this.event = event;
        this.settings = settings;
        this.now = now;
        this.name = name;
        this.place =
                MADE_BY_JOBS.contains(event.name())
                        ? ActionSource.SYSTEM_GENERATED
                        : event.actionSource();
    }

    Mapping map() {
        return refusal().orElseGet(this::mapWithUser);
    }

    private Optional<Mapping> refusal() {
        Duration age = Duration.between(event.eventTime(), now);
        if (age.compareTo(place == ActionSource.PHYSICAL_STORE ? MAX_AGE_IN_STORE : MAX_AGE) > 0) {
            return skip("too_late", "Meta takes events of the last 7 days, in stores 62 days.");
        }
        if (age.compareTo(FUTURE_SKEW.negated()) < 0) {
            return skip("in_the_future", "Meta refuses events that lie in the future.");
        }
        if (name.equals(MetaEventNames.PURCHASE) && MetaCustomData.usableValue(event).isEmpty()) {
            return skip("missing_value", "Meta refuses a Purchase without value and currency.");
        }
        return Optional.empty();
    }

    private static Optional<Mapping> skip(String code, String sentence) {
        return Optional.of(Mapping.skip(code, sentence));
    }

    private Mapping mapWithUser() {
        if (MetaPrivacy.stripped(event)) {
            return Mapping.skip(
                    "insufficient_identifiers",
                    "ad_user_data is denied; without identifiers Meta takes no event.");
        }
        Map<String, Object> user =
                new MetaUserData(event, settings, warnings).collect(now, madeByBuyer());
        if (!MetaUserData.sufficient(user)) {
            return Mapping.skip(
                    "insufficient_identifiers",
                    "Meta needs e-mail, phone, external id, fbp, fbc, or address and user agent.");
        }
        return MetaPrivacy.processingOptions(event, settings, user.containsKey(MetaUserData.IP))
                .map(options -> Mapping.send(record(user, options)))
                .orElseGet(
                        () ->
                                Mapping.skip(
                                        "sale_of_data_unlocatable",
                                        (event.limitedUse()
                                                        ? "A rule limits its use, and"
                                                        : "Sale of data is denied, and")
                                                + " without a listed US state or"
                                                + " an address Meta cannot limit its use."));
    }

    private PlatformRecord record(Map<String, Object> user, Map<String, Object> options) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("event_name", name);
        body.put("event_time", time().getEpochSecond());
        body.put("event_id", sharedEventId());
        body.put("action_source", place.wire());
        pages(body);
        if (MetaPrivacy.optOut(event)) {
            body.put("opt_out", true);
        }
        body.putAll(options);
        body.put("user_data", user);
        Map<String, Object> custom = new MetaCustomData(event, settings, warnings).collect(name);
        if (!custom.isEmpty()) {
            body.put("custom_data", custom);
        }
        return new PlatformRecord(
                name,
                event.eventId(),
                event.eventTime(),
                body,
                batchKey(),
                resendSafe(),
                warnings());
    }

    private Instant time() {
        if (event.eventTime().isAfter(now)) {
            warnings.add("event_time was ahead of the node's clock; the node's time was sent");
            return now;
        }
        return event.eventTime();
    }

    /** A Purchase sent when paid keeps the id under which the browser reported it when placed. */
    private String sharedEventId() {
        return event.name() == EventName.PURCHASE_PAID
                ? event.orderId().map(id -> "ord_" + id + "_purchase").orElse(event.eventId())
                : event.eventId();
    }

    private void pages(Map<String, Object> body) {
        if (madeByBuyer()) {
            event.text(EventField.PAGE_URL)
                    .flatMap(PAGES::clean)
                    .ifPresent(url -> body.put("event_source_url", url));
            event.text(EventField.PAGE_REFERRER)
                    .flatMap(PAGES::clean)
                    .ifPresent(url -> body.put("referrer_url", url));
        }
    }

    private boolean madeByBuyer() {
        return place != ActionSource.SYSTEM_GENERATED;
    }

    /**
     * One event of the wrong kind refuses a whole call, so kinds with rules of their own go apart.
     */
    private String batchKey() {
        String kind =
                place == ActionSource.PHYSICAL_STORE || place == ActionSource.APP
                        ? place.wire()
                        : "events";
        return settings.text(MetaSettings.PIXEL)
                + "/"
                + settings.find(MetaSettings.TEST_EVENT_CODE).orElse("live")
                + "/"
                + kind;
    }

    private boolean resendSafe() {
        return now.isBefore(event.eventTime().plus(DEDUPLICATED_FOR));
    }

    private List<String> warnings() {
        if (settings.find(MetaSettings.TEST_EVENT_CODE).isPresent()) {
            warnings.add("test-event-code is set; Meta counts test events like others");
        }
        return warnings;
    }
}
