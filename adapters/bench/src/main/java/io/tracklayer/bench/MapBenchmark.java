// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One purchase mapped for one destination. */
@State(Scope.Benchmark)
public class MapBenchmark {
    @Param({"meta", "ga4", "webhook"})
    public String destination;

    private Destination plugin;
    private Settings settings;
    private Event purchase;
    private HostContext context;

    /** Loads the plugin and makes the purchase. */
    @Setup
    public void prepare() {
        plugin = Plugins.load().destination(destination).orElseThrow();
        settings = Settings.of(plugin.descriptor().settings(), settings(destination));
        purchase = GivenEvents.rich(EventName.PURCHASE_PLACED);
        context = HostContext.at(GivenEvents.TIME.plusSeconds(2));
        if (!(map() instanceof Mapping.Send)) {
            throw new IllegalStateException(destination + " does not send the purchase: " + map());
        }
    }

    @Benchmark
    public Mapping map() {
        return plugin.map(purchase, settings, context);
    }

    private static Map<String, List<String>> settings(String destination) {
        return switch (destination) {
            case "meta" ->
                    Map.of("pixel", List.of("402100000000001"), "token", List.of("EAADbench"));
            case "ga4" ->
                    Map.of("measurement-id", List.of("G-BENCH00001"), "secret", List.of("bench"));
            default ->
                    Map.of(
                            "url",
                            List.of("https://receiver.example/hook"),
                            "secret",
                            List.of("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
        };
    }
}
