// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi.identity;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells addresses of buyers from addresses of machines behind a proxy. */
public final class PublicAddress {
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);
    private static final Pattern V6 = Pattern.compile("(?=[^:]*:)[0-9a-fA-F:][0-9a-fA-F:.]{1,44}");

    private PublicAddress() {}

    /**
     * The address when it is a literal of the public internet. The ranges reserved for
     * documentation count as public, so that examples work.
     */
    public static Optional<String> find(String text) {
        String literal = text.strip();
        // Only literals get past here, so the JDK has no name to look up.
        if (!V4.matcher(literal).matches() && !V6.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(literal);
            return Optional.of(address instanceof Inet4Address ? address.getHostAddress() : literal)
                    .filter(shown -> isPublic(address));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        boolean reserved =
                bytes.length == 4
                        ? first == 0 || first >= 240 || sharedByCarriers(bytes)
                        : (first & 0xfe) == 0xfc;
        return !(reserved
                || address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress());
    }

    /** 100.64.0.0/10 (RFC 6598). */
    private static boolean sharedByCarriers(byte[] bytes) {
        return (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
    }
}
