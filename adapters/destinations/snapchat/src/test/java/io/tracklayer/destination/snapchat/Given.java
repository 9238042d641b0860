// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import io.tracklayer.testkit.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An instance of the destination and what it makes of events. */
final class Given {
    static final String TOKEN = "snap-test-token";
    static final String PIXEL = "2f0b1c2d-1111-4222-8333-944455566677";
    static final HostContext CONTEXT = HostContext.at(GivenEvents.TIME.plusSeconds(2));

    private static final SnapchatDestination SNAPCHAT = new SnapchatDestination();

    private Given() {}

    static Settings settings(String... changes) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("pixel", List.of(PIXEL));
        values.put("token", List.of(TOKEN));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], List.of(changes[i + 1].split(",")));
        }
        return Settings.of(SNAPCHAT.descriptor().settings(), values);
    }

    static PlatformRecord sent(Event event, String... changes) {
        Mapping mapping = SNAPCHAT.map(event, settings(changes), CONTEXT);
        return assertInstanceOf(Mapping.Send.class, mapping).platformRecord();
    }

    static Mapping.Skip skipped(Event event, String... changes) {
        return assertInstanceOf(
                Mapping.Skip.class, SNAPCHAT.map(event, settings(changes), CONTEXT));
    }

    static Map<String, Object> userData(Event event, String... changes) {
        return block(sent(event, changes), "user_data");
    }

    static Map<String, Object> customData(Event event, String... changes) {
        return block(sent(event, changes), "custom_data");
    }

    @SuppressWarnings("unchecked") // trees only have text keys
    static Map<String, Object> block(PlatformRecord sent, String name) {
        return (Map<String, Object>) sent.body().get(name);
    }

    static PlatformRequest packed(Settings settings, PlatformRecord... records) {
        return SNAPCHAT.pack(List.of(records), settings, CONTEXT);
    }

    static String body(PlatformRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    /** A page view of a browser with address and user agent, plus one field. */
    static Event visitor(EventField field, Object value) {
        return visitor().set(field, value).build();
    }

    static Event.Builder visitor() {
        return GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                .set(EventField.PAGE_URL, "https://shop.example/")
                .set(EventField.CLIENT_IP, "203.0.113.7")
                .set(EventField.USER_AGENT, "Mozilla/5.0 (iPhone)");
    }

    static Item item(String variant, String product, String sku, String price, long quantity) {
        return new Item(
                variant,
                product,
                sku,
                null,
                null,
                null,
                null,
                price == null ? null : new BigDecimal(price),
                quantity,
                null,
                null,
                null,
                null,
                null);
    }

    /** An expected JSON document without its white space. */
    static String expected(String name) {
        try (InputStream in = Given.class.getResourceAsStream("/expect/" + name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new String(Json.write(Json.read(text)), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
