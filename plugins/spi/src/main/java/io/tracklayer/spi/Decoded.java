// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

/** What one message of a request turned out to be. */
public sealed interface Decoded {

    /** Something happened. */
    record Happened(Observation observation) implements Decoded {}

    /**
     * Nothing happened, but the message tells who somebody is or what they decided, e.g. an
     * identify call: identifiers, click ids and consent are remembered, and no event is made.
     *
     * @param observation made with {@link Observation#identity()}
     */
    record Identified(Observation observation) implements Decoded {}

    /** Readable, authentic, and of no interest, e.g. a topic nobody maps. */
    record Ignored(String code, String sentence) implements Decoded {}

    /** Cannot become an event until something is fixed; kept and shown. */
    record Rejected(String code, String sentence) implements Decoded {}
}
