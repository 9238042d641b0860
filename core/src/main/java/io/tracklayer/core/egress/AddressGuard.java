// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps requests to operator-given addresses out of private networks. Checked on the resolved
 * addresses the socket connects to, which closes DNS rebinding; if one of a host's addresses is
 * refused, all are. Java's own predicates miss carrier NAT, unique local and NAT64 addresses, so
 * the ranges stand here.
 */
public final class AddressGuard {
    /** Cloud metadata and link-local stay refused even when a wider network is allowed. */
    private static final List<Cidr> NEVER =
            parse("169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128", "100.100.100.200/32");

    private static final List<Cidr> REFUSED =
            parse(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fec0::/10",
                    "ff00::/8");

    private final List<Cidr> allowed;

    /**
     * Refuses private networks but those named in CIDR form.
     *
     * @throws IllegalArgumentException quoting a network that is not in this form
     */
    public AddressGuard(List<String> allowedNetworks) {
        this.allowed = allowedNetworks.stream().map(Cidr::of).toList();
    }

    /**
     * The addresses, when all of them may be reached.
     *
     * @throws BlockedAddressException naming host and advice
     */
    public InetAddress[] check(String host, InetAddress[] addresses)
            throws BlockedAddressException {
        for (InetAddress address : addresses) {
            if (refused(unwrapped(address))) {
                throw new BlockedAddressException(
                        "\""
                                + host
                                + "\" leads to "
                                + address.getHostAddress()
                                + ", a private or reserved network. If that is meant, add the network to"
                                + " node.allowed-networks in tracklayer.yaml.");
            }
        }
        return addresses;
    }

    private boolean refused(InetAddress address) {
        if (NEVER.stream().anyMatch(cidr -> cidr.contains(address))) {
            return true;
        }
        return REFUSED.stream().anyMatch(cidr -> cidr.contains(address))
                && allowed.stream().noneMatch(cidr -> cidr.contains(address));
    }

    /** The IPv4 address inside of an IPv4-mapped one: it is where the socket goes. */
    private static InetAddress unwrapped(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Cidr> parse(String... texts) {
        return Stream.of(texts).map(Cidr::of).toList();
    }

    /** A network: its first address and how many leading bits are fixed. */
    private record Cidr(byte[] network, int bits) {
        private static final Pattern LITERAL =
                Pattern.compile(
                        "(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)/(\\d{1,3})");

        static Cidr of(String text) {
            Matcher literal = LITERAL.matcher(text);
            try {
                if (literal.matches()) {
                    // in brackets or with dots it is taken as an address and never looked up
                    String host = literal.group(1);
                    byte[] network =
                            InetAddress.getByName(host.contains(":") ? "[" + host + "]" : host)
                                    .getAddress();
                    int bits = Integer.parseInt(literal.group(2));
                    if (bits <= network.length * 8) {
                        return new Cidr(network, bits);
                    }
                }
            } catch (UnknownHostException malformed) {
                throw new IllegalArgumentException(unusable(text), malformed);
            }
            throw new IllegalArgumentException(unusable(text));
        }

        private static String unusable(String text) {
            return "\"" + text + "\" is not a network such as 10.0.0.0/8 or fd12:3456::/32";
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != network.length) {
                return false;
            }
            int whole = bits / 8;
            if (!Arrays.equals(bytes, 0, whole, network, 0, whole)) {
                return false;
            }
            int rest = bits % 8;
            return rest == 0 || ((bytes[whole] ^ network[whole]) & 0xFF) >> 8 - rest == 0;
        }
    }
}
