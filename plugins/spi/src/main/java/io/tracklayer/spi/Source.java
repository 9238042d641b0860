// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A way in for events: a descriptor and pure functions over one inbound request. The host receives,
 * limits, stores and answers; {@link #decode} runs once at the door when the sender wants malformed
 * content refused, and again in the pipeline from the stored bytes, so it must give the same result
 * from the same request and memory every time.
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
     * The answer to a request that asks instead of telling, such as for a script or a vendor SDK's
     * settings, or a sender's ping. Nothing of it is kept, and no store is looked for.
     */
    default Optional<Reply> answer(InboundRequest request) {
        return Optional.empty();
    }

    /**
     * What is wrong with settings that each have the right form, e.g. lines of a mapping file;
     * asked when the configuration is read.
     */
    default List<SettingProblem> check(Settings settings) {
        return List.of();
    }

    /**
     * Names, lower case, of the request headers it reads with these settings beside those of the
     * descriptor; they reach it and are stored.
     */
    default Set<String> headers(Settings settings) {
        return Set.of();
    }

    /**
     * Names, lower case, of the request headers that only prove whom the request is from, such as a
     * token's; {@link #verify} and {@link #acknowledge} see them, and they are never stored.
     */
    default Set<String> credentials(Settings settings) {
        return Set.of();
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
     * @param memory what earlier requests left behind; knows nothing at the door
     * @return one entry per message, in order; never empty
     * @throws MalformedInputException if the request as a whole cannot be read
     */
    List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory)
            throws MalformedInputException;

    /**
     * The answer after everything was stored durably.
     *
     * @param request with the cookies it carried, which are never stored
     * @param decoded what {@link #decode} gave at the door; empty for a source that acknowledges
     *     malformed content
     */
    Reply acknowledge(InboundRequest request, List<Decoded> decoded);

    /** The same, for a source whose answer is a matter of settings. */
    default Reply acknowledge(InboundRequest request, Settings settings, List<Decoded> decoded) {
        return acknowledge(request, decoded);
    }
}
