// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import static io.tracklayer.destination.linkedin.Given.LINKEDIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.Answers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkedInProbeTest {
    private static final String[] RULES = {
        "ad-account", "512345678", "conversion-rules", "lead_submitted=77,purchase_placed=78"
    };

    @Test
    void theConnectionIsCheckedByReadingTheFirstRule() {
        PlatformRequest request = LINKEDIN.probe(RULES).orElseThrow();

        assertEquals("GET", request.method());
        assertEquals("https://api.linkedin.com/rest/conversions/77", request.url());
        assertEquals(
                List.of(Field.open("account", "urn:li:sponsoredAccount:512345678")),
                request.query());
        assertEquals(
                List.of(
                        Field.secret("Authorization", "Bearer " + Given.TOKEN),
                        Field.open("LinkedIn-Version", "202609"),
                        Field.open("X-Restli-Protocol-Version", "2.0.0")),
                request.headers());
        assertEquals(0, request.body().length);
    }

    @Test
    void withoutTheAdAccountThereIsNoCheck() {
        assertEquals(Optional.empty(), LINKEDIN.probe());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    200|{'conversionMethod':'CONVERSIONS_API','enabled':true}|WORKS
                    200|{}|WORKS
                    200|{'conversionMethod':'INSIGHT_TAG'}|REFUSED
                    200|{'enabled':false}|REFUSED
                    200|<html>|UNREACHABLE
                    400|{'message':'account is required'}|REFUSED
                    401|{'code':'EXPIRED_ACCESS_TOKEN'}|REFUSED
                    403|{'code':'ACCESS_DENIED'}|UNVERIFIABLE
                    404|{'code':'RESOURCE_NOT_FOUND'}|REFUSED
                    426|{'code':'NONEXISTENT_VERSION'}|REFUSED
                    429|{}|UNVERIFIABLE
                    503|{}|UNREACHABLE
                    302|{}|UNREACHABLE
                    """)
    void anAnswerSays(int status, String body, String verdict) {
        assertEquals(verdict, read(status, body, LINKEDIN.settings(RULES)).verdict().name());
    }

    @Test
    void aWorkingConnectionNamesTheVersionAndItsEnd() {
        String sentence = read(200, "{}", LINKEDIN.settings(RULES)).sentence();
        assertTrue(sentence.contains("202609 (ends about 2027-09-15)"), sentence);
    }

    @Test
    void anAppWithoutTheRightToReadRulesIsRefused() {
        Settings app =
                Settings.of(
                        LinkedInSettings.ALL,
                        Map.of(
                                "client-id",
                                List.of("c"),
                                "client-secret",
                                List.of("s"),
                                "refresh-token",
                                List.of("r"),
                                "conversion-rules",
                                List.of("lead_submitted=77")));
        assertEquals(
                ProbeResult.Verdict.REFUSED, read(403, "{'code':'ACCESS_DENIED'}", app).verdict());
    }

    @Test
    void anEntryThatCannotBeUsedIsFoundByTheCheck() {
        ProbeResult result =
                read(
                        200,
                        "{}",
                        LINKEDIN.settings("conversion-rules", "lead_submitted=77,lead_sent=78"));
        assertEquals(
                new ProbeResult(
                        ProbeResult.Verdict.REFUSED,
                        "In conversion-rules \"lead_sent=78\" names no event that LinkedIn takes."),
                result);
    }

    private static ProbeResult read(int status, String body, Settings settings) {
        return new LinkedInDestination()
                .interpretProbe(Answers.of(status, body.replace('\'', '"')), settings);
    }
}
