// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.time.Instant;
import java.util.List;

/**
 * What an operator sees first.
 *
 * @param at the moment it shows
 * @param concerns what needs a person, the most urgent first
 * @param anything whether anything ever arrived, as far as it is remembered
 */
record Overview(
        Instant at,
        Period period,
        List<Concern> concerns,
        List<MerchantPart> merchants,
        List<Work> work,
        boolean anything) {
    Overview {
        concerns = List.copyOf(concerns);
        merchants = List.copyOf(merchants);
        work = List.copyOf(work);
    }
}
