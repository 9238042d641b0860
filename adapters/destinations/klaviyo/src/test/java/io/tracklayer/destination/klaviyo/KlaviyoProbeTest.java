// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import static io.tracklayer.destination.klaviyo.Given.KLAVIYO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.testkit.Answers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KlaviyoProbeTest {

    @Test
    void theConnectionIsCheckedByAskingForTheAccount() {
        PlatformRequest request = KLAVIYO.probe().orElseThrow();

        assertEquals("GET", request.method());
        assertEquals("https://a.klaviyo.com/api/accounts", request.url());
        assertEquals(0, request.body().length);
        assertEquals(
                List.of(
                        Field.secret("Authorization", "Klaviyo-API-Key " + Given.KEY),
                        Field.open("revision", "2026-07-15"),
                        Field.open("Accept", "application/vnd.api+json")),
                request.headers());
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{\"data\":[]}', WORKS",
        "200, <html>, UNREACHABLE",
        "401, {}, REFUSED",
        "403, {}, UNVERIFIABLE",
        "404, {}, REFUSED",
        "410, {}, REFUSED",
        "400, {}, UNVERIFIABLE",
        "429, {}, UNVERIFIABLE",
        "503, {}, UNREACHABLE",
        "302, '', UNREACHABLE"
    })
    void anAnswerSays(int status, String body, String verdict) {
        assertEquals(
                verdict,
                KLAVIYO.destination()
                        .interpretProbe(Answers.of(status, body), KLAVIYO.settings())
                        .verdict()
                        .name());
    }
}
