// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "203.0.113.7", "2001:4860:4860::8888"})
    void addressesOfTheInternetStay(String address) {
        assertEquals(Optional.of(address), PublicAddress.find(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "10.1.2.3", "127.0.0.1", "192.168.0.9", "172.16.0.1", "100.64.0.1", "0.0.0.0",
                "255.255.255.255", "169.254.1.1", "224.0.0.1", "::1", "fd00::1", "fe80::1", "1.2.3",
                "300.1.1.1", "shop.example", "::ffff:10.0.0.1"
            })
    void allOthersAreNone(String address) {
        assertEquals(Optional.empty(), PublicAddress.find(address));
    }
}
