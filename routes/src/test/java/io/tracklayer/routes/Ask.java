// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.util.function.Function;

/**
 * A question about one event of a merchant, and the answer in short.
 *
 * @param about which diagnosis is asked
 * @param of what is typed
 * @param event name of the event of the order that is meant; empty for the one the order leads to
 * @param wanted as {@link OneEvent} shortens an answer
 */
record Ask(About about, Function<FaultMerchant, String> of, String event, String wanted) {

    /** The diagnoses of one event. */
    enum About {
        COURSE(""),
        DEDUP("/dedup"),
        CONSENT("/consent");

        private final String path;

        About(String path) {
            this.path = path;
        }

        String path() {
            return "/api/v1/diagnose" + path;
        }
    }

    static Ask order(About about, int ordinal, String wanted) {
        return new Ask(about, merchant -> String.valueOf(merchant.order(ordinal)), "", wanted);
    }

    /** What the node answers, in short. */
    String answer(Web node, FaultMerchant merchant) {
        return OneEvent.answer(node, about, of.apply(merchant), event);
    }
}
