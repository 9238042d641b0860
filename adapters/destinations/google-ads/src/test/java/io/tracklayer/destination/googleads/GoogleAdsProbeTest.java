// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import static io.tracklayer.destination.googleads.Given.GOOGLE_ADS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.Requests;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleAdsProbeTest {

    @Test
    void aMadeUpConversionIsValidatedOnly() {
        assertEquals(
                GOOGLE_ADS.expected("probe.json"), Requests.body(GOOGLE_ADS.probe().orElseThrow()));
    }

    @Test
    void withoutAUsableActionThereIsNothingToCheck() {
        assertEquals(Optional.empty(), GOOGLE_ADS.probe("conversion-actions", "purchase=1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    200|{"requestId":"t-1"}|WORKS
                    200|{}|UNVERIFIABLE
                    401|{}|REFUSED
                    403|{"error":{"code":403}}|REFUSED
                    404|{}|REFUSED
                    400|{"error":{"details":[{"fieldViolations":[{"field":"destinations[0]","reason":"INVALID_CONVERSION_ACTION_ID"}]}]}}|REFUSED
                    400|{"error":{"details":[{"fieldViolations":[{"field":"events[0]","reason":"INVALID_EVENT"}]}]}}|UNVERIFIABLE
                    429|{}|UNVERIFIABLE
                    503|busy|UNREACHABLE
                    """)
    void theAnswerTellsRightFromWrong(int status, String body, Verdict verdict) {
        assertEquals(verdict, read(status, body).verdict());
    }

    @Test
    void unusableActionsAreNamed() {
        ProbeResult result =
                GOOGLE_ADS
                        .destination()
                        .interpretProbe(
                                Answers.of(200, "{\"requestId\":\"t-1\"}"),
                                GOOGLE_ADS.settings(
                                        "conversion-actions", "purchase_placed=1,purchase=2"));
        assertEquals(Verdict.REFUSED, result.verdict());
        assertTrue(result.sentence().endsWith(": purchase=2"), result.sentence());
    }

    private static ProbeResult read(int status, String body) {
        return GOOGLE_ADS
                .destination()
                .interpretProbe(Answers.of(status, body), GOOGLE_ADS.settings());
    }
}
