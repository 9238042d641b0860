// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An instance of the destination and what it makes of events. */
final class Given {
    static final String TOKEN = "pina_test-token";
    static final HostContext CONTEXT = HostContext.at(GivenEvents.TIME.plusSeconds(2));

    private static final PinterestDestination PINTEREST = new PinterestDestination();

    private Given() {}

    static Settings settings(String... changes) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("ad-account", List.of("549755885175"));
        values.put("token", List.of(TOKEN));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], List.of(changes[i + 1].split(",")));
        }
        return Settings.of(PINTEREST.descriptor().settings(), values);
    }

    static Mapping mapped(Event event, HostContext context, String... changes) {
        return PINTEREST.map(event, settings(changes), context);
    }

    static PlatformRecord sent(Event event, String... changes) {
        return assertInstanceOf(Mapping.Send.class, mapped(event, CONTEXT, changes))
                .platformRecord();
    }

    static PlatformRecord sentAfter(Duration delay, Event event, String... changes) {
        HostContext later = HostContext.at(GivenEvents.TIME.plus(delay));
        return assertInstanceOf(Mapping.Send.class, mapped(event, later, changes)).platformRecord();
    }

    static Mapping.Skip skipped(Event event, String... changes) {
        return assertInstanceOf(Mapping.Skip.class, mapped(event, CONTEXT, changes));
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
        return PINTEREST.pack(List.of(records), settings, CONTEXT);
    }

    static String body(PlatformRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    static String json(Object tree) {
        return new String(Json.write(tree), StandardCharsets.UTF_8);
    }

    static Event rich(EventName name, EventField field, Object value) {
        return GivenEvents.rich(name).toBuilder().set(field, value).build();
    }

    /** A page view of a browser with address and user agent and nothing else, plus one field. */
    static Event visitor(EventField field, Object value) {
        return visitor().set(field, value).build();
    }

    static Event.Builder visitor() {
        return GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                .set(EventField.CLIENT_IP, "203.0.113.7")
                .set(EventField.USER_AGENT, "Mozilla/5.0 (iPhone)");
    }

    static Item item(String variant, String product, String sku, String price, String discount) {
        return new Item(
                variant,
                product,
                sku,
                "Shirt",
                null,
                "Tweed & Co",
                "Tops",
                price == null ? null : new BigDecimal(price),
                2,
                discount == null ? null : new BigDecimal(discount),
                null,
                null,
                null,
                null);
    }

    /** An expected JSON document without its white space. */
    static String expected(String name) {
        return json(Json.read(text("/expect/" + name)));
    }

    static String text(String name) {
        try (InputStream in = Given.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
