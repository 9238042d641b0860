// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.egress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class I11EgressTest {
    private final AddressGuard guard = new AddressGuard(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "127.1",
                "2130706433",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:a00:1",
                "64:ff9b::7f00:1",
                "64:ff9b::8.8.8.8",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:1ff::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:808:808::1",
                "3fff::1",
                "3fff:fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fdff:ffff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "feff::1",
                "ff02::1",
                "ffff::1"
            })
    void privateAndReservedAddressesAreRefusedInEveryForm(String address) throws Exception {
        BlockedAddressException blocked =
                assertThrows(BlockedAddressException.class, () -> check(guard, address));
        assertTrue(blocked.getMessage().startsWith("\"shop.example\" leads to "));
        assertTrue(blocked.getMessage().contains("node.allowed-networks in tracklayer.yaml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2003::1",
                "2606:4700::1111",
                "2a03:2880:f12f:83:face:b00c:0:25de",
                "3ffe:ffff::1",
                "4000::1",
                "::ffff:8.8.8.8"
            })
    void publicAddressesUpToTheEdgeOfEveryRangeAreReached(String address) throws Exception {
        assertEquals(InetAddress.getByName(address), check(guard, address)[0]);
    }

    @ParameterizedTest
    @CsvSource({"127, 0, 0, 1", "10, 0, 0, 7", "169, 254, 169, 254"})
    void aMappedAddressThatStaysIpv6IsJudgedByTheAddressInside(int a, int b, int c, int d)
            throws Exception {
        byte[] bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        bytes[12] = (byte) a;
        bytes[13] = (byte) b;
        bytes[14] = (byte) c;
        bytes[15] = (byte) d;
        InetAddress mapped = Inet6Address.getByAddress("x", bytes, 0);
        assertEquals(16, mapped.getAddress().length, "it is an IPv6 address");
        assertThrows(
                BlockedAddressException.class, () -> guard.check("x", new InetAddress[] {mapped}));
    }

    @Test
    void aHostWithOneForbiddenAddressAmongGoodOnesIsRefusedAsAWhole() throws Exception {
        InetAddress[] mixed = {
            InetAddress.getByName("1.1.1.1"), InetAddress.getByName("192.168.0.1")
        };
        BlockedAddressException blocked =
                assertThrows(
                        BlockedAddressException.class, () -> guard.check("rebind.example", mixed));
        assertTrue(blocked.getMessage().contains("192.168.0.1"));
        InetAddress[] good = {
            InetAddress.getByName("1.1.1.1"), InetAddress.getByName("2606:4700::1")
        };
        assertArrayEquals(good, guard.check("good.example", good));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.0/8, 127.0.0.1",
        "127.0.0.1/32, 127.0.0.1",
        "10.20.0.0/15, 10.21.255.255",
        "fd12:3456::/32, fd12:3456::9",
        "fc00::/7, fd00::1",
        "::1/128, ::1",
        "0.0.0.0/0, 192.168.1.1"
    })
    void aNetworkTheOperatorNamesIsReached(String network, String address) throws Exception {
        assertEquals(
                InetAddress.getByName(address),
                check(new AddressGuard(List.of("192.0.2.0/24", network)), address)[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1/32, 127.0.0.2",
        "10.20.0.0/15, 10.22.0.0",
        "10.0.0.0/8, 192.168.0.1",
        "fd12:3456::/32, fd12:3457::1",
        "0.0.0.0/0, ::1"
    })
    void itsNeighboursStayRefused(String network, String address) {
        AddressGuard named = new AddressGuard(List.of(network));
        assertThrows(BlockedAddressException.class, () -> check(named, address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "::ffff:169.254.169.254"
            })
    void metadataAndLinkLocalStayRefusedWhateverIsAllowed(String address) {
        AddressGuard wide = new AddressGuard(List.of("0.0.0.0/0", "::/0"));
        assertThrows(BlockedAddressException.class, () -> check(wide, address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0/8",
                "10.0.0.256/8",
                "10.0.0.0/-1",
                "10.0.0.0/8x",
                "fd00::/129",
                "fd00::g/8",
                ":::/8",
                "localhost/8",
                "cafe/8",
                "1234/8",
                "::ffff:10.0.0.0/104"
            })
    void whatIsNotANetworkIsNamedAndNeverLookedUp(String text) {
        IllegalArgumentException problem =
                assertThrows(IllegalArgumentException.class, () -> new AddressGuard(List.of(text)));
        assertTrue(problem.getMessage().startsWith("\"" + text + "\" is not a network such as"));
    }

    private static InetAddress[] check(AddressGuard guard, String address) throws Exception {
        return guard.check("shop.example", InetAddress.getAllByName(address));
    }
}
