// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

/**
 * What an event is for Awin.
 *
 * @param kind {@code sale} or {@code lead}
 * @param group code of the commission group it is paid by
 */
record AwinSale(String kind, String group) {
    static final String LEAD = "lead";

    /** Whether it counts a person, not money. */
    boolean lead() {
        return kind.equals(LEAD);
    }
}
