// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

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

/** One element of {@code data} (Events API 2.0: Payload). */
final class TikTokPayload {
    private static final PageAddresses PAGES = PageAddresses.keeping("ttclid");

    static final Duration FUTURE_SKEW = Duration.ofMinutes(5);
    static final Duration DEDUPLICATED_FOR = Duration.ofHours(48);

    private final Event event;
    private final Settings settings;
    private final Instant now;
    private final String name;
    private final TikTokSource source;
    private final List<String> warnings = new ArrayList<>();

    TikTokPayload(Event event, Settings settings, Instant now, String name, TikTokSource source) {
        this.event = event;
        this.settings = settings;
        this.now = now;
        this.name = name;
        this.source = source;
    }

    Mapping map() {
        return refusal().orElseGet(this::mapWithUser);
    }

    private Optional<Mapping> refusal() {
        Duration age = Duration.between(event.eventTime(), now);
        if (age.compareTo(settings.duration(TikTokSettings.MAX_AGE)) > 0) {
            return skip("too_late", "It is older than max-age, after which TikTok ignores events.");
        }
        if (age.compareTo(FUTURE_SKEW.negated()) < 0) {
            return skip("in_the_future", "TikTok refuses events that lie in the future.");
        }
        if (source.id(settings).isEmpty()) {
            return skip("no_offline_set", "Events of stores and calls need offline-set.");
        }
        if (isPurchase() && TikTokProperties.usableValue(event).isEmpty()) {
            return skip("missing_value", "A TikTok Purchase needs a value and a currency.");
        }
        return privacyRefusal();
    }

    private Optional<Mapping> privacyRefusal() {
        if (TikTokPrivacy.refused(event)) {
            return skip(
                    "insufficient_identifiers",
                    "marketing or ad_user_data is denied; without identifiers TikTok matches"
                            + " nothing.");
        }
        if (source == TikTokSource.OFFLINE && TikTokPrivacy.optedOut(event)) {
            return skip(
                    "limited_use_not_possible",
                    "The visitor opted out, and TikTok cannot limit its use of offline events.");
        }
        return Optional.empty();
    }

    private Mapping mapWithUser() {
        Map<String, Object> user = new TikTokUser(event, settings, warnings).collect(madeByBuyer());
        if (!TikTokUser.sufficient(user)) {
            return Mapping.skip(
                    "insufficient_identifiers",
                    "TikTok needs e-mail, phone, external id, ttclid, ttp, or address and user"
                            + " agent.");
        }
        Map<String, Object> page = page();
        if (source == TikTokSource.WEB && !page.containsKey("url")) {
            return Mapping.skip(
                    "missing_page_url",
                    "TikTok requires a page address; set page-url for events that know none.");
        }
        return Mapping.send(record(user, page));
    }

    private PlatformRecord record(Map<String, Object> user, Map<String, Object> page) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("event", name);
        body.put("event_time", event.eventTime().getEpochSecond());
        body.put("event_id", sharedEventId());
        body.put("user", user);
        put(body, "page", page);
        put(body, "properties", new TikTokProperties(event, settings, warnings).collect());
        limitUse(body);
        warnAboutTestCode();
        return new PlatformRecord(
                name,
                event.eventId(),
                event.eventTime(),
                body,
                source.batchKey(settings),
                now.isBefore(event.eventTime().plus(DEDUPLICATED_FOR)),
                warnings);
    }

    private Map<String, Object> page() {
        Map<String, Object> page = new LinkedHashMap<>();
        if (source == TikTokSource.OFFLINE) {
            return page;
        }
        if (madeByBuyer()) {
            address("url", EventField.PAGE_URL, page);
        }
        if (page.containsKey("url")) {
            address("referrer", EventField.PAGE_REFERRER, page);
        } else {
            settings.find(TikTokSettings.PAGE_URL)
                    .ifPresent(
                            url -> {
                                page.put("url", url);
                                warnings.add("page.url is the page-url setting: none was known");
                            });
        }
        return page;
    }

    private void address(String key, EventField field, Map<String, Object> page) {
        event.text(field).flatMap(PAGES::clean).ifPresent(url -> page.put(key, url));
    }

    private void limitUse(Map<String, Object> body) {
        if (!TikTokPrivacy.limited(event)) {
            return;
        }
        if (source == TikTokSource.WEB) {
            body.put("limited_data_use", true);
        } else {
            warnings.add("a rule limits its use, which TikTok offers for web events only");
        }
    }

    private void warnAboutTestCode() {
        if (settings.find(TikTokSettings.TEST_EVENT_CODE).isPresent()) {
            warnings.add("test-event-code is set; TikTok shows it in the test view only");
        }
    }

    /** A Purchase sent when paid keeps the id under which the browser reported it when placed. */
    private String sharedEventId() {
        return event.name() == EventName.PURCHASE_PAID
                ? event.orderId().map(id -> "ord_" + id + "_purchase").orElse(event.eventId())
                : event.eventId();
    }

    private boolean isPurchase() {
        return name.equals(settings.text(TikTokSettings.PURCHASE_EVENT_NAME));
    }

    /** A job's address, page and click are not the buyer's. */
    private boolean madeByBuyer() {
        return event.name() != EventName.SUBSCRIPTION_RENEWED
                && event.actionSource() != ActionSource.SYSTEM_GENERATED;
    }

    private static void put(Map<String, Object> body, String key, Map<String, Object> block) {
        if (!block.isEmpty()) {
            body.put(key, block);
        }
    }

    private static Optional<Mapping> skip(String code, String sentence) {
        return Optional.of(Mapping.skip(code, sentence));
    }
}
