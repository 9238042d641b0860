// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ga4ProbeTest extends Ga4Test {

    @Test
    void theProbeAsksTheValidationServerWhichRecordsNothing() {
        assertEquals(
                resource("expect/probe.http"),
                Requests.http(ga4.probe(settings("region", "eu"), NOW).orElseThrow()));
    }

    @Test
    void anAcceptedShapeIsNotYetAVerifiedSecret() {
        assertEquals(
                new ProbeResult(
                        Verdict.UNVERIFIABLE,
                        "shape accepted; GA4 never says whether secret and measurement id are right: look for events in Realtime or DebugView"),
                ga4.interpretProbe(Answers.of(200, "{\"validationMessages\":[]}"), settings()));
    }

    @Test
    void findingsAreRepeatedInGooglesWords() {
        assertEquals(
                new ProbeResult(
                        Verdict.REFUSED,
                        "NAME_INVALID events: Event at index: [1] has invalid name [1st]. Names must start with an alphabetic character.; INTERNAL_ERROR events[2].params: try again"),
                ga4.interpretProbe(
                        Answers.of(200, resource("given/validation-messages.json")), settings()));
    }

    @ParameterizedTest
    @CsvSource({"204, ''", "200, <html>proxy</html>", "503, busy", "404, none", "429, slow"})
    void anAnswerThatIsNoVerdictMeansUnreachable(int status, String body) {
        assertEquals(
                new ProbeResult(
                        Verdict.UNREACHABLE,
                        "the validation server gave HTTP "
                                + status
                                + " without a verdict; check the address and what stands between"),
                ga4.interpretProbe(Answers.of(status, body), settings()));
    }

    @ParameterizedTest
    @CsvSource({"UA-12345-1", "12345678", "g-track", "AW-123456"})
    void aMeasurementIdOfAnotherKindIsRefusedWithoutAsking(String id) {
        assertEquals(
                Verdict.REFUSED,
                ga4.interpretProbe(
                                Answers.of(200, "{\"validationMessages\":[]}"),
                                settings("measurement-id", id))
                        .verdict());
    }
}
