// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a plugin says about itself, asked once: afterwards nobody calls it for that.
 *
 * @param destinations what it adds, each with its descriptor
 * @param sources likewise
 */
record Described(String id, String version, List<Sink> destinations, List<Origin> sources) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int LONGEST_VERSION = 60;

    /** A destination and its descriptor. */
    record Sink(Destination destination, DestinationDescriptor descriptor) {}

    /** A source and its descriptor. */
    record Origin(Source source, SourceDescriptor descriptor) {}

    /**
     * Asks a plugin.
     *
     * @throws RuntimeException if it fails or says what it must not
     */
    static Described of(TrackLayerPlugin plugin) {
        String version = Objects.requireNonNull(plugin.version(), "the version is null");
        List<Sink> destinations = new ArrayList<>();
        plugin.destinations().forEach(d -> destinations.add(new Sink(d, check(d.descriptor()))));
        List<Origin> sources = new ArrayList<>();
        plugin.sources().forEach(s -> sources.add(new Origin(s, check(s.descriptor()))));
        return new Described(
                id(plugin.id()),
                version.length() > LONGEST_VERSION
                        ? version.substring(0, LONGEST_VERSION)
                        : version,
                List.copyOf(destinations),
                List.copyOf(sources));
    }

    List<String> destinationIds() {
        return destinations.stream().map(each -> each.descriptor().id()).toList();
    }

    List<String> sourceIds() {
        return sources.stream().map(each -> each.descriptor().id()).toList();
    }

    private static DestinationDescriptor check(DestinationDescriptor said) {
        require(said.id(), said.title(), said.apiVersion());
        require(said.limits(), said.failureMode(), said.correctionMode(), said.resendWindow());
        require(said.testMode(), said.auth(), said.maturity(), said.redelivery());
        require(said.redelivery().firstDelay(), said.redelivery().maxDelay());
        require(said.redelivery().giveUpAfter());
        id(said.id());
        said.settings().forEach(Described::check);
        return said;
    }

    private static SourceDescriptor check(SourceDescriptor said) {
        require(said.id(), said.title(), said.addressing(), said.malformed(), said.authority());
        id(said.id());
        said.endpoints().forEach(endpoint -> require(endpoint.method(), endpoint.path()));
        said.settings().forEach(Described::check);
        return said;
    }

    private static void check(Setting said) {
        require(said.name(), said.type(), said.defaultValue(), said.doc());
    }

    private static String id(String id) {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "\"" + id + "\" is no id; an id has lower-case letters, digits and dashes");
        }
        return id;
    }

    private static void require(Object... members) {
        for (Object member : members) {
            Objects.requireNonNull(member, "a descriptor has a member that is null");
        }
    }
}
