// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import static io.tracklayer.destination.tiktok.Given.TIKTOK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ProbeResult;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TikTokProbeTest {

    @Test
    void theCheckPostsAnEmptyList() {
        var request =
                new TikTokDestination()
                        .probe(TIKTOK.settings(), GivenDestination.CONTEXT)
                        .orElseThrow();
        assertEquals("https://business-api.tiktok.com/open_api/v1.3/event/track/", request.url());
        assertEquals(
                "{\"event_source\":\"web\",\"event_source_id\":\"CABC1234EXAMPLE567\",\"data\":[]}",
                Requests.body(request));
    }

    @ParameterizedTest
    @CsvSource({
        "40105, REFUSED, new token",
        "40102, REFUSED, the token has expired",
        "40001, REFUSED, check the pixel",
        "40002, WORKS, accepted the token",
        "40000, WORKS, accepted the token",
        "40100, UNVERIFIABLE, check later",
        "50000, UNVERIFIABLE, check later",
        "0, UNVERIFIABLE, proves nothing"
    })
    void theRefusalTellsWhetherTheTokenIsRight(
            String code, ProbeResult.Verdict verdict, String says) {
        assertVerdict(verdict, says, 200, "{\"code\":" + code + "}");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 404, 502})
    void anAnswerThatIsNotTikToksMeansNotReached(int status) {
        assertVerdict(ProbeResult.Verdict.UNREACHABLE, "HTTP " + status, status, "<html>");
    }

    private static void assertVerdict(
            ProbeResult.Verdict verdict, String says, int status, String body) {
        ProbeResult result =
                new TikTokDestination().interpretProbe(Answers.of(status, body), TIKTOK.settings());
        assertEquals(verdict, result.verdict(), result.sentence());
        assertTrue(result.sentence().contains(says), result.sentence());
    }
}
