// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests Snapchat gets (Using the API). */
final class SnapchatRequests {
    private static final String VERSION = "v3";

    private SnapchatRequests() {}

    static PlatformRequest events(
            SnapchatBatch.Mode mode,
            List<Map<String, Object>> data,
            Settings settings,
            PackContext context) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("data", data);
        if (mode == SnapchatBatch.Mode.CODE) {
            body.put("test_event_code", settings.text(SnapchatSettings.TEST_EVENT_CODE));
        }
        boolean checked = mode == SnapchatBatch.Mode.VALIDATE;
        return post(checked ? "/validate" : "", body, settings, context);
    }

    /** A made-up page view that Snapchat checks and does not process. */
    static PlatformRequest check(Settings settings, PackContext context) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_name", "PAGE_VIEW");
        event.put("event_time", context.now().getEpochSecond());
        event.put("event_id", "tracklayer_check");
        event.put("action_source", "WEB");
        event.put("event_source_url", "https://example.com/");
        event.put(
                "user_data",
                Map.of("em", List.of(Sha256.of("tracklayer-check@example.com").hex())));
        return post("/validate", Map.of("data", List.of(event)), settings, context);
    }

    private static PlatformRequest post(
            String operation, Map<String, Object> body, Settings settings, PackContext context) {
        String url =
                settings.text(SnapchatSettings.ENDPOINT).replaceAll("/+$", "")
                        + "/"
                        + VERSION
                        + "/"
                        + settings.text(SnapchatSettings.PIXEL).strip()
                        + "/events"
                        + operation;
        String token = settings.text(SnapchatSettings.TOKEN).strip();
        boolean inQuery = settings.text(SnapchatSettings.AUTH_PLACEMENT).equals("query");
        return PlatformRequest.postJson(
                url,
                inQuery ? List.of(Field.secret("access_token", token)) : List.of(),
                inQuery ? List.of() : List.of(Field.secret("Authorization", "Bearer " + token)),
                context.json(body));
    }
}
