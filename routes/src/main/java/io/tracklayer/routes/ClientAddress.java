// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.access.ClientNetwork;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a request really comes from. */
final class ClientAddress {
    /** Some proxies add the port; an IPv6 address then stands in brackets. */
    private static final Pattern WITH_PORT =
            Pattern.compile("\\[([^\\]]*)](?::\\d{1,5})?|([0-9.]+):\\d{1,5}");

    private ClientAddress() {}

    /**
     * The peer, or what a proxy from the list of trusted ones says: the last address it did not add
     * itself. Where it says something else than an address, the proxy counts as the client. The
     * header Forwarded is read by nobody: a proxy that does not know it passes on what a client
     * made up.
     */
    static String of(HttpServerRequest request, Set<String> trustedProxies) {
        return of(request.remoteAddress().hostAddress(), forwarded(request), trustedProxies);
    }

    static String of(String peer, List<String> hops, Set<String> trustedProxies) {
        Set<InetAddress> trusted =
                trustedProxies.stream()
                        .flatMap(proxy -> ClientNetwork.literal(proxy).stream())
                        .collect(Collectors.toSet());
        Optional<InetAddress> address = ClientNetwork.literal(peer);
        for (int i = hops.size() - 1;
                i >= 0 && address.filter(trusted::contains).isPresent();
                i--) {
            Optional<InetAddress> hop = ClientNetwork.literal(withoutPort(hops.get(i)));
            if (hop.isEmpty()) {
                break;
            }
            address = hop;
        }
        return address.map(InetAddress::getHostAddress).orElse(peer);
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

    private static String withoutPort(String hop) {
        Matcher matcher = WITH_PORT.matcher(hop);
        if (!matcher.matches()) {
            return hop;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
}
