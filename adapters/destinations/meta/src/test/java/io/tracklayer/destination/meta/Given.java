// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracklayer.spi.ClickId;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An instance of the destination and what it makes of events. */
final class Given {
    static final String TOKEN = "EAAJtest-token";
    static final HostContext CONTEXT = HostContext.at(GivenEvents.TIME.plusSeconds(2));

    private static final MetaDestination META = new MetaDestination();

    private Given() {}

    static Settings settings(String... changes) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("pixel", List.of("1234567890123456"));
        values.put("token", List.of(TOKEN));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], List.of(changes[i + 1].split(",")));
        }
        return Settings.of(META.descriptor().settings(), values);
    }

    static PlatformRecord sent(Event event, String... changes) {
        Mapping mapping = META.map(event, settings(changes), CONTEXT);
        return assertInstanceOf(Mapping.Send.class, mapping).platformRecord();
    }

    static Mapping.Skip skipped(Event event, String... changes) {
        return assertInstanceOf(Mapping.Skip.class, META.map(event, settings(changes), CONTEXT));
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
        return META.pack(List.of(records), settings, CONTEXT);
    }

    static String body(PlatformRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    /** A page view of a browser with a cookie and nothing else, plus one field. */
    static Event visitor(EventField field, Object value) {
        return visitor().set(field, value).build();
    }

    static Event.Builder visitor() {
        return GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                .set(EventField.FBP, "fb.1.1768470000000.1019141");
    }

    static ClickId click(String value, String seen) {
        return new ClickId(value, seen == null ? null : Instant.parse(seen), null);
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
