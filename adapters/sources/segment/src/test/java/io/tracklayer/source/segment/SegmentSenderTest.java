// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation;
import io.tracklayer.testkit.GivenRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentSenderTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    auto,   any,     -,                    -,                                -,      false
                    auto,   any,     -,                    analytics-python,                 -,      false
                    auto,   any,     -,                    -,                                server, false
                    auto,   any,     https://shop.example, -,                                -,      true
                    auto,   any,     -,                    analytics.js,                     -,      true
                    auto,   any,     -,                    analytics-next,                   -,      true
                    auto,   any,     -,                    RudderLabs JavaScript SDK,        -,      false
                    auto,   any,     -,                    analytics-kotlin,                 -,      true
                    auto,   any,     -,                    analytics-swift,                  -,      true
                    auto,   any,     -,                    -,                                mobile, true
                    auto,   any,     -,                    -,                                web,    true
                    auto,   browser, -,                    -,                                -,      true
                    auto,   server,  -,                    analytics.js,                     -,      false
                    client, server,  -,                    -,                                -,      true
                    server, browser, https://shop.example, analytics.js,                     -,      false
                    """)
    void theClockIsTheVisitorsOrTheServers(
            String clock,
            String kind,
            String origin,
            String library,
            String channel,
            boolean client) {
        GivenRequest request =
                Given.track(
                        "Signed In",
                        "\"channel\":\""
                                + (channel == null ? "" : channel)
                                + "\",\"timestamp\":1768472430,\"sentAt\":1768472431,\"context\":{\"library\":{\"name\":\""
                                + (library == null ? "" : library)
                                + "\"}}");
        Observation observation =
                Given.observed(
                        origin == null ? request : request.header("Origin", origin),
                        "clock",
                        clock,
                        "kind",
                        kind);
        assertEquals(
                new Observation.Timing(1768472430L, 1768472431L, client, "/timestamp"),
                observation.timing());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    auto,   RudderLabs JavaScript SDK,   2026-01-15T10:00:00Z, false, /timestamp
                    auto,   rudder-ios-library,          2026-01-15T10:00:00+01:00, false, /timestamp
                    auto,   RudderLabs JavaScript SDK,   yesterday,            true,  /originalTimestamp
                    auto,   RudderLabs JavaScript SDK,   -,                    true,  /originalTimestamp
                    client, RudderLabs JavaScript SDK,   2026-01-15T10:00:00Z, true,  /originalTimestamp
                    auto,   analytics-node,              2026-01-15T10:00:00Z, false, /timestamp
                    client, analytics.js,                2026-01-15T10:00:00Z, true,  /originalTimestamp
                    """)
    void aTimeBesideTheOriginalOneWasDecidedAndIsBelieved(
            String clock, String library, String timestamp, boolean client, String origin) {
        Observation.Timing timing =
                Given.observed(
                                Given.track(
                                        "Signed In",
                                        (timestamp == null
                                                        ? ""
                                                        : "\"timestamp\":\"" + timestamp + "\",")
                                                + "\"originalTimestamp\":\"2026-01-15T09:00:00Z\","
                                                + "\"context\":{\"library\":{\"name\":\""
                                                + library
                                                + "\"}}"),
                                "clock",
                                clock)
                        .timing();
        assertEquals(client, timing.clientClock());
        assertEquals(origin, timing.origin());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    "timestamp":"2";                              2; /timestamp
                    "timestamp":"2","originalTimestamp":"1";      1; /originalTimestamp
                    "timestamp":"2026-01-15T09:00:00Z","originalTimestamp":"1"; 2026-01-15T09:00:00Z; /timestamp
                    "timestamp":{"a":1};                          ;
                    "messageId2":"x";                             ;
                    """)
    void theOriginalTimestampCountsWhereTheOtherIsNoTime(
            String member, String occurred, String origin) {
        Observation.Timing timing = Given.observed(Given.track("Signed In", member)).timing();
        assertEquals(occurred, timing.occurred());
        assertEquals(origin == null ? "" : origin, timing.origin());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    server, -,            -,              -
                    server, 198.51.100.9, 198.51.100.9,   /context/ip
                    server, 0.0.0.0,      -,              -
                    client, -,            203.0.113.7,    remote address
                    client, 198.51.100.9, 203.0.113.7,    remote address
                    client, 0.0.0.0,      -,              -
                    """)
    void theAddressIsTheBuyersAndNeverAServers(
            String clock, String stated, String address, String origin) {
        Observation observation =
                Given.observed(
                        Given.track(
                                "Signed In",
                                "\"context\":{"
                                        + (stated == null ? "" : "\"ip\":\"" + stated + "\"")
                                        + "}"),
                        "clock",
                        clock);
        Optional<Observation.Reading> read =
                observation.readings().stream()
                        .filter(reading -> reading.field() == EventField.CLIENT_IP)
                        .findFirst();
        assertEquals(address, read.map(Observation.Reading::raw).orElse(null));
        assertEquals(origin, read.map(Observation.Reading::origin).orElse(null));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    https://shop.example, Mozilla/5.0 (X), Mozilla/5.0 (X)
                    https://shop.example, -,               Mozilla/5.0 (Header)
                    -,                    Mozilla/5.0 (X), Mozilla/5.0 (X)
                    -,                    -,               -
                    """)
    void theUserAgentHeaderCountsOnlyWhenABrowserSentTheRequest(
            String origin, String stated, String read) {
        GivenRequest request =
                Given.track(
                                "Signed In",
                                "\"context\":{"
                                        + (stated == null ? "" : "\"userAgent\":\"" + stated + "\"")
                                        + "}")
                        .header("User-Agent", "Mozilla/5.0 (Header)");
        Observation observation =
                Given.observed(origin == null ? request : request.header("Origin", origin));
        assertEquals(Optional.ofNullable(read), Given.raw(observation, EventField.USER_AGENT));
    }

    @Test
    void anAppsUserAgentHeaderIsItsLibraryAndNotRead() {
        Observation observation =
                Given.observed(
                        Given.track("Signed In", "\"channel\":\"mobile\"")
                                .header("User-Agent", "analytics-kotlin/1.0"),
                        "kind",
                        "browser");
        assertEquals(Optional.empty(), Given.raw(observation, EventField.USER_AGENT));
        assertEquals(Optional.of(ActionSource.APP), observation.actionSource());
    }

    @Test
    void aScreenIsInAnAppAndAServersActionNowhereInParticular() {
        assertEquals(
                Optional.of(ActionSource.APP),
                Given.observed(GivenRequest.post("/v1/screen", "{\"userId\":\"u\"}"))
                        .actionSource());
        assertEquals(Optional.empty(), Given.observed(Given.track("Signed In", "")).actionSource());
    }

    @Test
    void anAppThatKnowsItsDeviceOnlyIsKnownByIt() {
        Observation screen =
                Given.observed(
                        GivenRequest.post(
                                "/v1/s",
                                "{\"userId\":\"u\",\"context\":{\"device\":{\"id\":\"d-1\"}}}"));
        assertEquals(Optional.of("d-1"), Given.raw(screen, EventField.ANONYMOUS_ID));
    }
}
