// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
    private static final Set<String> PROXIES = Set.of("192.0.2.1", "2001:db8::1");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "192.0.2.1; https; true",
                "192.0.2.1; HTTPS; true",
                "2001:db8:0:0::1; https; true",
                "192.0.2.1; http, https; true",
                "192.0.2.1; https, http; false",
                "192.0.2.1; https,; false",
                "192.0.2.1; httpsx; false",
                "192.0.2.2; https; false",
                "127.0.0.1; https; false"
            })
    void onlyTheNearestListedProxyIsBelievedAboutTls(String peer, String said, boolean believed) {
        assertEquals(believed, Connection.encrypted(peer, List.of(said), PROXIES));
    }

    @Test
    void theLastLineCountsAndNoneIsNoTls() {
        assertEquals(false, Connection.encrypted("192.0.2.1", List.of("https", "http"), PROXIES));
        assertEquals(false, Connection.encrypted("192.0.2.1", List.of(), PROXIES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https://evil.example/",
                "events",
                "",
                "/a\r\nSet-Cookie: x",
                "/\u00e4"
            })
    void aLoginLeadsNowhereElse(String asked) {
        assertEquals("/", LocalPath.of(asked));
    }

    @Test
    void aLoginLeadsToThePageThatWasWanted() {
        assertEquals("/events?merchant=a%20b&key=1", LocalPath.of("/events?merchant=a%20b&key=1"));
        assertEquals("/", LocalPath.of(null));
    }
}
