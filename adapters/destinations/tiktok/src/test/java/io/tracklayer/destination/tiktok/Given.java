// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

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
    static final String TOKEN = "tt-test-token";
    static final String PIXEL = "CABC1234EXAMPLE567";
    static final String TTP = "2F7h37YkS1j57AYSKTI7IHhJPYH";
    static final HostContext CONTEXT = HostContext.at(GivenEvents.TIME.plusSeconds(2));

    private static final TikTokDestination TIKTOK = new TikTokDestination();

    private Given() {}

    static Settings settings(String... changes) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("pixel", List.of(PIXEL));
        values.put("token", List.of(TOKEN));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], List.of(changes[i + 1].split(",")));
        }
        return Settings.of(TIKTOK.descriptor().settings(), values);
    }

    static PlatformRecord sent(Event event, String... changes) {
        Mapping mapping = TIKTOK.map(event, settings(changes), CONTEXT);
        return assertInstanceOf(Mapping.Send.class, mapping).platformRecord();
    }

    static Mapping.Skip skipped(Event event, String... changes) {
        return assertInstanceOf(Mapping.Skip.class, TIKTOK.map(event, settings(changes), CONTEXT));
    }

    static Map<String, Object> user(Event event, String... changes) {
        return block(sent(event, changes), "user");
    }

    static Map<String, Object> properties(Event event, String... changes) {
        return block(sent(event, changes), "properties");
    }

    @SuppressWarnings("unchecked") // trees only have text keys
    static Map<String, Object> block(PlatformRecord sent, String name) {
        return (Map<String, Object>) sent.body().get(name);
    }

    static PlatformRequest packed(Settings settings, PlatformRecord... records) {
        return TIKTOK.pack(List.of(records), settings, CONTEXT);
    }

    static String body(PlatformRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    static String json(Object tree) {
        return new String(Json.write(tree), StandardCharsets.UTF_8);
    }

    /** A product view of a browser with TikTok's cookie and a page, plus one field. */
    static Event visitor(EventField field, Object value) {
        return visitor().set(field, value).build();
    }

    static Event.Builder visitor() {
        return visitor(EventName.PRODUCT_VIEWED);
    }

    static Event.Builder visitor(EventName name) {
        return GivenEvents.bare(name).toBuilder()
                .set(EventField.TTP, TTP)
                .set(EventField.PAGE_URL, "https://shop.example/");
    }

    static Item item(String variant, String product, String sku, String price, long quantity) {
        return item(variant, product, sku, null, price, quantity);
    }

    static Item item(
            String variant, String product, String sku, String name, String price, long quantity) {
        return new Item(
                variant,
                product,
                sku,
                name,
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
            return json(Json.read(text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
