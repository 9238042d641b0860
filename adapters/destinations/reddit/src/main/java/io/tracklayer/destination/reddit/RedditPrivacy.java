// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.States;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What consent and a rule's limited use say in an event ({@code data_processing_options}). */
final class RedditPrivacy {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern REGION = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}");

    private RedditPrivacy() {}

    /** Whether events without a yes are sent without the visitor instead of not at all. */
    static boolean sendsAnonymously(Settings settings) {
        return settings.text(RedditSettings.MARKETING_DENIED).equals("ldu");
    }

    /**
     * Whether everything that tells who it was must go. The host does not ask for consent in that
     * mode, so not knowing counts as no.
     */
    static boolean anonymous(Event event, Settings settings) {
        return sendsAnonymously(settings)
                && !(granted(event, Purpose.MARKETING) && granted(event, Purpose.AD_USER_DATA));
    }

    /** Limited data use with the place as far as it is known; empty when none is due. */
    static Optional<Map<String, Object>> options(Event event, Settings settings) {
        boolean limited =
                event.limitedUse()
                        || denied(event, Purpose.SALE_OF_DATA)
                        || denied(event, Purpose.AD_PERSONALIZATION)
                        || anonymous(event, settings);
        return limited ? Optional.of(limited(event)) : Optional.empty();
    }

    private static Map<String, Object> limited(Event event) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("modes", List.of("LDU"));
        country(event)
                .ifPresent(
                        country -> {
                            options.put("country", country);
                            region(event, country).ifPresent(code -> options.put("region", code));
                        });
        return options;
    }

    private static Optional<String> country(Event event) {
        return event.text(EventField.COUNTRY)
                .filter(COUNTRY.asMatchPredicate())
                .or(
                        () ->
                                Optional.of(event.consent().region())
                                        .filter(place -> place.length() >= 2)
                                        .map(place -> place.substring(0, 2))
                                        .filter(COUNTRY.asMatchPredicate()));
    }

    private static Optional<String> region(Event event, String country) {
        return event.text(EventField.STATE)
                .flatMap(state -> States.code(country, state))
                .map(code -> country + "-" + code.toUpperCase(Locale.ROOT))
                .or(
                        () ->
                                Optional.of(event.consent().region())
                                        .filter(place -> place.startsWith(country))
                                        .filter(REGION.asMatchPredicate()));
    }

    private static boolean granted(Event event, Purpose purpose) {
        return event.consent().state(purpose) == ConsentState.GRANTED;
    }

    private static boolean denied(Event event, Purpose purpose) {
        return event.consent().state(purpose) == ConsentState.DENIED;
    }
}
