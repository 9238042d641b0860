// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.List;
import java.util.Optional;

/**
 * A way in for events: a descriptor and pure functions over one inbound request. The host receives,
 * limits, stores and answers; {@link #decode} runs once at the door when the sender wants malformed
 * content refused, and again in the pipeline from the stored bytes, so it must give the same result
 * every time.
 */
public interface Source {

    /** What the source is and needs. The same object every time. */
    SourceDescriptor descriptor();

    /**
     * The write key the request carries, for sources addressed by key; empty when it carries none
     * or the store is named in the path.
     */
    default Optional<String> writeKey(InboundRequest request) {
        return Optional.empty();
    }

    /**
     * Whether the request really comes from whom it claims, judged on the raw bytes; keys have been
     * checked before.
     */
    default Verification verify(InboundRequest request, Settings settings) {
        return new Verification.Authentic("write key");
    }

    /**
     * Reads the request.
     *
     * @return one entry per message, in order; never empty
     * @throws MalformedInputException if the request as a whole cannot be read
     */
    List<Decoded> decode(InboundRequest request, Settings settings) throws MalformedInputException;

    /** The answer after everything was stored durably. */
    Reply acknowledge(InboundRequest request, List<Decoded> decoded);
}
