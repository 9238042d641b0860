// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
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
import java.util.regex.Pattern;

/** One element of {@code data.events}. */
final class RedditPayload {
    static final Duration MAX_AGE = Duration.ofHours(168);
    static final Duration FUTURE_SKEW = Duration.ofMinutes(5);

    private static final Duration CLICK_KEPT = Duration.ofDays(30);
    private static final PageAddresses PAGES = PageAddresses.keeping("rdt_cid");
    private static final PageAddresses PAGES_WITHOUT_CLICK = PageAddresses.keeping();
    private static final Pattern URL = Pattern.compile("[^\\s\\p{Cntrl}]+");
    private static final String WEBSITE = "WEBSITE";
    private static final String OTHER = "OTHER";

    /** Made by jobs or the back office, where the buyer's page and device have no part. */
    private static final Set<EventName> WITHOUT_BUYER =
            Set.of(
                    EventName.SUBSCRIPTION_RENEWED,
                    EventName.ORDER_CANCELLED,
                    EventName.ORDER_REFUNDED);

    private final Event event;
    private final Settings settings;
    private final Instant now;
    private final RedditEventNames.Named name;
    private final boolean byBuyer;
    private final boolean anonymous;
    private final List<String> warnings = new ArrayList<>();

    RedditPayload(Event event, Settings settings, Instant now, RedditEventNames.Named name) {
        this.event = event;
        this.settings = settings;
        this.now = now;
        this.name = name;
        this.byBuyer =
                !WITHOUT_BUYER.contains(event.name())
                        && event.actionSource() != ActionSource.SYSTEM_GENERATED;
        this.anonymous = RedditPrivacy.anonymous(event, settings);
    }

    Mapping map() {
        return untimely().or(this::untestable).orElseGet(this::mapWithUser);
    }

    private Optional<Mapping> untimely() {
        Duration age = Duration.between(event.eventTime(), now);
        if (age.compareTo(MAX_AGE) >= 0) {
            return skip("too_late", "Reddit refuses events older than 7 days.");
        }
        return age.compareTo(FUTURE_SKEW.negated()) < 0
                ? skip("in_the_future", "Reddit refuses events that lie in the future.")
                : Optional.empty();
    }

    private Optional<Mapping> untestable() {
        return RedditBatch.isTest(event, settings)
                        && settings.find(RedditSettings.TEST_ID).isEmpty()
                ? skip("no_test_id", "Reddit would count the test; set test-id to send it as one.")
                : Optional.empty();
    }

    private static Optional<Mapping> skip(String code, String sentence) {
        return Optional.of(Mapping.skip(code, sentence));
    }

    private Mapping mapWithUser() {
        RedditUser user = new RedditUser(event, settings, warnings);
        Map<String, Object> keys =
                anonymous ? user.collectAnonymous(byBuyer) : user.collect(byBuyer);
        Optional<String> click = click();
        boolean nobody = click.isEmpty() && Set.of("user_agent").containsAll(keys.keySet());
        return nobody && !anonymous
                ? Mapping.skip(
                        "insufficient_identifiers",
                        "Reddit has nothing to match the event with: no click, customer, browser"
                                + " or address is known.")
                : Mapping.send(record(click, keys));
    }

    private PlatformRecord record(Optional<String> click, Map<String, Object> user) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("event_at", event.eventTime().toEpochMilli());
        body.put("action_source", place());
        pages(body);
        click.ifPresent(id -> body.put("click_id", id));
        body.put("type", type());
        body.put(
                "metadata",
                new RedditMetadata(event, settings, name.type(), warnings)
                        .collect(sharedEventId()));
        RedditPrivacy.options(event, settings)
                .ifPresent(options -> user.put("data_processing_options", options));
        if (!user.isEmpty()) {
            body.put("user", user);
        }
        RedditBatch batch = RedditBatch.of(event, settings);
        if (batch.test()) {
            warnings.add("sent as a test: Reddit does not count it");
        }
        return new PlatformRecord(
                name.shown(),
                event.eventId(),
                event.eventTime(),
                body,
                batch.key(),
                true,
                warnings);
    }

    private Map<String, Object> type() {
        Map<String, Object> type = new LinkedHashMap<>();
        type.put("tracking_type", name.type());
        if (!name.customName().isEmpty()) {
            type.put("custom_event_name", name.customName());
        }
        return type;
    }

    private String place() {
        if (!byBuyer) {
            return OTHER;
        }
        return switch (event.actionSource()) {
            case WEBSITE -> WEBSITE;
            case APP -> "APP";
            case PHYSICAL_STORE -> "PHYSICAL_STORE";
            case EMAIL, PHONE_CALL, CHAT, SYSTEM_GENERATED, OTHER -> OTHER;
        };
    }

    private void pages(Map<String, Object> body) {
        if (place().equals(WEBSITE)) {
            page(body, "event_source_url", EventField.PAGE_URL);
            if (settings.flag(RedditSettings.REFERRER)) {
                page(body, "referrer_url", EventField.PAGE_REFERRER);
            }
        }
    }

    private void page(Map<String, Object> body, String name, EventField field) {
        Optional<String> url =
                event.text(field)
                        .flatMap(anonymous ? PAGES_WITHOUT_CLICK::clean : PAGES::clean)
                        .filter(URL.asMatchPredicate());
        url.ifPresent(address -> body.put(name, address));
        if (event.has(field) && url.isEmpty()) {
            warnings.add(field.path() + " was left out: it is no web address");
        }
    }

    /** Reddit keeps clicks for 30 days; an older one belongs to another visit. */
    private Optional<String> click() {
        return event.clickId(EventField.RDT_CID)
                .filter(click -> !anonymous)
                .filter(click -> click.seen().map(this::kept).orElse(true))
                .map(ClickId::value)
                .filter(value -> !value.isBlank());
    }

    private boolean kept(Instant seen) {
        return !seen.plus(CLICK_KEPT).isBefore(event.eventTime());
    }

    /** A PURCHASE sent when paid keeps the id under which the browser reported it when placed. */
    private String sharedEventId() {
        return event.name() == EventName.PURCHASE_PAID
                ? event.orderId().map(id -> "ord_" + id + "_purchase").orElse(event.eventId())
                : event.eventId();
    }
}
