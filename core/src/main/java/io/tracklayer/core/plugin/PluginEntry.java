// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plugin as it was found at start.
 *
 * @param origin {@value #BUILT_IN}, or the jar or sub-folder of the plugin folder
 * @param jars what it was read from; empty for a built-in one that is not packaged
 * @param id the plugin's id, empty when it was refused before that was known
 * @param version the plugin's version, empty likewise
 * @param spiVersion the version of the SPI it was built against, {@code unknown} or empty
 * @param destinations ids of the destinations it adds
 * @param sources ids of the sources it adds
 * @param refusal why it was not loaded, as a sentence; empty when it was
 */
public record PluginEntry(
        String origin,
        List<Jar> jars,
        String id,
        String version,
        String spiVersion,
        List<String> destinations,
        List<String> sources,
        String refusal) {
    /** The origin of what comes with the node. */
    public static final String BUILT_IN = "built-in";

    private static final int SHOWN = 12;

    public PluginEntry {
        jars = List.copyOf(jars);
        destinations = List.copyOf(destinations);
        sources = List.copyOf(sources);
    }

    /**
     * A jar.
     *
     * @param name its file name
     * @param sha256 of its bytes, 64 hexadecimal digits
     */
    public record Jar(String name, String sha256) {
        String brief() {
            return sha256.substring(0, SHOWN);
        }
    }

    static PluginEntry refused(String origin, List<Jar> jars, String refusal) {
        return new PluginEntry(origin, jars, "", "", "", List.of(), List.of(), refusal);
    }

    PluginEntry refusedFor(String why) {
        return new PluginEntry(origin, jars, id, version, spiVersion, List.of(), List.of(), why);
    }

    /** Whether it is in use. */
    public boolean loaded() {
        return refusal.isEmpty();
    }

    /** Destinations and sources in words. */
    public String adds() {
        String adds =
                Stream.concat(
                                destinations.stream().map(each -> "destination " + each),
                                sources.stream().map(each -> "source " + each))
                        .collect(Collectors.joining(", "));
        return adds.isEmpty() ? "nothing" : adds;
    }

    /** Its jars by the beginning of their hashes. */
    String hashes() {
        return jars.stream().map(Jar::brief).collect(Collectors.joining(" "));
    }
}
