// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.Settings;

/**
 * What the events of one request have in common.
 *
 * @param test whether Reddit is only to show them in event testing
 * @param pixel the pixel
 */
record RedditBatch(boolean test, String pixel) {
    private static final String TEST = "test/";
    private static final String LIVE = "live/";

    static RedditBatch of(Event event, Settings settings) {
        return new RedditBatch(
                isTest(event, settings), settings.text(RedditSettings.PIXEL).strip());
    }

    /** A test event never counts, whatever mode the destination is in. */
    static boolean isTest(Event event, Settings settings) {
        return event.test() || settings.text(RedditSettings.TEST_MODE).equals("all");
    }

    /** Whether a batch key is one of tests. */
    static boolean isTest(String key) {
        return key.startsWith(TEST);
    }

    String key() {
        return (test ? TEST : LIVE) + pixel;
    }
}
