// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

/** What a destination makes of one event. */
public sealed interface Mapping {

    /** The event is sent as this record. */
    record Send(PlatformRecord platformRecord) implements Mapping {}

    /**
     * The platform gets nothing for this event.
     *
     * @param code closed lower-case code, e.g. {@code not_supported}, {@code
     *     insufficient_identifiers}, {@code too_late}
     * @param sentence the reason as a marketer understands it
     */
    record Skip(String code, String sentence) implements Mapping {}

    /** Sends a record. */
    static Mapping send(PlatformRecord platformRecord) {
        return new Send(platformRecord);
    }

    /** Skips with a reason. */
    static Mapping skip(String code, String sentence) {
        return new Skip(code, sentence);
    }
}
