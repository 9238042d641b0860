// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;

/** Judges Limited Data Use: {@code data_processing_options} with its country and state. */
final class MetaPrivacyValidator {
    private static final int FIRST_STATE = 1000;
    private static final int LAST_STATE = 1013;

    private MetaPrivacyValidator() {}

    static void check(MetaFields event) {
        JsonNode options = event.get("data_processing_options");
        event.texts("data_processing_options");
        event.zeroOrOne("data_processing_options_country");
        event.integer("data_processing_options_state");
        boolean limited = false;
        for (JsonNode option : options) {
            limited = true;
            if (!option.asText().equals("LDU")) {
                event.problems().refuse("enum_mismatch", "data_processing_options knows LDU only");
            }
        }
        boolean country = event.has("data_processing_options_country");
        boolean state = event.has("data_processing_options_state");
        if (limited && !country) {
            event.problems().strict("ldu_country_missing", "LDU needs a country, 0 or 1");
        }
        if (country && !state) {
            event.problems().refuse("ldu_state_missing", "LDU with a country needs a state");
        }
        if (!limited && (country || state)) {
            event.problems().strict("ldu_missing", "country and state belong to LDU");
        }
        if (state) {
            state(event);
        }
    }

    /** Meta: state 0 asks for a location by IP address, which then has to be there. */
    private static void state(MetaFields event) {
        JsonNode state = event.get("data_processing_options_state");
        int number = state.asInt(-1);
        if (number == 0 && !event.get("user_data").has("client_ip_address")) {
            event.problems()
                    .strict("ldu_needs_ip", "LDU with state 0 needs user_data.client_ip_address");
        } else if (number != 0 && (number < FIRST_STATE || number > LAST_STATE)) {
            event.problems()
                    .refuse("enum_mismatch", "data_processing_options_state is not a listed state");
        }
    }
}
