// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What consent and a rule's limited use say in an event (Parameters: data_processing_options). */
final class SnapchatPrivacy {
    private static final long UNITED_STATES = 1L;
    private static final long CALIFORNIA = 1000L;

    private SnapchatPrivacy() {}

    /** The flags due, often none. */
    static Map<String, Object> flags(Event event, Settings settings) {
        boolean impersonal = denied(event, Purpose.AD_PERSONALIZATION);
        Map<String, Object> flags = new LinkedHashMap<>();
        if (impersonal && settings.flag(SnapchatSettings.OPT_OUT)) {
            flags.put("opt_out", true);
        }
        if (impersonal || denied(event, Purpose.SALE_OF_DATA) || event.limitedUse()) {
            flags.put("data_processing_options", List.of("LDU"));
            if (namesCalifornia(event, settings)) {
                flags.put("data_processing_options_country", UNITED_STATES);
                flags.put("data_processing_options_state", CALIFORNIA);
            }
        }
        return flags;
    }

    private static boolean namesCalifornia(Event event, Settings settings) {
        return settings.text(SnapchatSettings.DATA_PROCESSING_LOCATION).equals("california")
                && event.text(EventField.COUNTRY).filter("US"::equals).isPresent()
                && event.text(EventField.STATE)
                        .flatMap(state -> SnapchatStates.normalise("US", state))
                        .filter("ca"::equals)
                        .isPresent();
    }

    private static boolean denied(Event event, Purpose purpose) {
        return event.consent().state(purpose) == ConsentState.DENIED;
    }
}
