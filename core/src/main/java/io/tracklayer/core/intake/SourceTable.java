// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceDescriptor.Addressing;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which source listens where. */
public final class SourceTable {
    private final Map<String, Source> exact = new HashMap<>();
    private final Map<String, Source> byStore = new HashMap<>();

    /**
     * A source found for a request.
     *
     * @param store the store named in the path, empty for sources addressed by write key
     */
    public record Found(Source source, String store) {}

    public SourceTable(List<Source> sources) {
        for (Source source : sources) {
            SourceDescriptor descriptor = source.descriptor();
            for (Endpoint endpoint : descriptor.endpoints()) {
                boolean store = descriptor.addressing() == Addressing.STORE_IN_PATH;
                String path = store ? endpoint.path().replace("/{store}", "") : endpoint.path();
                Source other =
                        (store ? byStore : exact).put(endpoint.method() + " " + path, source);
                if (other != null) {
                    throw new IllegalStateException(
                            "sources \""
                                    + other.descriptor().id()
                                    + "\" and \""
                                    + descriptor.id()
                                    + "\" both listen on "
                                    + endpoint.path());
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
        if (source != null) {
            return Optional.of(new Found(source, ""));
        }
        int slash = at.lastIndexOf('/');
        return slash <= 0
                ? Optional.empty()
                : Optional.ofNullable(byStore.get(method + " " + at.substring(0, slash)))
                        .map(found -> new Found(found, at.substring(slash + 1)));
    }

    /** Whether any method is served at the path. */
    public boolean serves(String path) {
        return find("POST", path).isPresent() || find("GET", path).isPresent();
    }
}
