// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Settings;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The channel of the last paid click (Parameter guidance: channel). Saying {@code aw} whatever it
 * was would have partners paid for the sales of other networks.
 */
final class AwinChannel {
    static final String AWIN = "aw";

    private static final String PREFIX = "click_ids.";
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern CLICK_TIME = Pattern.compile("\\d{1,10}_(\\d{9,10})_.*");

    /** Click ids of other networks, by name. */
    static final List<String> KNOWN =
            Arrays.stream(EventField.values())
                    .filter(field -> field.type() == FieldType.CLICK_ID)
                    .filter(field -> field != EventField.AWC)
                    .map(field -> field.path().substring(PREFIX.length()))
                    .toList();

    /** Those that stand for an advertisement: not the ones of e-mail and of a cookie. */
    static final List<String> PAID =
            KNOWN.stream()
                    .filter(name -> !List.of("klaviyo_kx", "criteo_gum").contains(name))
                    .toList();

    private final Event event;
    private final Settings settings;

    AwinChannel(Event event, Settings settings) {
        this.event = event;
        this.settings = settings;
    }

    /** Awin's code of the channel. */
    String code() {
        String fixed = settings.text(AwinSettings.CHANNEL).strip();
        if (!fixed.equals("last-click")) {
            return fixed;
        }
        return kept().or(this::ofSource)
                .orElseGet(
                        () ->
                                anotherWasLast()
                                        ? settings.text(AwinSettings.OTHER_CHANNEL).strip()
                                        : AWIN);
    }

    /** What the shop's own page remembered. */
    private Optional<String> kept() {
        return Optional.ofNullable(
                        event.properties().get(settings.text(AwinSettings.CHANNEL_PROPERTY)))
                .map(Object::toString)
                .map(String::strip)
                .filter(CODE.asMatchPredicate())
                .map(code -> meansAwin(code) ? AWIN : code);
    }

    private Optional<String> ofSource() {
        return event.text(EventField.UTM_SOURCE).filter(this::meansAwin).map(source -> AWIN);
    }

    private boolean meansAwin(String source) {
        return settings.list(AwinSettings.AWIN_SOURCES).stream()
                .anyMatch(source.strip()::equalsIgnoreCase);
    }

    /** Without an Awin click any other counts; beside one only what is known to be later. */
    private boolean anotherWasLast() {
        Optional<ClickId> awin = event.clickId(EventField.AWC);
        if (awin.isEmpty()) {
            return others().findAny().isPresent();
        }
        Optional<Instant> clicked = awin.flatMap(ClickId::seen).or(() -> timeIn(awin.get()));
        return clicked.isPresent()
                && others().flatMap(other -> other.seen().stream())
                        .anyMatch(seen -> seen.isAfter(clicked.get()));
    }

    private Stream<ClickId> others() {
        return settings.list(AwinSettings.PAID_CLICK_IDS).stream()
                .flatMap(name -> EventField.find(PREFIX + name).stream())
                .flatMap(field -> event.clickId(field).stream());
    }

    /** Read for the comparison only; what is sent stays as it is. */
    private static Optional<Instant> timeIn(ClickId awin) {
        Matcher parts = CLICK_TIME.matcher(awin.value());
        return parts.matches()
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(parts.group(1))))
                : Optional.empty();
    }
}
