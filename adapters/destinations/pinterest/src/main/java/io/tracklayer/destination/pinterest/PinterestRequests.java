// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import java.util.List;
import java.util.Map;

/** The one kind of request Pinterest gets: events, recorded or only checked. */
final class PinterestRequests {
    private static final String PATH = "/v5/ad_accounts/";
    private static final String TESTED = "/test";

    private PinterestRequests() {}

    /** Whether a request is a test is said once for all of its events. */
    static String batchKey(Settings settings, boolean test) {
        return settings.text(PinterestSettings.AD_ACCOUNT) + (test ? TESTED : "/live");
    }

    static PlatformRequest events(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        boolean test = records.get(0).batchKey().endsWith(TESTED);
        return post(records.stream().map(PlatformRecord::body).toList(), test, settings, context);
    }

    static PlatformRequest post(
            List<Map<String, Object>> data, boolean test, Settings settings, PackContext context) {
        String token = settings.text(PinterestSettings.TOKEN).strip();
        return PlatformRequest.postJson(
                url(settings),
                test ? List.of(Field.open("test", "true")) : List.of(),
                List.of(Field.secret("Authorization", "Bearer " + token)),
                context.json(Map.of("data", data)));
    }

    private static String url(Settings settings) {
        return settings.text(PinterestSettings.ENDPOINT).replaceAll("/+$", "")
                + PATH
                + settings.text(PinterestSettings.AD_ACCOUNT)
                + "/events";
    }
}
