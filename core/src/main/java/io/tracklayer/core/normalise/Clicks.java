// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Observation.Reading;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Click ids as sources give them: the identifier, its cookie, or an object with when and where. */
final class Clicks {
    private static final String AS_GIVEN = "as given";

    private Clicks() {}

    static Canonical of(Reading reading, Instant received) {
        Map<?, ?> seen = reading.raw() instanceof Map<?, ?> object ? object : Map.of();
        String text = Texts.scalar(seen.isEmpty() ? reading.raw() : seen.get("value")).orElse("");
        return BrowserIds.clickId(reading.field(), text)
                .map(
                        id ->
                                Canonical.of(
                                        completed(id, seen, received),
                                        id.value().equals(text)
                                                ? AS_GIVEN
                                                : "taken out of the cookie"))
                .orElseGet(() -> Canonical.unusable("is not a click id"));
    }

    /** A time that lies ahead is a wrong clock's, and worth nothing. */
    private static ClickId completed(ClickId id, Map<?, ?> seen, Instant received) {
        Optional<Instant> at =
                Times.parse(seen.get("seen_at")).filter(time -> !time.isAfter(received));
        Optional<String> page =
                Texts.scalar(seen.get("landing_url"))
                        .map(Texts::url)
                        .filter(Canonical::usable)
                        .map(url -> url.value().toString());
        return new ClickId(id.value(), at.orElse(id.seenAt()), page.orElse(id.landingUrl()));
    }
}
