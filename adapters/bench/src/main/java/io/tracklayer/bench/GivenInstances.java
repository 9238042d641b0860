// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One instance of each destination that comes with the node, and a purchase all of them take. */
final class GivenInstances {
    /** Settings beside the defaults, {@code name=value} each; commas separate values of lists. */
    private static final Map<String, List<String>> SETTINGS =
            Map.ofEntries(
                    Map.entry("awin", List.of("advertiser=12345", "api-key=benchbench")),
                    Map.entry("camel", List.of("endpoint=file:/tmp/bench")),
                    Map.entry("criteo", List.of("account=12345", "caller-id=678", "onetag=none")),
                    Map.entry("ga4", List.of("measurement-id=G-BENCH00001", "secret=benchbench")),
                    Map.entry(
                            "google-ads",
                            List.of(
                                    "customer-id=4812345670",
                                    "conversion-actions=purchase_placed=712034455")),
                    Map.entry("klaviyo", List.of("api-key=pk_bench")),
                    Map.entry(
                            "linkedin",
                            List.of(
                                    "token=benchbench",
                                    "conversion-rules=purchase_placed=20817364")),
                    Map.entry("meta", List.of("pixel=402100000000001", "token=EAADbench")),
                    Map.entry("pinterest", List.of("ad-account=549755885175", "token=pina_bench")),
                    Map.entry("reddit", List.of("pixel=a2_bench", "token=benchbench")),
                    Map.entry(
                            "snapchat",
                            List.of(
                                    "pixel=2f0b1c2d-1111-4222-8333-944455566677",
                                    "token=benchbench")),
                    Map.entry("taboola", List.of("account=1234567")),
                    Map.entry("tiktok", List.of("pixel=CABC1234EXAMPLE567", "token=benchbench")),
                    Map.entry(
                            "webhook",
                            List.of(
                                    "url=https://receiver.example/hook",
                                    "secret=whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")));

    private GivenInstances() {}

    static Destination destination(String id) {
        return Plugins.load().destination(id).orElseThrow();
    }

    static Settings settings(Destination destination) {
        Map<String, List<String>> values = new HashMap<>();
        for (String setting : SETTINGS.get(destination.descriptor().id())) {
            String[] parts = setting.split("=", 2);
            values.put(parts[0], List.of(parts[1].split(",")));
        }
        return Settings.of(destination.descriptor().settings(), values);
    }

    /** Ids of all of them. */
    static List<String> ids() {
        return SETTINGS.keySet().stream().sorted().toList();
    }

    /** A purchase with the click ids of every platform. */
    static Event purchase() {
        Event.Builder event = GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder();
        for (EventField field : EventField.values()) {
            if (field.type() == io.tracklayer.spi.FieldType.CLICK_ID) {
                event.set(
                        field,
                        new ClickId(
                                "12345_1768472000_bench",
                                GivenEvents.TIME.minusSeconds(430),
                                null));
            }
        }
        return event.build();
    }
}
