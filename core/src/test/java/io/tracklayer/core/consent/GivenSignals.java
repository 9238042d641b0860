// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Signals written the way a sender writes them: as the members of a JSON object. */
final class GivenSignals {
    static final Instant RECEIVED = Instant.parse("2026-04-15T10:20:31Z");

    private GivenSignals() {}

    @SuppressWarnings("unchecked") // an object is written
    static ConsentSignals signals(String members) {
        Map<String, Object> object =
                (Map<String, Object>) StrictJson.readTrusted("{" + members + "}");
        return ConsentSignals.collect().signalsOf(object).statesOf(object, "api").build();
    }

    static ConsentDecoder.Decoded decoded(String members) {
        return decoded(members, ConsentSettings.STANDARD);
    }

    static ConsentDecoder.Decoded decoded(String members, ConsentSettings settings) {
        return new ConsentDecoder(settings).decode(signals(members), RECEIVED);
    }

    /** In the order analytics, marketing, ad_user_data, ad_personalization, sale_of_data. */
    static String states(Consent consent) {
        return Stream.of(Purpose.values())
                .map(purpose -> consent.state(purpose).wire().substring(0, 1))
                .collect(Collectors.joining(" "));
    }
}
