// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.WriteKey;
import io.tracklayer.spi.identity.Sha256;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a request is from as far as its head tells: good enough to share the room by, and believed
 * for nothing else. A made-up key or store counts as the address it comes from.
 */
final class Senders {
    private static final List<String> PARAMETERS = List.of("k", "key", "writeKey");

    private Senders() {}

    /**
     * The sender.
     *
     * @param store named in the path, or empty
     */
    static String of(
            HttpServerRequest request, String store, String address, Configuration configuration) {
        if (configuration.store(store).isPresent()) {
            return "store " + store;
        }
        return candidates(request).stream()
                .map(key -> configuration.writeKeys().get(Sha256.of(key).hex()))
                .filter(Objects::nonNull)
                .map(WriteKey::id)
                .findFirst()
                .map(id -> "key " + id)
                .orElse("address " + address);
    }

    private static List<String> candidates(HttpServerRequest request) {
        List<String> found = new ArrayList<>();
        Map<String, List<String>> query = QueryText.of(request);
        PARAMETERS.stream()
                .map(query::get)
                .filter(Objects::nonNull)
                .map(values -> values.get(0))
                .forEach(found::add);
        Optional.ofNullable(request.getHeader("x-tl-key")).ifPresent(found::add);
        String[] credential =
                Optional.ofNullable(request.getHeader("authorization")).orElse("").split(" ", 2);
        if (credential.length == 2) {
            found.add(
                    credential[0].equalsIgnoreCase("basic")
                            ? user(credential[1].strip())
                            : credential[1].strip());
        }
        return found;
    }

    private static String user(String pair) {
        try {
            String text = new String(Base64.getDecoder().decode(pair), StandardCharsets.UTF_8);
            return text.split(":", 2)[0];
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
