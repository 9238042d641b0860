// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tracklayer.core.plugin.PluginEntry;
import io.tracklayer.core.plugin.Plugins;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** How many threads plugins hold, at {@code /observe/metrics}. */
final class PluginGauges {
    private PluginGauges() {}

    /**
     * Registers them with Camel's meters.
     *
     * @param abandoned threads that plugins did not give back, by destination
     */
    static void register(
            CamelContext context, Plugins plugins, Supplier<Map<String, Integer>> abandoned) {
        MeterRegistry meters = context.getRegistry().findSingleByType(MeterRegistry.class);
        Gauge.builder("tracklayer.plugin.abandoned.threads", () -> sum(abandoned.get()))
                .description("Threads a plugin was given and did not give back")
                .register(meters);
        for (PluginEntry entry : plugins.entries()) {
            if (entry.loaded() && !entry.origin().equals(PluginEntry.BUILT_IN)) {
                Gauge.builder("tracklayer.plugin.threads", () -> plugins.threads(entry.id()))
                        .description("Threads a plugin of the plugin folder started itself")
                        .tag("plugin", entry.id())
                        .register(meters);
            }
        }
    }

    private static int sum(Map<String, Integer> threads) {
        return threads.values().stream().mapToInt(Integer::intValue).sum();
    }
}
