// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.rules.RuleReader;
import io.tracklayer.rules.RuleSet;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One purchase decided for one destination by the rules that come with the product. */
@State(Scope.Benchmark)
public class DecideBenchmark {
    private RuleSet rules;
    private DestinationConfig destination;
    private Set<Purpose> purposes;
    private Event purchase;

    /** Compiles the rules. */
    @Setup
    public void prepare() throws IOException, URISyntaxException, InvalidConfigException {
        Plugins plugins = Plugins.load();
        rules = shipped(Set.copyOf(plugins.destinationIds()));
        Destination meta = plugins.destination("meta").orElseThrow();
        Settings settings =
                Settings.of(
                        meta.descriptor().settings(),
                        Map.of("pixel", List.of("402100000000001"), "token", List.of("EAADbench")));
        destination =
                new DestinationConfig(
                        "meta",
                        "meta",
                        "bench",
                        Set.of(),
                        true,
                        meta,
                        settings,
                        meta.descriptor().redelivery(),
                        "destinations/meta.yaml");
        purposes = meta.purposes(settings);
        purchase = GivenPurchase.accepted("1-0").event();
    }

    @Benchmark
    public Decision decide() {
        return rules.decide(purchase, "DE", destination, purposes);
    }

    /** The rule files lie in the rules jar, or in a folder when nothing is packaged. */
    private static RuleSet shipped(Set<String> destinations)
            throws IOException, URISyntaxException, InvalidConfigException {
        URI found = RuleReader.class.getResource("yaml/").toURI();
        if (!found.getScheme().equals("jar")) {
            return RuleReader.read(Path.of(found), destinations);
        }
        try (FileSystem jar = FileSystems.newFileSystem(found, Map.of())) {
            return RuleReader.read(jar.provider().getPath(found), destinations);
        }
    }
}
