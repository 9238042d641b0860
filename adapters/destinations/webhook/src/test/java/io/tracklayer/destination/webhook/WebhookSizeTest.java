// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.document.JsonSize;
import io.tracklayer.spi.document.PersonDetail;
import io.tracklayer.testkit.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookSizeTest {

    static Stream<Object> trees() {
        return Stream.of(
                Map.of(),
                List.of(),
                List.of(1L, -20L, true, false),
                Map.of("a", List.of("x", "y"), "b", Map.of("c", "d")),
                "plain",
                "quote \" backslash \\ slash / tab \t line \n\r\f\b bell \u0007 delete \u007f",
                "Tölz € 漢",
                new BigInteger("123456789012345678901234567890"),
                new BigDecimal("129.90"),
                new BigDecimal("-129.90"),
                new BigDecimal("0.00"),
                new BigDecimal("0.0001"),
                new BigDecimal("1E+5"),
                new BigDecimal("-12E-7"),
                WebhookPayload.of(Given.purchase(), PersonDetail.RAW));
    }

    @ParameterizedTest
    @MethodSource("trees")
    void theSizeIsThatOfTheBytesTheHostWrites(Object tree) {
        assertEquals(Json.write(tree).length, JsonSize.bytes(tree));
    }

    @Test
    void anEmojiCountsAsItsLongestSpelling() {
        assertEquals("\"\\ud83d\\ude00\"".length(), JsonSize.bytes("😀"));
    }

    @Test
    void aNumberThatWouldFillTheMemoryIsMeasuredWithoutWritingIt() {
        assertTrue(JsonSize.bytes(new BigDecimal("1E+2000000000")) > 2_000_000_000L);
    }
}
