// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a request really comes from. */
final class ClientAddress {
    private ClientAddress() {}

    /**
     * The peer, or what a proxy from the list of trusted ones says: the last address it did not add
     * itself.
     */
    static String of(HttpServerRequest request, Set<String> trustedProxies) {
        String peer = request.remoteAddress().hostAddress();
        if (!trustedProxies.contains(peer)) {
            return peer;
        }
        List<String> hops = forwarded(request);
        for (int i = hops.size() - 1; i >= 0; i--) {
            if (!trustedProxies.contains(hops.get(i))) {
                return hops.get(i);
            }
        }
        return peer;
    }

    /**
     * The addresses the request claims to have come through, first to last, true or not. A proxy
     * may add a line of its own below one of the sender's, so all lines count.
     */
    static List<String> forwarded(HttpServerRequest request) {
        return request.headers().getAll("x-forwarded-for").stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .filter(hop -> !hop.isEmpty())
                .toList();
    }
}
