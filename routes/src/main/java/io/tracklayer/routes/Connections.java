// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.routes.operator.Connection;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/** Reads from a request how it came. */
final class Connections {
    private Connections() {}

    /**
     * How a request came.
     *
     * @param alwaysHttps whether TLS ends somewhere in front, unseen
     */
    static Connection of(
            HttpServerRequest request, Set<String> trustedProxies, boolean alwaysHttps) {
        String peer = request.remoteAddress().hostAddress();
        boolean https =
                alwaysHttps
                        || request.isSSL()
                        || Connection.encrypted(
                                peer,
                                request.headers().getAll("x-forwarded-proto"),
                                trustedProxies);
        return new Connection(ClientAddress.of(request, trustedProxies), local(request), https);
    }

    private static boolean local(HttpServerRequest request) {
        String host = request.authority() == null ? "" : request.authority().host();
        return isLoopback(request.remoteAddress().hostAddress())
                && isLoopback(host)
                && ClientAddress.forwarded(request).stream().allMatch(Connections::isLoopback);
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            // only literals: a name would be looked up, and a stranger's name may lead here
            return host.matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?")
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
