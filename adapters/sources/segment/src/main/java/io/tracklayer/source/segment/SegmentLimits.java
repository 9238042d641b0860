// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.Settings;
import java.util.Locale;

/** How large requests and messages may be. */
enum SegmentLimits {
    /** Segment "HTTP API Source": 500 KB a request, 32 KB a message. */
    SEGMENT(500 * 1024, 32 * 1024),
    /** rudder-server, gateway: 4000 KB a request; a message above 32 KB is only warned about. */
    RUDDER(4_000 * 1024, 4_000 * 1024);

    /** Neither vendor states one; a batch of small messages rarely holds more. */
    static final int MAX_MESSAGES = 2_500;

    private final int requestBytes;
    private final int messageBytes;

    SegmentLimits(int requestBytes, int messageBytes) {
        this.requestBytes = requestBytes;
        this.messageBytes = messageBytes;
    }

    static SegmentLimits of(Settings settings) {
        return valueOf(settings.text(SegmentSettings.LIMITS).toUpperCase(Locale.ROOT));
    }

    /** Bytes of a request's body. */
    int requestBytes() {
        return requestBytes;
    }

    /** Bytes of one message as JSON. */
    int messageBytes() {
        return messageBytes;
    }
}
