// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one kind of request TikTok gets (Events API 2.0: Payload). */
final class TikTokRequests {
    private TikTokRequests() {}

    static PlatformRequest events(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return post(
                TikTokSource.of(records.get(0)),
                records.stream().map(PlatformRecord::body).toList(),
                settings,
                context);
    }

    /** No event at all: TikTok checks the token, then refuses the empty list. */
    static PlatformRequest nothing(Settings settings, PackContext context) {
        return post(TikTokSource.WEB, List.of(), settings, context);
    }

    private static PlatformRequest post(
            TikTokSource source,
            List<Map<String, Object>> data,
            Settings settings,
            PackContext context) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("event_source", source.wire());
        body.put("event_source_id", source.id(settings).orElseThrow());
        if (settings.flag(TikTokSettings.PARTNER_NAME)) {
            body.put("partner_name", "TrackLayer");
        }
        settings.find(TikTokSettings.TEST_EVENT_CODE)
                .ifPresent(code -> body.put("test_event_code", code));
        body.put("data", data);
        Field token = Field.secret("Access-Token", settings.text(TikTokSettings.TOKEN).strip());
        return PlatformRequest.postJson(
                url(settings), List.of(), List.of(token), context.json(body));
    }

    /** Without the slash at the end TikTok answers 404 or redirects. */
    private static String url(Settings settings) {
        return settings.text(TikTokSettings.ENDPOINT).replaceAll("/+$", "")
                + "/open_api/"
                + settings.text(TikTokSettings.API_VERSION)
                + "/event/track/";
    }
}
