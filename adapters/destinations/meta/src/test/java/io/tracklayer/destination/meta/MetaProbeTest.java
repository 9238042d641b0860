// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import static io.tracklayer.destination.meta.Given.META;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ProbeResult;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaProbeTest {

    @Test
    void theCheckPostsAnEmptyListToTheDataset() {
        var request =
                new MetaDestination()
                        .probe(
                                META.settings("test-event-code", "TEST12345"),
                                GivenDestination.CONTEXT)
                        .orElseThrow();
        assertEquals("https://graph.facebook.com/v25.0/1234567890123456/events", request.url());
        assertEquals("{\"data\":[]}", Requests.body(request));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 190, 463, REFUSED, token",
        "403, 10, 0, REFUSED, token",
        "400, 100, 33, REFUSED, dataset id",
        "400, 803, 0, REFUSED, dataset id",
        "400, 104, 0, REFUSED, app-secret",
        "400, 368, 0, REFUSED, policy",
        "400, 2635, 0, REFUSED, api-version",
        "400, 100, 0, WORKS, accepted token and dataset",
        "400, 100, 2804019, WORKS, accepted token and dataset",
        "400, 4, 0, UNVERIFIABLE, later",
        "500, 2, 0, UNVERIFIABLE, later",
        "400, 506, 0, UNVERIFIABLE, 506",
        "400, 4711, 0, UNVERIFIABLE, 4711"
    })
    void theRefusalTellsWhetherTokenAndDatasetAreRight(
            int status, long code, long subcode, ProbeResult.Verdict verdict, String says) {
        assertVerdict(
                verdict,
                says,
                status,
                "{\"error\":{\"code\":" + code + ",\"error_subcode\":" + subcode + "}}");
    }

    @Test
    void aMissingProofIsNotTakenForAWorkingConnection() {
        assertVerdict(
                ProbeResult.Verdict.REFUSED,
                "app-secret",
                400,
                "{\"error\":{\"code\":100,\"message\":\"API calls from the server require an"
                        + " appsecret_proof argument\"}}");
    }

    @ParameterizedTest
    @CsvSource({"502", "404", "301"})
    void anAnswerThatIsNotMetasMeansNotReached(int status) {
        assertVerdict(ProbeResult.Verdict.UNREACHABLE, "HTTP " + status, status, "<html>");
    }

    @Test
    void anAcceptedEmptyListProvesNothing() {
        assertVerdict(
                ProbeResult.Verdict.UNVERIFIABLE, "empty list", 200, "{\"events_received\":0}");
    }

    private static void assertVerdict(
            ProbeResult.Verdict verdict, String says, int status, String body) {
        ProbeResult result =
                new MetaDestination().interpretProbe(Answers.of(status, body), META.settings());
        assertEquals(verdict, result.verdict());
        assertTrue(result.sentence().contains(says), result.sentence());
    }
}
