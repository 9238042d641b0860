// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose word about a client's address counts. */
class ClientAddressTest {
    private static final Set<String> PROXIES = Set.of("10.0.0.1", "10.0.0.2", "2001:db8::1");

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // peer        | X-Forwarded-For                        | client
                "203.0.113.7   | -                                      | 203.0.113.7",
                "203.0.113.7   | 198.51.100.1                           | 203.0.113.7",
                "10.0.0.1      | -                                      | 10.0.0.1",
                "10.0.0.1      | 198.51.100.1                           | 198.51.100.1",
                "10.0.0.1      | 1.1.1.1, 198.51.100.1                  | 198.51.100.1",
                "10.0.0.1      | 1.1.1.1, 198.51.100.1, 10.0.0.2        | 198.51.100.1",
                "10.0.0.1      | 10.0.0.2, 198.51.100.1                 | 198.51.100.1",
                "10.0.0.1      | 10.0.0.2, 10.0.0.1                     | 10.0.0.2",
                "10.0.0.3      | 198.51.100.1                           | 10.0.0.3",
                // what is no address says nothing, and nothing before it either
                "10.0.0.1      | 198.51.100.1, unknown                  | 10.0.0.1",
                "10.0.0.1      | 198.51.100.1, evil.example             | 10.0.0.1",
                "10.0.0.1      | 198.51.100.1, 999.1.1.1                | 10.0.0.1",
                "10.0.0.1      | 198.51.100.1, 2130706433               | 10.0.0.1",
                "10.0.0.1      | 198.51.100.1, 0x7f.1                   | 10.0.0.1",
                "10.0.0.1      | 198.51.100.1, ' OR 1=1                 | 10.0.0.1",
                "10.0.0.1      | 198.51.100.1, unknown, 10.0.0.2        | 10.0.0.2",
                "10.0.0.1      | , ,198.51.100.1, ,                     | 198.51.100.1",
                // ports and brackets, as some proxies write them
                "10.0.0.1      | 198.51.100.1:4711                      | 198.51.100.1",
                "10.0.0.1      | [2001:db8:7::9]:4711                   | 2001:db8:7:0:0:0:0:9",
                "10.0.0.1      | [2001:db8:7::9]                        | 2001:db8:7:0:0:0:0:9",
                "10.0.0.1      | 2001:db8:7::9                          | 2001:db8:7:0:0:0:0:9",
                "10.0.0.1      | 2001:db8:7::9%eth0                     | 10.0.0.1",
                "10.0.0.1      | ::ffff:198.51.100.1                    | 198.51.100.1",
                "10.0.0.1      | 198.51.100.1:99999999                  | 10.0.0.1",
                // the same proxy in another spelling
                "2001:db8:0:0:0:0:0:1 | 198.51.100.1                    | 198.51.100.1",
                "2001:db8::1   | 198.51.100.1, 2001:DB8::0001           | 198.51.100.1",
                "2001:db8::2   | 198.51.100.1                           | 2001:db8:0:0:0:0:0:2",
                "::ffff:10.0.0.1 | 198.51.100.1                         | 198.51.100.1",
            })
    void onlyAListedProxyIsBelievedAndOnlyTheHopItSaw(String peer, String header, String client) {
        List<String> hops =
                header == null
                        ? List.of()
                        : Stream.of(header.split(","))
                                .map(String::strip)
                                .filter(hop -> !hop.isEmpty())
                                .toList();
        assertEquals(client, ClientAddress.of(peer, hops, PROXIES));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1", "127.0.0.1", "::1"})
    void withoutAListNobodyIsBelieved(String peer) {
        assertEquals(
                ClientAddress.of(peer, List.of(), Set.of()),
                ClientAddress.of(peer, List.of("198.51.100.1"), Set.of()));
    }
}
