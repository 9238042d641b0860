// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.Sha256;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests Reddit gets. */
final class RedditRequests {
    private static final String VERSION = "v3";

    private RedditRequests() {}

    static PlatformRequest events(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        boolean test = RedditBatch.isTest(records.get(0).batchKey());
        return post(
                records.stream().map(PlatformRecord::body).toList(),
                test ? settings.find(RedditSettings.TEST_ID) : Optional.empty(),
                settings,
                context);
    }

    /**
     * A made-up page visit under the test id. Without one no event at all, which Reddit refuses,
     * but not before it has looked at token and pixel.
     */
    static PlatformRequest check(Settings settings, PackContext context) {
        Optional<String> testId = settings.find(RedditSettings.TEST_ID);
        return post(
                testId.isPresent() ? List.of(pageVisit(context)) : List.of(),
                testId,
                settings,
                context);
    }

    private static Map<String, Object> pageVisit(PackContext context) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_at", context.now().toEpochMilli());
        event.put("action_source", "WEBSITE");
        event.put("event_source_url", "https://example.com/");
        event.put("type", Map.of("tracking_type", "PAGE_VISIT"));
        event.put("metadata", Map.of("conversion_id", "tracklayer_check"));
        event.put("user", Map.of("email", Sha256.of("tracklayercheck@example.com").hex()));
        return event;
    }

    private static PlatformRequest post(
            List<Map<String, Object>> events,
            Optional<String> testId,
            Settings settings,
            PackContext context) {
        Map<String, Object> data = new LinkedHashMap<>();
        testId.ifPresent(id -> data.put("test_id", id.strip()));
        data.put("partner", "TRACKLAYER");
        data.put("events", events);
        return PlatformRequest.postJson(
                url(settings),
                List.of(),
                List.of(
                        Field.secret(
                                "Authorization",
                                "Bearer " + settings.text(RedditSettings.TOKEN).strip()),
                        // Reddit throttles clients that do not say who they are.
                        Field.open("User-Agent", "TrackLayer/" + context.version() + " (server)")),
                context.json(Map.of("data", data)));
    }

    private static String url(Settings settings) {
        return settings.text(RedditSettings.ENDPOINT).replaceAll("/+$", "")
                + "/api/"
                + VERSION
                + "/pixels/"
                + URLEncoder.encode(
                        settings.text(RedditSettings.PIXEL).strip(), StandardCharsets.UTF_8)
                + "/conversion_events";
    }
}
