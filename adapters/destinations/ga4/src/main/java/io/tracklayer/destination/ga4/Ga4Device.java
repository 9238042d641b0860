// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code device} of a request, as far as a user agent and a language tag tell it safely. */
final class Ga4Device {
    private Ga4Device() {}

    static Map<String, Object> of(Event event) {
        Map<String, Object> device = new LinkedHashMap<>();
        event.text(EventField.USER_AGENT)
                .ifPresent(agent -> device.put("category", category(agent)));
        event.text(EventField.LOCALE)
                .map(locale -> locale.split("[-_]")[0])
                .filter(language -> language.matches("[a-z]{2,3}"))
                .ifPresent(language -> device.put("language", language));
        return device;
    }

    private static String category(String agent) {
        if (agent.contains("iPad") || agent.contains("Tablet")) {
            return "tablet";
        }
        if (agent.contains("Android") && !agent.contains("Mobile")) {
            return "tablet";
        }
        return agent.contains("Mobi") || agent.contains("iPhone") ? "mobile" : "desktop";
    }
}
