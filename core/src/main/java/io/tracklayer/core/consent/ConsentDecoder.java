// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Joins the signals of one message, purpose by purpose: the first in the order stated states, TCF,
 * GPP, Google consent mode, Shopify, US Privacy, Global Privacy Control that knows the purpose
 * decides it. A signal that should know and cannot be read lets only refusals through. Opt-outs
 * count wherever they stand.
 */
public final class ConsentDecoder {
    private static final int LONGEST = 8_192;
    private static final Pattern NOT_ASCII = Pattern.compile("[^ -~]");
    private static final Pattern REGION = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

    private final ConsentSettings settings;

    /** Decodes by these settings. */
    public ConsentDecoder(ConsentSettings settings) {
        this.settings = settings;
    }

    /**
     * The consent of a message.
     *
     * @param notes what was wrong with its signals, as sentences
     */
    public record Decoded(Consent consent, List<String> notes) {}

    /** Decodes; nothing a sender writes makes it fail. */
    public Decoded decode(ConsentSignals given, Instant receivedAt) {
        if (given.isEmpty()) {
            return new Decoded(Consent.notGiven(), List.of());
        }
        List<String> notes = new ArrayList<>();
        Map<ConsentSignal, String> tooLong = tooLong(given);
        tooLong.values().forEach(notes::add);
        List<SignalReading> readings = readings(given, tooLong);
        readings.forEach(reading -> notes.addAll(reading.notes()));
        Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            ConsentState state = joined(purpose, readings);
            if (state != ConsentState.UNKNOWN) {
                states.put(purpose, state);
            }
        }
        Consent consent =
                new Consent(
                        states,
                        source(readings),
                        evidence(given, tooLong),
                        region(given),
                        given.find(ConsentSignal.GDPR_APPLIES).flatMap(Flags::read).orElse(null),
                        ConsentTimes.read(given.collectedAt(), receivedAt).orElse(null));
        return new Decoded(consent, List.copyOf(notes));
    }

    private static ConsentState joined(Purpose purpose, List<SignalReading> readings) {
        if (readings.stream().anyMatch(reading -> reading.optOuts().contains(purpose))) {
            return ConsentState.DENIED;
        }
        boolean unreadable = false;
        for (SignalReading reading : readings) {
            ConsentState state = reading.states().get(purpose);
            if (state == ConsentState.DENIED || state == ConsentState.GRANTED && !unreadable) {
                return state;
            }
            unreadable |= state == ConsentState.UNKNOWN;
        }
        return ConsentState.UNKNOWN;
    }

    /** All readings, in the order of precedence. */
    private List<SignalReading> readings(ConsentSignals given, Map<ConsentSignal, String> tooLong) {
        TcfSignal tcf = new TcfSignal(settings);
        boolean gdpr = given.find(ConsentSignal.GDPR_APPLIES).flatMap(Flags::read).orElse(true);
        List<SignalReading> readings = new ArrayList<>();
        if (!given.statedBy().isEmpty()) {
            readings.add(SignalReading.of(given.statedBy(), given.stated()));
        }
        text(given, ConsentSignal.TCF, tooLong)
                .map(
                        text ->
                                gdpr
                                        ? tcf.read(TcfSignal.SOURCE, TcfSignal.SOURCE, text)
                                        : SignalReading.silent(TcfSignal.SOURCE))
                .ifPresent(readings::add);
        text(given, ConsentSignal.GPP, tooLong)
                .map(
                        text ->
                                new GppSignal(tcf, gdpr)
                                        .read(text, text(given, ConsentSignal.GPP_SID, tooLong)))
                .ifPresent(readings::add);
        ConsentModeSignal.read(given, settings.inheritFromAdStorage()).ifPresent(readings::add);
        ShopifySignal.read(given).ifPresent(readings::add);
        text(given, ConsentSignal.US_PRIVACY, tooLong)
                .map(
                        text ->
                                UsPrivacySignal.read(
                                        UsPrivacySignal.SOURCE,
                                        ConsentSignal.US_PRIVACY.wire(),
                                        text))
                .ifPresent(readings::add);
        given.find(ConsentSignal.GPC).map(GpcSignal::read).ifPresent(readings::add);
        return readings;
    }

    /** What is too long for its kind is not decoded, and stands for a signal nobody can read. */
    private static Optional<String> text(
            ConsentSignals given, ConsentSignal signal, Map<ConsentSignal, String> tooLong) {
        return given.find(signal)
                .map(raw -> tooLong.containsKey(signal) ? "" : String.valueOf(raw));
    }

    private static Map<ConsentSignal, String> tooLong(ConsentSignals given) {
        Map<ConsentSignal, String> found = new EnumMap<>(ConsentSignal.class);
        given.raw()
                .forEach(
                        (signal, raw) -> {
                            if (raw instanceof String text && text.length() > LONGEST) {
                                found.put(
                                        signal,
                                        SignalReading.note(
                                                signal.wire(), "is longer than 8 KiB, left out"));
                            }
                        });
        return found;
    }

    private static String source(List<SignalReading> readings) {
        return readings.stream()
                .filter(SignalReading::decides)
                .findFirst()
                .or(() -> readings.stream().findFirst())
                .map(SignalReading::source)
                .orElse("");
    }

    private static Map<String, String> evidence(
            ConsentSignals given, Map<ConsentSignal, String> tooLong) {
        Map<String, String> evidence = new HashMap<>();
        given.raw()
                .forEach(
                        (signal, raw) -> {
                            if (!tooLong.containsKey(signal)) {
                                evidence.put(signal.wire(), printable(String.valueOf(raw)));
                            }
                        });
        if (!given.statedBy().isEmpty() && given.evidence().length() <= LONGEST) {
            evidence.put(given.statedBy(), printable(given.evidence()));
        }
        return evidence;
    }

    /** All signals are plain ASCII; what is not could not be written back as it came. */
    private static String printable(String text) {
        return NOT_ASCII.matcher(text).replaceAll("?");
    }

    private static String region(ConsentSignals given) {
        return REGION.matcher(given.region()).matches() ? given.region() : "";
    }
}
