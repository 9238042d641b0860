// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import static io.tracklayer.destination.reddit.Given.REDDIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedditProbeTest {
    private static final String[] TEST_ID = {"test-id", "t2_test"};

    @Test
    void theCheckIsAMadeUpPageVisitUnderTheTestId() {
        String body = Requests.body(REDDIT.probe(TEST_ID).orElseThrow());
        assertTrue(body.startsWith("{\"data\":{\"test_id\":\"t2_test\","), body);
        assertTrue(body.contains("\"event_at\":1768472432000"), body);
        assertTrue(body.contains("\"PAGE_VISIT\""), body);
    }

    @Test
    void withoutATestIdTheCheckCarriesNoEvent() {
        assertEquals(
                "{\"data\":{\"partner\":\"TRACKLAYER\",\"events\":[]}}",
                Requests.body(REDDIT.probe().orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "200, WORKS",
        "400, UNVERIFIABLE",
        "401, REFUSED",
        "403, REFUSED",
        "404, REFUSED",
        "410, REFUSED",
        "413, UNVERIFIABLE",
        "429, UNVERIFIABLE",
        "500, UNREACHABLE",
        "302, UNREACHABLE"
    })
    void theAnswerTellsAboutTokenAndPixel(int status, Verdict verdict) {
        assertEquals(verdict, read(status, "{}").verdict());
    }

    @Test
    void whyACheckIsRefusedIsSaid() {
        String body = "{\"error\":{\"code\":400,\"message\":\"no such test\"}}";
        assertEquals(
                "Reddit refused the check itself: no such test.",
                read(400, body, TEST_ID).sentence());
        assertTrue(read(400, body).sentence().contains("set test-id"));
    }

    @Test
    void aPageIsNoAnswerOfReddit() {
        assertEquals(Verdict.UNREACHABLE, read(200, "<html>").verdict());
    }

    private static ProbeResult read(int status, String body, String... changes) {
        return REDDIT.destination()
                .interpretProbe(Answers.of(status, body), REDDIT.settings(changes));
    }
}
