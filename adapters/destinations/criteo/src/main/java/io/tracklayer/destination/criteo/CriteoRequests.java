// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests Criteo gets. */
final class CriteoRequests {
    private static final String VERSION = "s2s_v0";

    private CriteoRequests() {}

    static PlatformRequest event(
            Map<String, Object> visit, Settings settings, PackContext context) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("account", settings.text(CriteoSettings.ACCOUNT).strip());
        body.put("version", "tracklayer_" + context.version());
        body.putAll(visit);
        String base = settings.text(CriteoSettings.ENDPOINT).replaceAll("/+$", "");
        return PlatformRequest.postJson(
                base + "/m/event",
                List.of(Field.open("version", VERSION)),
                List.of(),
                context.json(body));
    }

    /** A page view of nobody: Criteo complains about it and counts nothing. */
    static PlatformRequest check(Settings settings, PackContext context) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", CriteoEventNames.PAGE);
        event.put("timestamp", context.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Map<String, Object> visit = new LinkedHashMap<>();
        visit.put("id", Map.of());
        visit.put("events", List.of(event));
        return event(visit, settings, context);
    }
}
