// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Consent categories of Segment and consent ids of RudderStack, by an alias table. */
final class SegmentConsent {
    private final Map<Purpose, List<String>> aliases = new EnumMap<>(Purpose.class);

    SegmentConsent(Settings settings) {
        List<String> marketing = settings.list(SegmentSettings.CONSENT_MARKETING);
        aliases.put(Purpose.ANALYTICS, settings.list(SegmentSettings.CONSENT_ANALYTICS));
        aliases.put(Purpose.MARKETING, marketing);
        aliases.put(Purpose.SALE_OF_DATA, settings.list(SegmentSettings.CONSENT_SALE));
        if (settings.flag(SegmentSettings.MARKETING_COVERS_ADS)) {
            aliases.put(Purpose.AD_USER_DATA, marketing);
            aliases.put(Purpose.AD_PERSONALIZATION, marketing);
        }
    }

    Consent of(SegmentMessage message, boolean privacyControl) {
        Consent stated = stated(message);
        if (!privacyControl) {
            return stated;
        }
        Consent known =
                stated.source().isEmpty()
                        ? new Consent(Map.of(), "gpc", "Sec-GPC: 1", null)
                        : stated;
        return known.with(Purpose.SALE_OF_DATA, ConsentState.DENIED)
                .with(Purpose.AD_PERSONALIZATION, ConsentState.DENIED);
    }

    private Consent stated(SegmentMessage message) {
        Tree segment = message.contextWith("consent").at("/consent");
        if (segment.find("/categoryPreferences").orElse(null) instanceof Map<?, ?> preferences) {
            return consent("segment", segment, purpose -> preferred(preferences, purpose));
        }
        Tree rudder = message.contextWith("consentManagement").at("/consentManagement");
        if (!rudder.members().isEmpty()) {
            return consent("rudder", rudder, purpose -> listed(rudder, purpose));
        }
        return Consent.notGiven();
    }

    private static Consent consent(
            String source, Tree signal, Function<Purpose, ConsentState> state) {
        Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
        Stream.of(Purpose.values()).forEach(purpose -> states.put(purpose, state.apply(purpose)));
        return new Consent(states, source, CanonicalText.of(signal.node()), null);
    }

    /** Segment "Consent in Segment Connections": an empty object denies everything. */
    private ConsentState preferred(Map<?, ?> preferences, Purpose purpose) {
        if (preferences.isEmpty()) {
            return ConsentState.DENIED;
        }
        List<ConsentState> found =
                preferences.entrySet().stream()
                        .filter(category -> standsFor(purpose, category.getKey()))
                        .map(category -> state(category.getValue()))
                        .toList();
        return strictest(found);
    }

    private ConsentState listed(Tree management, Purpose purpose) {
        List<ConsentState> found =
                Stream.concat(
                                states(management, "/deniedConsentIds", purpose, false),
                                states(management, "/allowedConsentIds", purpose, true))
                        .toList();
        return strictest(found);
    }

    private Stream<ConsentState> states(
            Tree management, String pointer, Purpose purpose, boolean allowed) {
        return management.each(pointer).stream()
                .filter(id -> standsFor(purpose, id.node()))
                .map(id -> state(allowed));
    }

    private boolean standsFor(Purpose purpose, Object category) {
        return aliases.getOrDefault(purpose, List.of()).stream()
                .anyMatch(alias -> alias.strip().equalsIgnoreCase(String.valueOf(category)));
    }

    /** Text that says true is not taken for consent; text that says false is a refusal. */
    private static ConsentState state(Object preference) {
        if (Boolean.TRUE.equals(preference)) {
            return ConsentState.GRANTED;
        }
        return "false".equalsIgnoreCase(String.valueOf(preference))
                ? ConsentState.DENIED
                : ConsentState.UNKNOWN;
    }

    private static ConsentState strictest(List<ConsentState> found) {
        if (found.contains(ConsentState.DENIED)) {
            return ConsentState.DENIED;
        }
        boolean granted = !found.isEmpty() && !found.contains(ConsentState.UNKNOWN);
        return granted ? ConsentState.GRANTED : ConsentState.UNKNOWN;
    }
}
