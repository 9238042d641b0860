// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import static io.tracklayer.destination.pinterest.Given.PINTEREST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.Requests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinterestProbeTest {

    @Test
    void theCheckIsAPageVisitOfNobodyThatIsNotRecorded() {
        PlatformRequest request =
                new PinterestDestination()
                        .probe(PINTEREST.settings(), GivenDestination.CONTEXT)
                        .orElseThrow();
        assertEquals("https://api.pinterest.com/v5/ad_accounts/549755885175/events", request.url());
        assertEquals(List.of(Field.open("test", "true")), request.query());
        assertTrue(
                Requests.body(request)
                        .startsWith(
                                "{\"data\":[{\"event_name\":\"page_visit\","
                                        + "\"action_source\":\"web\",\"event_time\":1768472432,"),
                Requests.body(request));
    }

    @Test
    void aCheckedEventProvesTokenAndAccount() {
        assertVerdict(
                ProbeResult.Verdict.WORKS, "accepted token", 200, "{\"num_events_received\":1}");
        assertVerdict(ProbeResult.Verdict.WORKS, "accepted token", 422, "{\"code\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "401, 2, REFUSED, token",
        "403, 29, REFUSED, ad-account",
        "404, 50, REFUSED, ad-account",
        "429, 8, UNVERIFIABLE, later",
        "503, 4197, UNVERIFIABLE, later",
        "500, 77, UNVERIFIABLE, later",
        "400, 4196, UNVERIFIABLE, 4196"
    })
    void theRefusalTellsWhatIsWrong(
            int status, int code, ProbeResult.Verdict verdict, String says) {
        assertVerdict(verdict, says, status, "{\"code\":" + code + ",\"message\":\"x\"}");
    }

    @ParameterizedTest
    @CsvSource({"200", "301", "502"})
    void anAnswerThatIsNotPinterestsMeansNotReached(int status) {
        assertVerdict(ProbeResult.Verdict.UNREACHABLE, "HTTP " + status, status, "<html>");
    }

    private static void assertVerdict(
            ProbeResult.Verdict verdict, String says, int status, String body) {
        ProbeResult result =
                new PinterestDestination()
                        .interpretProbe(Answers.of(status, body), PINTEREST.settings());
        assertEquals(verdict, result.verdict());
        assertTrue(result.sentence().contains(says), result.sentence());
    }
}
