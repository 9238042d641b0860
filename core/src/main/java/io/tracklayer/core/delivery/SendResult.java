// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.spi.PlatformAnswer;
import java.util.List;

/** What became of a request on the wire. */
public sealed interface SendResult {

    /** How long it took, first byte out to last byte in or to the failure. */
    long latencyMillis();

    /**
     * The platform answered.
     *
     * @param warnings what is missing from the answer, as sentences
     */
    record Answered(PlatformAnswer answer, long latencyMillis, List<String> warnings)
            implements SendResult {

        public Answered {
            warnings = List.copyOf(warnings);
        }

        /** An answer of which nothing is missing. */
        public Answered(PlatformAnswer answer, long latencyMillis) {
            this(answer, latencyMillis, List.of());
        }
    }

    /**
     * No answer came.
     *
     * @param sent whether the request may have reached the platform
     * @param code closed code: connect_failed, tls, blocked_address, timeout, connection_lost,
     *     unreadable_answer, token_unavailable
     * @param text what happened, as a sentence
     */
    record Failed(boolean sent, String code, String text, long latencyMillis)
            implements SendResult {}

    /**
     * The request did not leave, because no access token is given for the credential.
     *
     * @param code what the token endpoint said, e.g. {@code invalid_grant}
     */
    record Unauthorised(String code, String text, long latencyMillis) implements SendResult {}
}
