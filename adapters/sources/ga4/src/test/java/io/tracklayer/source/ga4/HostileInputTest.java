// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
    private static final List<String> MISFITS =
            List.of("{}", "[]", "[[]]", "\"\"", "0", "-1", "1e400", "true", "\"\\u0000\"");

    @Test
    void aMemberOfTheWrongTypeNeverBreaksAnything() {
        String body = Given.resource("server-container.json");
        for (String misfit : MISFITS) {
            for (String member :
                    List.of(
                            "\"purchase\"",
                            "\"1019141.1768470000\"",
                            "548291",
                            "129.9",
                            "\"41327143321713\"",
                            "[\"anna@example.com\"]",
                            "\"Anna\"",
                            "\"G111\"",
                            "\"203.0.113.7\"")) {
                read(
                        Given.SERVER_CONTAINER,
                        GivenRequest.post("/v1/sgtm", body.replace(member, misfit)),
                        member + " as " + misfit);
            }
        }
    }

    @Test
    void aHitThatIsCutOrFlippedAnywhereNeverBreaksAnything() {
        byte[] whole = Given.resource("purchase.txt").getBytes(StandardCharsets.UTF_8);
        Random random = new Random(4711);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            read(Given.COLLECT, Given.hits("").body(cut), "cut at " + length);
            byte[] flipped = whole.clone();
            flipped[length] = (byte) random.nextInt(256);
            read(Given.COLLECT, Given.hits("").body(flipped), "changed at " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "en=%",
                "en=%zz&pr1=~~~~&pr999=id",
                "en=purchase&epn.value=1e99&ep.transaction_id=1",
                "en=purchase&epn.value=NaN",
                "en=purchase&em=tv.1~em.~pn",
                "=&=&&&",
                "en=${jndi:ldap://x}&ep.CamelHttpUri=http://x"
            })
    void strangeHitsAreReadOrRejected(String line) {
        read(Given.COLLECT, Given.hits(line), line);
    }

    private static void read(Source source, InboundRequest request, String what) {
        assertDoesNotThrow(
                () -> {
                    try {
                        assertFalse(
                                source.decode(request, Given.settings(source), SourceMemory.none())
                                        .isEmpty(),
                                what);
                    } catch (MalformedInputException refused) {
                        assertFalse(refused.code().isBlank());
                    }
                },
                what);
    }
}
