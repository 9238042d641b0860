// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is known of a client by its address, without ever asking a name server. */
public final class ClientNetwork {
    private static final String PART = "(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";

    /** Nothing else gets to the JDK, which looks up 999.1.1.1 as a name. */
    private static final Pattern LITERAL =
            Pattern.compile(PART + "(\\." + PART + "){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private static final int IPV4_KEPT = 24;
    private static final int IPV6_KEPT = 48;
    private static final int SUBSCRIBER = 64;

    private ClientNetwork() {}

    /** The address, when the text is a literal one. */
    public static Optional<InetAddress> literal(String text) {
        boolean shaped = LITERAL.matcher(text).matches();
        if (!shaped || text.length() > 45) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    /** The address without what tells one line from another: /24, or /48 of IPv6; empty if none. */
    public static String cut(String address) {
        return literal(address)
                .map(known -> masked(known, known instanceof Inet4Address ? IPV4_KEPT : IPV6_KEPT))
                .orElse("");
    }

    /** What one subscriber has: an IPv4 address, or a /64. */
    static String subscriber(String address) {
        return literal(address)
                .filter(known -> !(known instanceof Inet4Address))
                .map(known -> masked(known, SUBSCRIBER))
                .orElse(address);
    }

    /** Whether it is of this machine or a private network, such as that of a proxy in front. */
    public static boolean inside(String address) {
        return literal(address)
                .map(
                        known ->
                                known.isLoopbackAddress()
                                        || known.isSiteLocalAddress()
                                        || known.isLinkLocalAddress()
                                        || (known.getAddress()[0] & 0xfe) == 0xfc
                                                && known.getAddress().length == 16)
                .orElse(true);
    }

    private static String masked(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, bits / 8, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
