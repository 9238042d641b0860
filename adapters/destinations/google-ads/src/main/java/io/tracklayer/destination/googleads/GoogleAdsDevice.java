// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.identity.PublicAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The block {@code eventDeviceInfo}. */
final class GoogleAdsDevice {
    /** EEA with its territories, UK with its islands, Switzerland: Google wants no addresses. */
    private static final Set<String> WITHOUT_ADDRESS =
            Set.of(
                    ("EU AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI"
                                    + " ES SE IS LI NO AX GF GP MQ MF RE YT SJ GB UK GG JE IM GI"
                                    + " CH")
                            .split(" "));

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}(?:[-_].*)?");

    private GoogleAdsDevice() {}

    /** What is known of the buyer's device; a renewal is made by a job. */
    static Map<String, Object> of(Event event) {
        Map<String, Object> device = new LinkedHashMap<>();
        if (event.name() == EventName.SUBSCRIPTION_RENEWED
                || event.actionSource() == ActionSource.SYSTEM_GENERATED) {
            return device;
        }
        event.text(EventField.USER_AGENT).ifPresent(agent -> device.put("userAgent", agent));
        event.text(EventField.CLIENT_IP)
                .filter(address -> addressAllowed(event))
                .flatMap(PublicAddress::find)
                .ifPresent(address -> device.put("ipAddress", address));
        event.text(EventField.LOCALE)
                .filter(LANGUAGE.asMatchPredicate())
                .ifPresent(locale -> device.put("languageCode", locale.substring(0, 2)));
        return device;
    }

    /** Only where the buyer is known to be elsewhere by everything that says where. */
    private static boolean addressAllowed(Event event) {
        String region = event.consent().region();
        String visited = region.length() < 2 ? "" : region.substring(0, 2);
        String country = event.text(EventField.COUNTRY).orElse(visited);
        return !country.isEmpty()
                && !WITHOUT_ADDRESS.contains(country)
                && !WITHOUT_ADDRESS.contains(visited)
                && !event.consent().gdpr().orElse(false);
    }
}
