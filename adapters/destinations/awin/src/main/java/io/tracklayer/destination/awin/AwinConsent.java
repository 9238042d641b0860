// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What consent means for an order (Consent framework). Silence is consent for Awin, so an order is
 * kept back rather than flagged. A cashback journey is strictly necessary for what its visitor
 * asked for, and may be exempt.
 */
final class AwinConsent {
    private final Event event;
    private final ConsentState marketing;
    private final boolean exempts;

    AwinConsent(Event event, Settings settings) {
        this.event = event;
        this.marketing = event.consent().state(Purpose.MARKETING);
        this.exempts = settings.flag(AwinSettings.CASHBACK_EXEMPT);
    }

    /** Whether the order goes with its cashback click alone. */
    boolean cashbackOnly() {
        return exempts && marketing != ConsentState.GRANTED;
    }

    /** The refusal of an order that needs consent and has none; the host has not looked at it. */
    Optional<Mapping> refusal() {
        return cashbackOnly() && cashbackClick().isEmpty()
                ? Optional.of(
                        Mapping.skip(
                                "consent_" + marketing.wire() + ":" + Purpose.MARKETING.wire(),
                                "Marketing is "
                                        + marketing.wire()
                                        + ", and the order is not known to come from a cashback"
                                        + " journey."))
                : Optional.empty();
    }

    /** The flag {@code cons}, which exists in the classic call only; empty when not known. */
    Optional<String> flag() {
        return switch (marketing) {
            case GRANTED -> Optional.of("1");
            case DENIED -> Optional.of("0");
            case UNKNOWN -> Optional.empty();
        };
    }

    /** The click id of the page on which the cashback journey arrived. */
    Optional<String> cashbackClick() {
        Stream<String> clicked =
                event.clickId(EventField.AWC).stream()
                        .map(click -> click.landingUrl())
                        .filter(Objects::nonNull);
        return Stream.of(
                        clicked,
                        event.text(EventField.LANDING_URL).stream(),
                        event.text(EventField.PAGE_URL).stream())
                .flatMap(addresses -> addresses)
                .map(AwinConsent::parameters)
                .filter(parameters -> "1".equals(parameters.get("sn")))
                .flatMap(parameters -> Stream.ofNullable(parameters.get("awc")))
                .findFirst();
    }

    private static Map<String, String> parameters(String address) {
        Map<String, String> parameters = new HashMap<>();
        int query = address.indexOf('?');
        String text = query < 0 ? "" : address.substring(query + 1).split("#", 2)[0];
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.putIfAbsent(parts[0], decoded(parts[1]));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return text;
        }
    }
}
