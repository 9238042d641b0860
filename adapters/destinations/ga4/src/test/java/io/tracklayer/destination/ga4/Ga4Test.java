// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import io.tracklayer.testkit.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the tests of this destination have in common. */
abstract class Ga4Test {
    static final HostContext NOW = HostContext.at(GivenEvents.TIME.plusSeconds(2));

    final Ga4Destination ga4 = new Ga4Destination();

    /** A stream of the US region with the given settings changed. */
    static Settings settings(String... changes) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("measurement-id", List.of("G-TRACK12345"));
        values.put("secret", List.of("mp-secret-1"));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], List.of(changes[i + 1].split(",")));
        }
        return Settings.of(Ga4Settings.DECLARED, values);
    }

    final PlatformRecord sent(Event event, String... changes) {
        return sent(event, NOW, changes);
    }

    final PlatformRecord sent(Event event, MapContext context, String... changes) {
        Mapping mapping = ga4.map(event, settings(changes), context);
        if (mapping instanceof Mapping.Send send) {
            return send.platformRecord();
        }
        throw new AssertionError("not sent: " + mapping);
    }

    final Mapping.Skip skipped(Event event, String... changes) {
        return skipped(event, NOW, changes);
    }

    final Mapping.Skip skipped(Event event, MapContext context, String... changes) {
        Mapping mapping = ga4.map(event, settings(changes), context);
        if (mapping instanceof Mapping.Skip skip) {
            return skip;
        }
        throw new AssertionError("not skipped: " + event);
    }

    final Map<String, Object> params(Event event, String... changes) {
        return tree(event(sent(event, changes)).get("params"));
    }

    static Map<String, Object> event(PlatformRecord mapped) {
        return tree(((List<?>) mapped.body().get("events")).get(0));
    }

    @SuppressWarnings("unchecked") // trees only have text keys
    static Map<String, Object> tree(Object node) {
        return (Map<String, Object>) node;
    }

    static String json(Object tree) {
        return new String(Json.write(tree), StandardCharsets.UTF_8);
    }

    static String resource(String name) {
        try (InputStream in = Ga4Test.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
