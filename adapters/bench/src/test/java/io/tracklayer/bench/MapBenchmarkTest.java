// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.plugin.Plugins;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

class MapBenchmarkTest {
    @Test
    void everyDestinationIsMeasuredAndTakesThePurchase() throws Exception {
        List<String> measured =
                List.of(
                        MapBenchmark.class
                                .getField("destination")
                                .getAnnotation(Param.class)
                                .value());
        assertEquals(Plugins.load().destinationIds().stream().sorted().toList(), measured);
        assertEquals(measured, GivenInstances.ids());
        for (String destination : measured) {
            MapBenchmark benchmark = new MapBenchmark();
            benchmark.destination = destination;
            benchmark.prepare();
            assertTrue(benchmark.mapAndPack().url().length() > 5, destination);
        }
    }
}
