// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import java.util.List;

/**
 * One demand of the contract.
 *
 * @param id lower case with dashes
 * @param title the demand as a sentence
 * @param search looks for what violates it
 */
record Check(String id, String title, Search search) {

    /** Looks for violations. */
    @FunctionalInterface
    interface Search {
        /** All violations, empty when there are none. */
        List<Finding> find();
    }
}
