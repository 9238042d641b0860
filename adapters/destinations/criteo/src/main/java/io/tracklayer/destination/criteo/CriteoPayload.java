// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request body but for who sends it: one visitor, one page and what happened there. */
final class CriteoPayload {
    static final Duration FUTURE_SKEW = Duration.ofMinutes(5);

    private static final Pattern PARTNER_ID = Pattern.compile("\\d{3,10}");

    private final Event event;
    private final Settings settings;
    private final Instant now;
    private final String name;
    private final boolean sale;
    private final boolean byBuyer;
    private final List<String> warnings = new ArrayList<>();

    CriteoPayload(Event event, Settings settings, Instant now, String name) {
        this.event = event;
        this.settings = settings;
        this.now = now;
        this.name = name;
        this.sale = name.equals(CriteoEventNames.SALE);
        this.byBuyer = event.name() != EventName.SUBSCRIPTION_RENEWED;
    }

    Mapping map() {
        return unwanted()
                .or(() -> CriteoPrivacy.refusal(event, settings))
                .or(this::untimely)
                .or(this::incomplete)
                .orElseGet(this::mapWithEvents);
    }

    private Optional<Mapping> unwanted() {
        if (!PARTNER_ID.matcher(settings.text(CriteoSettings.ACCOUNT).strip()).matches()) {
            return skip("account_invalid", "The setting account must have 3 to 10 digits.");
        }
        if (event.test()) {
            return skip("test_not_supported", "Criteo has no test mode and would count the event.");
        }
        if (byBuyer && event.actionSource() != ActionSource.WEBSITE) {
            return skip("not_on_the_web", "Criteo takes what happens on the pages of the shop.");
        }
        boolean ofOneTag = settings.text(CriteoSettings.ONETAG).equals("present") && !sale;
        return ofOneTag && CriteoEvent.pageViewId(event, settings).isEmpty()
                ? skip(
                        "onetag_reports_it",
                        "OneTag reports it from the page, and without a shared page view id Criteo"
                                + " would count it twice; set onetag to none if there is no"
                                + " OneTag.")
                : Optional.empty();
    }

    private Optional<Mapping> untimely() {
        if (age().compareTo(settings.duration(CriteoSettings.MAX_AGE)) > 0
                && !settings.flag(CriteoSettings.ALLOW_LATE)) {
            return skip(
                    "too_late",
                    "The event is older than max-age; Criteo wants events as they happen.");
        }
        return age().compareTo(FUTURE_SKEW.negated()) < 0
                ? skip("in_the_future", "The event lies in the future.")
                : Optional.empty();
    }

    private Optional<Mapping> incomplete() {
        if (sale && event.orderId().isEmpty()) {
            return skip("missing_order_id", "Criteo tells sales apart by their order id.");
        }
        return sale && event.currency().isEmpty()
                ? skip("missing_currency", "Without a currency the amount of a sale says nothing.")
                : Optional.empty();
    }

    private Mapping mapWithEvents() {
        List<Map<String, Object>> events = events();
        return events.isEmpty()
                ? Mapping.skip(
                        "missing_items",
                        "Criteo needs products with an id and, in carts and orders, a price.")
                : mapWithUser(events);
    }

    /** Two for the front page, which is home and page; none when what it must have is missing. */
    private List<Map<String, Object>> events() {
        List<Map<String, Object>> events = new ArrayList<>();
        if (name.equals(CriteoEventNames.PAGE) && CriteoVisit.atHome(event)) {
            one(CriteoEventNames.HOME).ifPresent(events::add);
        }
        one(name).ifPresent(events::add);
        return events;
    }

    private Optional<Map<String, Object>> one(String ofName) {
        return new CriteoEvent(event, settings, ofName, warnings).collect();
    }

    private Mapping mapWithUser(List<Map<String, Object>> events) {
        boolean identifies = CriteoPrivacy.mayIdentify(event);
        Map<String, Object> id =
                new CriteoIdentity(event, settings, now, warnings).collect(byBuyer, identifies);
        if (name.equals(CriteoEventNames.LOGIN) && !id.containsKey("email")) {
            return Mapping.skip(
                    "identity_unchanged", "A login tells Criteo nothing without an e-mail.");
        }
        if (id.isEmpty()) {
            return Mapping.skip(
                    "no_identifier",
                    "Criteo needs an e-mail, or its cookie together with caller-id.");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.putAll(new CriteoVisit(event, settings, warnings).collect(byBuyer, identifies));
        body.put("id", id);
        body.put("events", events);
        return Mapping.send(record(body));
    }

    private PlatformRecord record(Map<String, Object> body) {
        if (age().compareTo(settings.duration(CriteoSettings.MAX_AGE)) > 0) {
            warnings.add("the event is older than max-age; Criteo may refuse it");
        }
        return new PlatformRecord(
                name,
                event.eventId(),
                event.eventTime(),
                body,
                settings.text(CriteoSettings.ACCOUNT).strip() + "/" + event.eventId(),
                recognised(),
                warnings);
    }

    /** Only of sales does Criteo know one that comes twice from the server. */
    private boolean recognised() {
        Duration window = settings.duration(CriteoSettings.DEDUPLICATED_FOR);
        return sale && age().compareTo(window) < 0;
    }

    private Duration age() {
        return Duration.between(event.eventTime(), now);
    }

    private static Optional<Mapping> skip(String code, String sentence) {
        return Optional.of(Mapping.skip(code, sentence));
    }
}
