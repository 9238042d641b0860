// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.Settings;
import java.util.Locale;

/**
 * What the events of one request have in common.
 *
 * @param mode whether Snapchat is to count them
 * @param place the {@code action_source}; offline events have requests of their own
 * @param asset the pixel
 * @param alone the id of an event that shares its request with none, else empty
 */
record SnapchatBatch(Mode mode, String place, String asset, String alone) {

    /** How Snapchat takes a request. */
    enum Mode {
        /** Counted. */
        LIVE,
        /** Shown in the test tool only. */
        CODE,
        /** Checked only. */
        VALIDATE;

        /** A test event never counts, whatever mode the destination is in. */
        static Mode of(Event event, Settings settings) {
            return switch (settings.text(SnapchatSettings.TEST_MODE)) {
                case "code" -> CODE;
                case "validate" -> VALIDATE;
                default -> event.test() ? CODE : LIVE;
            };
        }

        /** The mode a batch key begins with. */
        static Mode ofKey(String key) {
            return valueOf(key.substring(0, key.indexOf('/')).toUpperCase(Locale.ROOT));
        }
    }

    String key() {
        return String.join("/", mode.name().toLowerCase(Locale.ROOT), place, asset, alone);
    }
}
