// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.spi.PlatformAnswer;

/** What became of a request on the wire. */
public sealed interface SendResult {

    /** How long it took, first byte out to last byte in or to the failure. */
    long latencyMillis();

    /** The platform answered. */
    record Answered(PlatformAnswer answer, long latencyMillis) implements SendResult {}

    /**
     * No answer came.
     *
     * @param sent whether the request may have reached the platform
     * @param code closed code: connect_failed, tls, blocked_address, timeout, connection_lost
     * @param text what the transport said
     */
    record Failed(boolean sent, String code, String text, long latencyMillis)
            implements SendResult {}
}
