// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which conversion action counts which event, as the setting says. */
final class GoogleAdsActions {
    private static final String CUSTOM = "custom:";
    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,18}");

    private final Map<String, String> byEvent = new LinkedHashMap<>();
    private final List<String> unusable = new ArrayList<>();

    private GoogleAdsActions(List<String> entries) {
        entries.forEach(this::read);
    }

    static GoogleAdsActions of(Settings settings) {
        return new GoogleAdsActions(settings.list(GoogleAdsSettings.CONVERSION_ACTIONS));
    }

    /** The action that counts the event. */
    Optional<String> of(Event event) {
        String name =
                event.name() == EventName.CUSTOM
                        ? CUSTOM + event.text(EventField.CUSTOM_NAME).orElse("").strip()
                        : event.name().wire();
        return Optional.ofNullable(byEvent.get(name));
    }

    boolean counts(EventName name) {
        return byEvent.containsKey(name.wire());
    }

    /** All actions, in the order of the setting. */
    Collection<String> ids() {
        return byEvent.values();
    }

    /** Entries that say nothing usable. */
    List<String> unusable() {
        return unusable;
    }

    private void read(String entry) {
        int split = entry.lastIndexOf('=');
        String event = entry.substring(0, Math.max(0, split)).strip();
        String id = entry.substring(split + 1).strip();
        boolean right = countable(event) && ID.matcher(id).matches();
        if (!right || byEvent.putIfAbsent(event, id) != null) {
            unusable.add(entry);
        }
    }

    private static boolean countable(String event) {
        return event.startsWith(CUSTOM)
                ? event.length() > CUSTOM.length()
                : EventName.find(event).filter(GoogleAdsEventNames.COUNTABLE::contains).isPresent();
    }
}
