// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One purchase mapped and packed for one destination. */
@State(Scope.Benchmark)
public class MapBenchmark {
    @Param({
        "awin",
        "camel",
        "criteo",
        "ga4",
        "google-ads",
        "klaviyo",
        "linkedin",
        "meta",
        "pinterest",
        "reddit",
        "snapchat",
        "taboola",
        "tiktok",
        "webhook"
    })
    public String destination;

    private Destination plugin;
    private Settings settings;
    private Event purchase;
    private HostContext context;

    /** Loads the plugin and makes the purchase. */
    @Setup
    public void prepare() {
        plugin = GivenInstances.destination(destination);
        settings = GivenInstances.settings(plugin);
        purchase = GivenInstances.purchase();
        context = HostContext.at(GivenEvents.TIME.plusSeconds(2));
        mapAndPack();
    }

    @Benchmark
    public PlatformRequest mapAndPack() {
        Mapping mapping = plugin.map(purchase, settings, context);
        if (mapping instanceof Mapping.Send send) {
            return plugin.pack(List.of(send.platformRecord()), settings, context);
        }
        throw new IllegalStateException(destination + " does not send the purchase: " + mapping);
    }
}
