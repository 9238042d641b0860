// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import static io.tracklayer.destination.snapchat.Given.SNAPCHAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapchatProbeTest {
    private final SnapchatDestination snapchat = new SnapchatDestination();

    @Test
    void theConnectionIsCheckedWhereNothingCounts() {
        PlatformRequest request =
                snapchat.probe(SNAPCHAT.settings(), GivenDestination.CONTEXT).orElseThrow();

        assertTrue(request.url().endsWith("/v3/" + Given.PIXEL + "/events/validate"));
        assertEquals(SNAPCHAT.expected("probe.json"), Requests.body(request));
        assertTrue(request.query().get(0).secret());
    }

    @ParameterizedTest
    @CsvSource({
        "200, VALID, WORKS",
        "200, INVALID, UNVERIFIABLE",
        "200, , UNVERIFIABLE",
        "400, INVALID, UNVERIFIABLE",
        "401, INVALID, REFUSED",
        "403, INVALID, REFUSED",
        "404, INVALID, REFUSED",
        "429, , UNVERIFIABLE",
        "503, , UNREACHABLE",
        "302, , UNREACHABLE"
    })
    void anAnswerSays(int status, String said, String verdict) {
        String body = said == null ? "" : "{\"status\":\"" + said + "\"}";
        assertEquals(
                verdict,
                snapchat.interpretProbe(Answers.of(status, body), SNAPCHAT.settings())
                        .verdict()
                        .name());
    }
}
