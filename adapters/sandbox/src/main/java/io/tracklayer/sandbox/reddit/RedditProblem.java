// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import io.tracklayer.sandbox.platform.Reason;

/**
 * Something wrong with an event.
 *
 * @param field path within the event, empty for the event itself
 */
record RedditProblem(String field, Reason reason) {
    static final String WRONG_TYPE = "wrong_type";

    boolean isType() {
        return reason.code().equals(WRONG_TYPE);
    }
}
