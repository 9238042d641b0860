// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import static io.tracklayer.destination.criteo.Given.CRITEO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriteoProbeTest {

    @Test
    void theConnectionIsCheckedWithAPageViewOfNobody() {
        PlatformRequest request = CRITEO.probe().orElseThrow();
        assertEquals("https://widget.criteo.com/m/event", request.url());
        assertEquals(CRITEO.expected("probe.json"), Requests.body(request));
    }

    @ParameterizedTest
    @CsvSource({
        "200, UserIdentifierMissing, UNVERIFIABLE",
        "204, , UNVERIFIABLE",
        "400, x, REFUSED",
        "404, , REFUSED",
        "401, , REFUSED",
        "403, , REFUSED",
        "429, , UNVERIFIABLE",
        "503, , UNREACHABLE",
        "302, , UNREACHABLE"
    })
    void anAnswerSays(int status, String error, String verdict) {
        String body = error == null ? "" : "{\"errors\":[\"" + error + "\"]}";
        assertEquals(verdict, read(Answers.of(status, body)).verdict().name());
    }

    @Test
    void aRedirectNamesTheEndpointToSet() {
        ProbeResult result =
                read(Answers.of(307, "", "Location", "https://widget.us.criteo.com/m/event"));
        assertEquals(ProbeResult.Verdict.REFUSED, result.verdict());
        assertEquals(
                "Criteo serves this account elsewhere: set endpoint to"
                        + " https://widget.us.criteo.com.",
                result.sentence());
    }

    private static ProbeResult read(PlatformAnswer answer) {
        return CRITEO.destination().interpretProbe(answer, CRITEO.settings());
    }
}
