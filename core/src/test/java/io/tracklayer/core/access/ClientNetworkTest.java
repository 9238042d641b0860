// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.0",
        "203.0.113.0, 203.0.113.0",
        "2001:db8:12:34:56:78:9a:bc, 2001:db8:12:0:0:0:0:0",
        "2001:db8:12::, 2001:db8:12:0:0:0:0:0",
        "::ffff:203.0.113.77, 203.0.113.0",
    })
    void aCutAddressNamesANetworkAndNobodyInIt(String address, String network) {
        assertEquals(network, ClientNetwork.cut(address));
        assertEquals(network, ClientNetwork.cut(network));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.com",
                "1.2.3",
                "1.2.3.4.5",
                "999.1.1.1",
                "1.2.3.4:80",
                "[::1]",
                "fe80::1%eth0",
                "::g",
                "unknown",
                "0x7f000001",
                "2130706433"
            })
    void whatIsNoAddressIsNeverLookedUpAndNothingIsKeptOfIt(String text) {
        assertEquals("", ClientNetwork.cut(text));
    }

    /** Asked in a process of its own, whose name server knows the text. */
    @Test
    void aNumberTooLargeForAnAddressIsNotLookedUpAsAName(@TempDir Path folder) throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "203.0.113.9 999.1.1.1\n");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djdk.net.hosts.file=" + hosts,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Asked.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("[]", said.strip());
    }

    static final class Asked {
        private Asked() {}

        public static void main(String[] none) {
            System.out.println("[" + ClientNetwork.cut("999.1.1.1") + "]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true", "10.1.2.3, true", "192.168.0.9, true", "172.16.9.9, true",
        "::1, true", "fd00::1, true", "fe80::1, true", "203.0.113.7, false",
        "172.32.0.1, false", "2001:db8::1, false",
    })
    void aProxyOfOurOwnIsInside(String address, boolean inside) {
        assertEquals(inside, ClientNetwork.inside(address));
    }
}
