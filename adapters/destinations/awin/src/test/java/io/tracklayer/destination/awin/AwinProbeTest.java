// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import static io.tracklayer.destination.awin.Given.AWIN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.ProbeResult.Verdict;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.Requests;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwinProbeTest {

    @Test
    void theCheckIsATestOrderThatNamesNobody() {
        assertEquals(
                AWIN.resource("/expect/probe.http"), Requests.http(AWIN.probe().orElseThrow()));
    }

    @Test
    void theClassicTransportHasNothingToCheck() {
        assertEquals(Optional.empty(), AWIN.probe("transport", "classic"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    200|{"batchId":"b","successfulOrders":[{"orderReference":"tracklayer-check"}]}|WORKS
                    202|{"batchId":"b"}|WORKS
                    200|{}|UNVERIFIABLE
                    200|<html>hello</html>|UNREACHABLE
                    401|{}|REFUSED
                    403|{}|REFUSED
                    404|{}|REFUSED
                    422|{"message":"no"}|UNVERIFIABLE
                    429|{}|UNVERIFIABLE
                    503|{}|UNREACHABLE
                    302|{}|UNREACHABLE
                    """)
    void theAnswerTellsRightFromWrong(int status, String body, Verdict verdict) {
        assertEquals(
                verdict,
                AWIN.destination()
                        .interpretProbe(Answers.of(status, body), AWIN.settings())
                        .verdict());
    }
}
