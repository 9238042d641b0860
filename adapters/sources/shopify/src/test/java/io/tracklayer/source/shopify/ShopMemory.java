// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shop's webhooks one after the other, with what the source remembers of them in between. */
final class ShopMemory implements SourceMemory {
    private final Map<String, String> kept;
    private final String[] settings;
    private int heard;

    ShopMemory(String... settings) {
        this(new HashMap<>(), settings);
    }

    /** The same shop after its settings changed. */
    ShopMemory(Map<String, String> kept, String... settings) {
        this.kept = kept;
        this.settings = settings;
    }

    @Override
    public Optional<String> recall(String key) {
        assertFits(key.length(), LONGEST_KEY);
        return Optional.ofNullable(kept.get(key));
    }

    @Override
    public void remember(String key, String text) {
        assertFits(key.length(), LONGEST_KEY);
        assertFits(text.length(), LONGEST_TEXT);
        kept.put(key, text);
    }

    private static void assertFits(int length, int longest) {
        if (length > longest) {
            throw new IllegalArgumentException(length + " is longer than " + longest);
        }
    }

    /** The next request, which comes a moment later than the one before. */
    List<Decoded> hears(GivenRequest request) {
        heard++;
        return hearsAgain(request);
    }

    /** The last request once more, as an operator has it read again after a correction. */
    List<Decoded> hearsAgain(GivenRequest request) {
        try {
            return Webhook.source().decode(arrived(request), Webhook.settings(settings), this);
        } catch (MalformedInputException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private GivenRequest arrived(GivenRequest request) {
        return new GivenRequest(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                request.raw(),
                request.remoteAddress(),
                request.receivedAt().plusMillis(heard));
    }

    /** The only event of the request. */
    Observation happened(GivenRequest request) {
        List<Decoded> decoded = hears(request);
        assertEquals(1, decoded.size(), decoded.toString());
        return assertInstanceOf(Decoded.Happened.class, decoded.get(0)).observation();
    }

    /** Why the request is no event. */
    String ignored(GivenRequest request) {
        List<Decoded> decoded = hears(request);
        assertEquals(1, decoded.size(), decoded.toString());
        return assertInstanceOf(Decoded.Ignored.class, decoded.get(0)).code();
    }

    /** What the request tells about somebody, without being an event. */
    Observation identified(GivenRequest request) {
        List<Decoded> decoded = hears(request);
        assertEquals(1, decoded.size(), decoded.toString());
        return assertInstanceOf(Decoded.Identified.class, decoded.get(0)).observation();
    }

    /** The ids of all events of the request. */
    List<String> events(GivenRequest request) {
        return hears(request).stream()
                .filter(Decoded.Happened.class::isInstance)
                .map(decoded -> ((Decoded.Happened) decoded).observation().eventId().orElseThrow())
                .toList();
    }
}
