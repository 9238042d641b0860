// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Settings;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The block {@code adIdentifiers}: click ids as they came, never changed. */
final class GoogleAdsClickIds {
    private GoogleAdsClickIds() {}

    static Map<String, Object> of(Event event, Settings settings) {
        Map<String, Object> ids = new LinkedHashMap<>();
        Stream<Named> known =
                Stream.of(
                                named("gclid", EventField.GCLID, event),
                                named("gbraid", EventField.GBRAID, event),
                                named("wbraid", EventField.WBRAID, event))
                        .flatMap(Optional::stream);
        boolean all = settings.text(GoogleAdsSettings.CLICK_IDS).equals("all");
        (all ? known : known.max(Comparator.comparing(Named::rank)).stream())
                .forEach(id -> ids.put(id.name(), id.id().value()));
        return ids;
    }

    private static Optional<Named> named(String name, EventField field, Event event) {
        return event.clickId(field)
                .filter(id -> !id.value().isBlank())
                .map(id -> new Named(name, id));
    }

    private record Named(String name, ClickId id) {
        /** gclid before all others, then the newest. */
        Instant rank() {
            return name.equals("gclid") ? Instant.MAX : id.seen().orElse(Instant.MIN);
        }
    }
}
