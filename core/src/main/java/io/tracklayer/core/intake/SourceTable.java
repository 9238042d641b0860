// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which source listens where. */
public final class SourceTable {
    private final Map<String, Source> exact = new HashMap<>();
    private final List<Listening> patterns = new ArrayList<>();

    /**
     * A source found for a request.
     *
     * @param store the store named in the path, empty for sources addressed by write key
     * @param name the name in the store's configuration: named in the path, or the source's id
     */
    public record Found(Source source, String store, String name) {}

    private record Listening(Endpoint endpoint, Source source) {}

    public SourceTable(List<Source> sources) {
        Map<String, String> taken = new HashMap<>();
        for (Source source : sources) {
            String id = source.descriptor().id();
            for (Endpoint endpoint : source.descriptor().endpoints()) {
                String shape = endpoint.path().replaceAll("\\{[^/]*}", "{}");
                String other = taken.put(endpoint.method() + " " + shape, id);
                if (other != null) {
                    throw new IllegalStateException(
                            "sources \""
                                    + other
                                    + "\" and \""
                                    + id
                                    + "\" both listen on "
                                    + endpoint.path());
                }
                if (endpoint.path().contains("{")) {
                    patterns.add(new Listening(endpoint, source));
                } else {
                    exact.put(endpoint.method() + " " + endpoint.path(), source);
                }
            }
        }
    }

    /** The source for a method and path, with or without trailing slash. */
    public Optional<Found> find(String method, String path) {
        String at =
                path.length() > 1 && path.endsWith("/")
                        ? path.substring(0, path.length() - 1)
                        : path;
        Source source = exact.get(method + " " + at);
        return source == null
                ? patterns.stream()
                        .filter(listening -> listening.endpoint.method().equals(method))
                        .flatMap(listening -> found(listening, at).stream())
                        .findFirst()
                : Optional.of(new Found(source, "", source.descriptor().id()));
    }

    private static Optional<Found> found(Listening listening, String path) {
        return listening
                .endpoint
                .match(path)
                .map(
                        named ->
                                new Found(
                                        listening.source,
                                        named.getOrDefault("store", ""),
                                        named.getOrDefault(
                                                "source", listening.source.descriptor().id())));
    }

    /** Whether any method is served at the path. */
    public boolean serves(String path) {
        return find("POST", path).isPresent() || find("GET", path).isPresent();
    }
}
