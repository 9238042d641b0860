// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.Settings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** One member of {@code conversionAdjustments} of the Google Ads API. */
final class GoogleAdsRetraction {
    /** Without T and without fraction. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssxxx").withZone(ZoneOffset.UTC);

    private GoogleAdsRetraction() {}

    static Map<String, Object> of(
            Settings settings, String action, String orderId, Instant adjusted) {
        Map<String, Object> adjustment = new LinkedHashMap<>();
        adjustment.put(
                "conversionAction",
                "customers/"
                        + GoogleAdsSettings.customer(settings)
                        + "/conversionActions/"
                        + action);
        adjustment.put("adjustmentType", "RETRACTION");
        adjustment.put("orderId", orderId);
        adjustment.put("adjustmentDateTime", TIME.format(adjusted));
        return adjustment;
    }
}
