// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The requests LinkedIn gets (Conversions API: overview). */
final class LinkedInRequests {
    private LinkedInRequests() {}

    /** One event is the body itself; several stand in {@code elements}. */
    static PlatformRequest events(
            List<Map<String, Object>> events, Settings settings, PackContext context) {
        List<Field> headers = new ArrayList<>(headers(settings));
        boolean batch = events.size() > 1;
        if (batch) {
            headers.add(Field.open("X-RestLi-Method", "BATCH_CREATE"));
        }
        return PlatformRequest.postJson(
                address(settings, "conversionEvents"),
                List.of(),
                headers,
                context.json(batch ? Map.of("elements", events) : events.get(0)));
    }

    /** Reads a conversion rule, which counts nothing. */
    static PlatformRequest rule(String number, String adAccount, Settings settings) {
        return new PlatformRequest(
                "GET",
                address(settings, "conversions/" + number),
                List.of(Field.open("account", "urn:li:sponsoredAccount:" + adAccount)),
                headers(settings),
                new byte[0]);
    }

    private static List<Field> headers(Settings settings) {
        List<Field> headers = new ArrayList<>();
        settings.find(LinkedInSettings.TOKEN)
                .ifPresent(
                        token ->
                                headers.add(
                                        Field.secret("Authorization", "Bearer " + token.strip())));
        headers.add(
                Field.open(
                        "LinkedIn-Version", Long.toString(LinkedInVersion.of(settings).number())));
        headers.add(Field.open("X-Restli-Protocol-Version", "2.0.0"));
        return headers;
    }

    private static String address(Settings settings, String resource) {
        return settings.text(LinkedInSettings.ENDPOINT).replaceAll("/+$", "") + "/rest/" + resource;
    }
}
