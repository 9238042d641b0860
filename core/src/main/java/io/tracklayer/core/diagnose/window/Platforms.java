// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the platforms of the built-in plugins recognise a visitor's browser by, how long after a
 * click they count at most in their standard set-up, and which setting makes everything a test.
 */
final class Platforms {
    private static final Map<String, Signs> SIGNS =
            Map.of(
                    "meta",
                    new Signs(
                            Set.of(EventField.FBP),
                            Set.of(EventField.FBC, EventField.FBCLID),
                            Duration.ofDays(7)),
                    "tiktok",
                    new Signs(
                            Set.of(EventField.TTP), Set.of(EventField.TTCLID), Duration.ofDays(28)),
                    "snapchat",
                    new Signs(
                            Set.of(EventField.SCID), Set.of(EventField.SCCID), Duration.ofDays(28)),
                    "reddit",
                    new Signs(
                            Set.of(EventField.RDT_UUID),
                            Set.of(EventField.RDT_CID),
                            Duration.ofDays(28)),
                    "pinterest",
                    new Signs(Set.of(), Set.of(EventField.EPIK), Duration.ofDays(30)),
                    "google-ads",
                    new Signs(
                            Set.of(),
                            Set.of(EventField.GCLID, EventField.GBRAID, EventField.WBRAID),
                            Duration.ofDays(90)),
                    "linkedin",
                    new Signs(Set.of(), Set.of(EventField.LI_FAT_ID), Duration.ofDays(90)),
                    "awin",
                    new Signs(Set.of(), Set.of(EventField.AWC), Duration.ofDays(30)),
                    "taboola",
                    new Signs(Set.of(), Set.of(EventField.TBLCI), Duration.ofDays(30)));

    private static final List<String> TEST_SETTINGS = List.of("test-mode", "test");
    private static final Set<String> CODE_IS_A_MODE = Set.of("meta", "tiktok");

    private Platforms() {}

    /**
     * One platform's.
     *
     * @param cookies of its own pixel
     * @param clicks click ids of its ads
     * @param window after which a click no longer counts
     */
    record Signs(Set<EventField> cookies, Set<EventField> clicks, Duration window) {
        boolean clicked(Event event) {
            return clicks.stream().anyMatch(event::has);
        }

        boolean known(Event event) {
            return clicked(event) || cookies.stream().anyMatch(event::has);
        }

        /** Whether the latest click with a known time was longer ago than the platform counts. */
        boolean outside(Event event) {
            Optional<Instant> seen =
                    clicks.stream()
                            .filter(field -> field.type() == FieldType.CLICK_ID)
                            .flatMap(field -> event.clickId(field).stream())
                            .flatMap(click -> click.seen().stream())
                            .max(Instant::compareTo);
            return seen.filter(at -> at.plus(window).isBefore(event.eventTime())).isPresent();
        }

        String names() {
            return String.join(
                    ", ",
                    Stream.concat(cookies.stream(), clicks.stream())
                            .sorted()
                            .map(EventField::path)
                            .toList());
        }
    }

    static Optional<Signs> of(DestinationConfig destination) {
        return Optional.ofNullable(SIGNS.get(destination.plugin()));
    }

    /** The setting by which everything the destination sends is a test, if it is set. */
    static Optional<String> testSetting(DestinationConfig destination) {
        return destination.destination().descriptor().settings().stream()
                .filter(
                        setting ->
                                TEST_SETTINGS.contains(setting.name())
                                        || setting.name().equals("test-event-code")
                                                && CODE_IS_A_MODE.contains(destination.plugin()))
                .filter(
                        setting ->
                                !destination
                                        .settings()
                                        .list(setting.name())
                                        .equals(standard(setting)))
                .map(Setting::name)
                .findFirst();
    }

    private static List<String> standard(Setting setting) {
        return setting.defaultValue().isEmpty() ? List.of() : List.of(setting.defaultValue());
    }
}
