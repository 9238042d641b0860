// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What consent and a rule's limited use change in an event (Data processing options; server event
 * parameter opt_out).
 */
final class MetaPrivacy {
    private static final long UNITED_STATES = 1L;
    private static final long LOCATED_BY_META = 0L;

    private MetaPrivacy() {}

    /** Whether identifiers must go although the event may be sent. */
    static boolean stripped(Event event) {
        return event.consent().state(Purpose.AD_USER_DATA) == ConsentState.DENIED;
    }

    static boolean optOut(Event event) {
        return event.consent().state(Purpose.AD_PERSONALIZATION) == ConsentState.DENIED;
    }

    /**
     * The data processing options, often none.
     *
     * @return empty when limited data use is due but neither state nor address says where
     */
    static Optional<Map<String, Object>> processingOptions(
            Event event, Settings settings, boolean addressKnown) {
        if (event.limitedUse()) {
            return limited(event, addressKnown);
        }
        return switch (event.consent().state(Purpose.SALE_OF_DATA)) {
            case UNKNOWN -> Optional.of(Map.of());
            case GRANTED -> Optional.of(unlimited(event, settings));
            case DENIED -> limited(event, addressKnown);
        };
    }

    private static Map<String, Object> unlimited(Event event, Settings settings) {
        boolean said = settings.text(MetaSettings.SALE_OF_DATA_GRANTED).equals("explicit");
        return said && unitedStates(event)
                ? Map.of("data_processing_options", List.of())
                : Map.of();
    }

    private static Optional<Map<String, Object>> limited(Event event, boolean addressKnown) {
        Optional<Long> state =
                event.text(EventField.STATE)
                        .filter(given -> unitedStates(event))
                        .flatMap(MetaRegions::limitedDataUseState);
        if (state.isPresent()) {
            return Optional.of(limited(UNITED_STATES, state.get()));
        }
        return addressKnown
                ? Optional.of(limited(LOCATED_BY_META, LOCATED_BY_META))
                : Optional.empty();
    }

    private static Map<String, Object> limited(long country, long state) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("data_processing_options", List.of("LDU"));
        options.put("data_processing_options_country", country);
        options.put("data_processing_options_state", state);
        return options;
    }

    private static boolean unitedStates(Event event) {
        return event.text(EventField.COUNTRY).filter("US"::equals).isPresent();
    }
}
