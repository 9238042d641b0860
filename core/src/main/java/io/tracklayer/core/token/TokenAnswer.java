// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.token;

import java.time.Instant;

/** What asking for an access token came to. */
public sealed interface TokenAnswer {

    /**
     * A token.
     *
     * @param fresh whether it was got for this call and not kept from an earlier one
     */
    record Token(String value, Instant validUntil, boolean fresh) implements TokenAnswer {
        /** Says what, never the token. */
        @Override
        public String toString() {
            return "access token until " + validUntil;
        }
    }

    /** The endpoint will not give one until somebody changes something. */
    record Refused(String code, String text) implements TokenAnswer {}

    /** None came; it may work later. */
    record Unavailable(String code, String text) implements TokenAnswer {}
}
