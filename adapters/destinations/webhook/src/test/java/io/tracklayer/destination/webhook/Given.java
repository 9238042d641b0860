// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

import static io.tracklayer.testkit.GivenEvents.TIME;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.GivenItem;
import io.tracklayer.testkit.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the tests start from. */
final class Given {
    static final String URL = "https://hooks.example.com/tracklayer";
    static final String SECRET_A = "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY";
    static final String SECRET_B = "whsec_ZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8";

    private Given() {}

    static Settings settings(Map<String, List<String>> changes) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("url", List.of(URL));
        values.put("secret", List.of(SECRET_A));
        values.putAll(changes);
        return Settings.of(WebhookSettings.ALL, values);
    }

    static Settings settings(String name, String... values) {
        return settings(Map.of(name, List.of(values)));
    }

    static Settings settings() {
        return settings(Map.of());
    }

    /** A purchase with a member in every block of the message. */
    static Event purchase() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("gift", true);
        properties.put("tags", List.of("vip"));
        properties.put("points", 12L);
        Consent granted = GivenEvents.rich(EventName.PURCHASE_PLACED).consent();
        return GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                .eventId("ord_548291_purchase")
                .consent(new Consent(granted.states(), "tcf", "CQgYw8A", TIME.minusSeconds(600)))
                .set(
                        EventField.ITEMS,
                        List.of(GivenItem.full().build(), GivenEvents.item("41", "25.00", 1)))
                .set(EventField.STREET, "Marktstraße 1")
                .set(EventField.STATE, "DE-BY")
                .set(EventField.BIRTH_DATE, "1990-04-01")
                .set(EventField.GENDER, "female")
                .set(EventField.ANONYMOUS_ID, "anon_1")
                .set(EventField.LOCALE, "de-DE")
                .set(EventField.LANDING_URL, "https://shop.example/?gclid=Cj#top")
                .set(EventField.GA_SESSION_NUMBER, 3L)
                .set(
                        EventField.GCLID,
                        new ClickId(
                                "Cj", TIME.minusMillis(430_250), "https://shop.example/?gclid=Cj"))
                .set(EventField.UTM_SOURCE, "ig")
                .set(EventField.PROPERTIES, properties)
                .build();
    }

    /** The purchase with one purpose in another state than granted. */
    static Event purchase(Purpose purpose, ConsentState state) {
        Event granted = purchase();
        return granted.toBuilder().consent(granted.consent().with(purpose, state)).build();
    }

    /** A tree from a file, as one line of JSON. */
    static String json(String resource) {
        try (InputStream file = Given.class.getResourceAsStream("/" + resource)) {
            return new String(
                    Json.write(Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8))),
                    StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
