// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.operator;

import io.tracklayer.core.access.ClientNetwork;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How a request came.
 *
 * @param address whence, as far as listed proxies are believed
 * @param local whether it comes from this machine, under a name of this machine, passed on for
 *     nobody else
 * @param https whether it is encrypted up to this node or the proxy in front
 */
public record Connection(String address, boolean local, boolean https) {

    /** Whether a password may be sent this way. */
    public boolean takesPasswords() {
        return https || local;
    }

    /**
     * Whether a listed proxy says that its client came over TLS. The last value is the nearest
     * proxy's own; what stands before it may be made up.
     *
     * @param peer who is at the other end of the connection
     * @param said the lines of {@code X-Forwarded-Proto}
     */
    public static boolean encrypted(String peer, List<String> said, Set<String> trustedProxies) {
        boolean believed =
                ClientNetwork.literal(peer)
                        .filter(
                                address ->
                                        trustedProxies.stream()
                                                .flatMap(
                                                        proxy ->
                                                                ClientNetwork.literal(proxy)
                                                                        .stream())
                                                .anyMatch(address::equals))
                        .isPresent();
        if (!believed || said.isEmpty()) {
            return false;
        }
        String last = said.get(said.size() - 1);
        return last.substring(last.lastIndexOf(',') + 1)
                .strip()
                .toLowerCase(Locale.ROOT)
                .equals("https");
    }
}
