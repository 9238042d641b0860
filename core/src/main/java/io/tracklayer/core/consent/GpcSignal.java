// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

/** Global Privacy Control: set, it opts out of sale and sharing; not set, it says nothing. */
final class GpcSignal {
    static final String SOURCE = "gpc";

    private GpcSignal() {}

    static SignalReading read(Object raw) {
        return Flags.read(raw).orElse(false)
                ? SignalReading.optOut(SOURCE, SignalReading.OPT_OUT_OF_SALE)
                : SignalReading.silent(SOURCE);
    }
}
