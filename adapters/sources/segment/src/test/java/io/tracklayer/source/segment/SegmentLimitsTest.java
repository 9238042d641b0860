// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentLimitsTest {
    private static final int MESSAGE = 32 * 1024;

    @Test
    void aMessageOf32KilobytesIsTakenAndALargerOneIsRejectedAlone() {
        List<Decoded> decoded = Given.decoded(batch(page(MESSAGE), page(MESSAGE + 1)));
        assertInstanceOf(Decoded.Happened.class, decoded.get(0));
        assertEquals(
                "message_too_large",
                assertInstanceOf(Decoded.Rejected.class, decoded.get(1)).code());
    }

    @Test
    void rudderStackTakesALargerMessage() {
        List<Decoded> decoded = Given.decoded(batch(page(MESSAGE + 1)), "limits", "rudder");
        assertInstanceOf(Decoded.Happened.class, decoded.get(0));
    }

    @Test
    void aRequestOf500KilobytesIsTakenAndALargerOneIsNot() {
        GivenRequest most = padded(500 * 1024);
        GivenRequest larger = padded(500 * 1024 + 1);
        assertInstanceOf(Decoded.Happened.class, Given.decoded(most).get(0));
        assertEquals(
                "too_large",
                assertThrows(
                                MalformedInputException.class,
                                () ->
                                        Given.SOURCE.decode(
                                                larger, Given.settings(), SourceMemory.none()))
                        .code());
        assertInstanceOf(Decoded.Happened.class, Given.decoded(larger, "limits", "rudder").get(0));
    }

    private static GivenRequest batch(String... messages) {
        return GivenRequest.post("/v1/batch", "{\"batch\":[" + String.join(",", messages) + "]}");
    }

    /** White space counts for the request and for no message. */
    private static GivenRequest padded(int bytes) {
        String batch = "{\"batch\":[" + page(100) + "]}";
        return GivenRequest.post("/v1/batch", batch + " ".repeat(bytes - batch.length()));
    }

    private static String page(int bytes) {
        String start = "{\"type\":\"page\",\"userId\":\"u\",\"name\":\"";
        return start + "n".repeat(bytes - start.length() - 2) + "\"}";
    }
}
