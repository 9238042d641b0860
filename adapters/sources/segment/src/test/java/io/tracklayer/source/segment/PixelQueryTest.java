// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PixelQueryTest {
    @Test
    void anOpenedMailIsATrackMessage() {
        GivenRequest request =
                GivenRequest.get("/pixel/v1/track")
                        .parameter("writeKey", "wk_1")
                        .parameter("anonymousId", "a-77")
                        .parameter("event", "Products Searched")
                        .parameter("properties.query", "linen shirt")
                        .parameter("context.page.url", "https://shop.example/?gclid=G1");
        Observation observation = Given.observed(request);
        assertEquals(EventName.SEARCH_SUBMITTED, observation.name());
        assertEquals(Optional.of("linen shirt"), Given.raw(observation, EventField.SEARCH_QUERY));
        assertEquals(
                Optional.of("https://shop.example/?gclid=G1"),
                Given.raw(observation, EventField.PAGE_URL));
        assertEquals(Optional.of("wk_1"), Given.SOURCE.writeKey(request));
    }

    @Test
    void twoOpeningsOfOneMailAreTwoEventsAndOneOpeningReadTwiceIsOne() {
        GivenRequest first =
                GivenRequest.get("/pixel/v1/page")
                        .parameter("anonymousId", "a")
                        .parameter("name", "Mail");
        GivenRequest second =
                new GivenRequest(
                        "GET",
                        first.path(),
                        first.query(),
                        first.headers(),
                        first.raw(),
                        first.remoteAddress(),
                        Instant.parse("2026-01-15T10:20:32Z"));
        assertEquals(Given.observed(first).eventId(), Given.observed(first).eventId());
        assertNotEquals(Given.observed(first).eventId(), Given.observed(second).eventId());
    }

    @Test
    void itIsAnsweredWithADot() {
        GivenRequest request = GivenRequest.get("/pixel/v1/page").parameter("anonymousId", "a");
        Reply reply = Given.SOURCE.acknowledge(request, Given.decoded(request));
        assertEquals("image/gif", reply.contentType());
        assertArrayEquals(
                new byte[] {'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0},
                Arrays.copyOf(reply.body(), 10));
    }

    @Test
    void parametersThatContradictEachOtherNeverBreakIt() {
        GivenRequest request =
                GivenRequest.get("/pixel/v1/track")
                        .parameter("anonymousId", "a")
                        .parameter("event", "Signed In")
                        .parameter("properties", "text")
                        .parameter("properties.query", "x")
                        .parameter("a.b.c.d.e.f.g.h.i.j.k", "deep")
                        .parameter("..", "")
                        .parameter("", "");
        assertEquals(EventName.LOGGED_IN, Given.observed(request).name());
    }

    @Test
    void moreParametersThanAPixelMayHaveAreRefused() {
        GivenRequest request = GivenRequest.get("/pixel/v1/page").parameter("anonymousId", "a");
        for (int i = 0; i < 200; i++) {
            request = request.parameter("p" + i, "x");
        }
        assertEquals("too_complex", refusal(request));
    }

    @Test
    void aPixelWithEncodedDataIsToldWhatToSendInstead() {
        assertEquals(
                "encoded_pixel",
                refusal(GivenRequest.get("/v1/pixel/track").parameter("data", "e30")));
    }

    private static String refusal(GivenRequest request) {
        return assertThrows(
                        MalformedInputException.class,
                        () -> Given.SOURCE.decode(request, Given.settings(), SourceMemory.none()))
                .code();
    }
}
