// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Reads IP literals without ever asking a name server. */
public final class IpAddress {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private IpAddress() {}

    public static boolean isLiteral(String text) {
        return parse(text) != null;
    }

    /** Documentation ranges count as public: they stand for a visitor in every example. */
    public static boolean isPublic(String text) {
        InetAddress address = parse(text);
        if (address == null
                || address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
            return !uniqueLocal;
        }
        boolean carrierNat = (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
        return !carrierNat && bytes[0] != 0;
    }

    private static InetAddress parse(String text) {
        if (text.length() > 45 || !(V4.matcher(text).matches() || V6.matcher(text).matches())) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
