// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** An IAB US Privacy string: version, notice given, opted out of sale, signatory of the LSPA. */
final class UsPrivacySignal {
    static final String SOURCE = "usp";

    private static final Pattern STRING = Pattern.compile("1[YNyn-]{3}");
    private static final int OPTED_OUT = 2;

    private UsPrivacySignal() {}

    static SignalReading read(String source, String signal, String raw) {
        String text = raw.strip();
        if (!STRING.matcher(text).matches()) {
            return SignalReading.unreadable(
                    source, signal, "is not a US Privacy string", Set.of(Purpose.SALE_OF_DATA));
        }
        return switch (text.charAt(OPTED_OUT)) {
            case 'Y', 'y' -> SignalReading.optOut(source, SignalReading.OPT_OUT_OF_SALE);
            case 'N', 'n' ->
                    SignalReading.of(source, Map.of(Purpose.SALE_OF_DATA, ConsentState.GRANTED));
            default -> SignalReading.silent(source);
        };
    }
}
