// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PageAddresses;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One element of {@code data}. Its objects are closed: a key Pinterest does not know refuses it.
 */
final class PinterestPayload {
    private static final PageAddresses PAGES = PageAddresses.keeping("epik");

    private static final String PARTNER = "ss-tracklayer";
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private final Event event;
    private final Settings settings;
    private final String name;
    private final PinterestTimes times;
    private final List<String> warnings = new ArrayList<>();

    PinterestPayload(Event event, Settings settings, Instant now, String name) {
        this.event = event;
        this.settings = settings;
        this.name = name;
        this.times = new PinterestTimes(event, now);
    }

    Mapping map() {
        return times.refusal(settings)
                .or(() -> PinterestPrivacy.refusal(event, settings))
                .orElseGet(this::mapWithPlace);
    }

    private Mapping mapWithPlace() {
        return PinterestPlace.of(event)
                .map(this::mapWithUser)
                .orElseGet(
                        () ->
                                Mapping.skip(
                                        "app_system_unknown",
                                        "Pinterest asks for Android or iOS, and the event of the"
                                                + " app does not tell."));
    }

    private Mapping mapWithUser(PinterestPlace place) {
        Map<String, Object> user = new PinterestUserData(event, settings, warnings).collect();
        return PinterestUserData.sufficient(user)
                ? Mapping.send(record(place, user))
                : Mapping.skip(
                        "insufficient_identifiers",
                        "Pinterest needs an e-mail address, or address and user agent of the"
                                + " buyer's device.");
    }

    private PlatformRecord record(PinterestPlace place, Map<String, Object> user) {
        boolean test = settings.flag(PinterestSettings.TEST) || event.test();
        if (test) {
            warnings.add("sent as a test: Pinterest checks it and records nothing");
        }
        return new PlatformRecord(
                name,
                event.eventId(),
                event.eventTime(),
                body(place, user),
                PinterestRequests.batchKey(settings, test),
                place != PinterestPlace.OFFLINE && times.recognised(),
                warnings);
    }

    private Map<String, Object> body(PinterestPlace place, Map<String, Object> user) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("event_name", name);
        body.put("action_source", place.wire());
        body.put("event_time", times.seconds(warnings));
        body.put("event_id", sharedEventId());
        page(place).ifPresent(url -> body.put("event_source_url", url));
        if (settings.flag(PinterestSettings.PARTNER_NAME)) {
            body.put("partner_name", PARTNER);
        }
        PinterestPrivacy.optOut(event).ifPresent(out -> body.put("opt_out", out));
        event.text(EventField.LOCALE)
                .flatMap(PinterestPayload::language)
                .ifPresent(language -> body.put("language", language));
        body.put("user_data", user);
        Map<String, Object> custom =
                new PinterestCustomData(event, settings, warnings).collect(name);
        if (!custom.isEmpty()) {
            body.put("custom_data", custom);
        }
        return body;
    }

    /** A checkout sent when paid keeps the id under which the tag reported it when placed. */
    private String sharedEventId() {
        return event.name() == EventName.PURCHASE_PAID
                ? event.orderId().map(id -> "ord_" + id + "_purchase").orElse(event.eventId())
                : event.eventId();
    }

    private Optional<String> page(PinterestPlace place) {
        return place == PinterestPlace.WEB
                ? event.text(EventField.PAGE_URL).flatMap(PAGES::clean)
                : Optional.empty();
    }

    private static Optional<String> language(String tag) {
        return Optional.of(tag.strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT))
                .filter(LANGUAGES::contains);
    }
}
