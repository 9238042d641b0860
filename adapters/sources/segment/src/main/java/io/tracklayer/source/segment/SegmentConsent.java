// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** Whoever states consent in both forms means neither more than the other allows. */
    ConsentSignals of(SegmentMessage message, boolean privacyControl) {
        ConsentSignals.Builder signals = ConsentSignals.collect();
        Tree segment = message.contextWith("consent").at("/consent");
        signals.signalsOf(segment.members());
        Tree rudder = message.contextWith("consentManagement").at("/consentManagement");
        if (segment.find("/categoryPreferences").orElse(null) instanceof Map<?, ?> preferences) {
            Function<Purpose, List<ConsentState>> both =
                    purpose ->
                            Stream.concat(
                                            preferred(preferences, purpose).stream(),
                                            listed(rudder, purpose).stream())
                                    .toList();
            signals.stated("segment", states(both), evidence(segment, rudder));
        } else if (!rudder.members().isEmpty()) {
            signals.stated("rudder", states(purpose -> listed(rudder, purpose)), evidence(rudder));
        }
        return privacyControl ? signals.signal(ConsentSignal.GPC, "1").build() : signals.build();
    }

    private static String evidence(Tree... stated) {
        return Stream.of(stated)
                .filter(tree -> tree.node() != null)
                .map(tree -> CanonicalText.of(tree.node()))
                .collect(Collectors.joining(" "));
    }

    private static Map<Purpose, ConsentState> states(Function<Purpose, List<ConsentState>> found) {
        Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            List<ConsentState> categories = found.apply(purpose);
            if (!categories.isEmpty()) {
                states.put(purpose, strictest(categories));
            }
        }
        return states;
    }

    /** Segment "Consent in Segment Connections": an empty object denies everything. */
    private List<ConsentState> preferred(Map<?, ?> preferences, Purpose purpose) {
        return preferences.isEmpty()
                ? List.of(ConsentState.DENIED)
                : preferences.entrySet().stream()
                        .filter(category -> standsFor(purpose, category.getKey()))
                        .map(category -> ConsentState.read(category.getValue()))
                        .toList();
    }

    private List<ConsentState> listed(Tree management, Purpose purpose) {
        return Stream.concat(
                        states(management, "/deniedConsentIds", purpose, ConsentState.DENIED),
                        states(management, "/allowedConsentIds", purpose, ConsentState.GRANTED))
                .toList();
    }

    private Stream<ConsentState> states(
            Tree management, String pointer, Purpose purpose, ConsentState state) {
        return management.each(pointer).stream()
                .filter(id -> standsFor(purpose, id.node()))
                .map(id -> state);
    }

    private boolean standsFor(Purpose purpose, Object category) {
        return aliases.getOrDefault(purpose, List.of()).stream()
                .anyMatch(alias -> alias.strip().equalsIgnoreCase(String.valueOf(category)));
    }

    private static ConsentState strictest(List<ConsentState> found) {
        if (found.contains(ConsentState.DENIED)) {
            return ConsentState.DENIED;
        }
        return found.contains(ConsentState.UNKNOWN) ? ConsentState.UNKNOWN : ConsentState.GRANTED;
    }
}
