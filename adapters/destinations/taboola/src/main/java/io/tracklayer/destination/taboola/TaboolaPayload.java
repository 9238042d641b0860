// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One conversion, as an action of a bulk call or as the parameters of a postback. */
final class TaboolaPayload {
    static final Duration FUTURE_SKEW = Duration.ofMinutes(5);

    private static final Pattern ACCOUNT_ID = Pattern.compile("[1-9]\\d{0,17}");
    private static final BigInteger MOST_UNITS = BigInteger.valueOf(Integer.MAX_VALUE);

    private final Event event;
    private final Settings settings;
    private final MapContext context;
    private final TaboolaEventNames.Choice choice;
    private final List<String> warnings = new ArrayList<>();

    TaboolaPayload(Event event, Settings settings, MapContext context) {
        this.event = event;
        this.settings = settings;
        this.context = context;
        this.choice = new TaboolaEventNames(event, settings).choose();
    }

    Mapping map() {
        TaboolaClickId clickId = new TaboolaClickId(event, settings);
        return unwanted()
                .or(this::untimely)
                .or(() -> unattributable(clickId))
                .or(this::counted)
                .orElseGet(() -> Mapping.send(record(clickId.usable().orElseThrow())));
    }

    private Optional<Mapping> unwanted() {
        Optional<Mapping> unnamed =
                choice.refusal().map(reason -> Mapping.skip(reason.code(), reason.sentence()));
        if (unnamed.isPresent()) {
            return unnamed;
        }
        if (!ACCOUNT_ID.matcher(account()).matches()) {
            return skip("account_invalid", "The setting account must be Taboola's numeric id.");
        }
        if (event.test()) {
            return skip(
                    "test_not_supported", "Taboola has no test mode and would count the event.");
        }
        boolean limited =
                event.limitedUse()
                        || event.consent().state(Purpose.SALE_OF_DATA) == ConsentState.DENIED;
        return limited && settings.text(TaboolaSettings.LIMITED_USE).equals("skip")
                ? skip(
                        "limited_use",
                        "The use of the event is limited, and Taboola cannot be told so.")
                : Optional.empty();
    }

    private Optional<Mapping> untimely() {
        if (age().compareTo(settings.duration(TaboolaSettings.MAX_AGE)) > 0) {
            return skip("too_late", "The event is older than max-age.");
        }
        return age().compareTo(FUTURE_SKEW.negated()) < 0
                ? skip("in_the_future", "The event lies in the future.")
                : Optional.empty();
    }

    private static Optional<Mapping> unattributable(TaboolaClickId clickId) {
        if (!clickId.found()) {
            return skip("no_click_id", "The visitor did not come from an ad of Taboola's.");
        }
        return clickId.usable().isEmpty()
                ? skip(
                        "invalid_click_id",
                        "What stands in place of the click id cannot be one; check the tracking"
                                + " template of the campaign.")
                : Optional.empty();
    }

    /** Taboola is not known to recognise an order, so nothing of it is sent twice. */
    private Optional<Mapping> counted() {
        Set<EventName> same =
                TaboolaEventNames.SALES.contains(event.name())
                        ? TaboolaEventNames.SALES
                        : Set.of(event.name());
        boolean counted =
                event.orderId()
                        .filter(id -> same.stream().anyMatch(name -> context.accepted(name, id)))
                        .isPresent();
        return counted
                ? skip("already_counted", "Taboola already has this conversion of the order.")
                : Optional.empty();
    }

    private PlatformRecord record(String clickId) {
        boolean postback = byPostback();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("click-id", clickId);
        if (!postback) {
            body.put(TaboolaRequests.TIMESTAMP, event.eventTime().toEpochMilli());
        }
        body.put("name", choice.name());
        new TaboolaRevenue(event, settings, warnings).addTo(body);
        order(body);
        String key = account() + (postback ? "/postback/" + choice.name() + "/" : "/bulk");
        return new PlatformRecord(
                choice.name(),
                event.eventId(),
                event.eventTime(),
                body,
                postback ? key + event.eventId() : key,
                settings.flag(TaboolaSettings.REPEAT_UNANSWERED),
                warnings);
    }

    private boolean byPostback() {
        boolean late = age().compareTo(settings.duration(TaboolaSettings.POSTBACK_WITHIN)) > 0;
        return switch (settings.text(TaboolaSettings.TRANSPORT)) {
            case "postback" -> {
                if (late) {
                    warnings.add("a postback has no time: Taboola dates the conversion to now");
                }
                yield true;
            }
            case "bulk" -> false;
            default -> TaboolaEventNames.SALES.contains(event.name()) && !late;
        };
    }

    private void order(Map<String, Object> body) {
        Optional<String> orderId = event.orderId();
        if (orderId.isEmpty()) {
            return;
        }
        BigInteger units =
                event.items().stream()
                        .map(Item::quantity)
                        .map(BigInteger::valueOf)
                        .reduce(BigInteger.ZERO, BigInteger::add);
        if (units.compareTo(MOST_UNITS) > 0) {
            warnings.add("quantity was left out: no order has so many units");
        } else if (units.signum() > 0) {
            body.put("quantity", units.longValueExact());
        }
        if (orderId.get().chars().anyMatch(Character::isISOControl)) {
            warnings.add("orderid was left out: it holds control characters");
        } else {
            body.put("orderid", orderId.get());
        }
    }

    private String account() {
        return settings.text(TaboolaSettings.ACCOUNT).strip();
    }

    private Duration age() {
        return Duration.between(event.eventTime(), context.now());
    }

    private static Optional<Mapping> skip(String code, String sentence) {
        return Optional.of(Mapping.skip(code, sentence));
    }
}
