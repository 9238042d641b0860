// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import java.util.List;
import java.util.Optional;

/**
 * What the destination made of one case.
 *
 * @param given the case
 * @param where the case and what was changed in the settings, for texts
 * @param mapping what map gave; null when it gave nothing or failed
 * @param request what pack made of the record alone; null without a record or when it failed
 * @param mapFailed what map threw, or null
 * @param packFailed what pack threw, or null
 */
record Run(
        Case given,
        String where,
        Mapping mapping,
        PlatformRequest request,
        Throwable mapFailed,
        Throwable packFailed) {

    /** The record, when there is one. */
    Optional<PlatformRecord> mapped() {
        return mapping instanceof Mapping.Send send
                ? Optional.ofNullable(send.platformRecord())
                : Optional.empty();
    }

    /** The skip, when it is one. */
    Optional<Mapping.Skip> skipped() {
        return mapping instanceof Mapping.Skip skip ? Optional.of(skip) : Optional.empty();
    }

    /** The values of the request, empty without one. */
    List<Wire.Leaf> leaves() {
        return request == null ? List.of() : Wire.of(request).leaves();
    }

    /** Everything that came of it, to compare. */
    String outcome() {
        return mapFailed + " " + packFailed + " " + mapping + " " + Wire.text(request);
    }
}
