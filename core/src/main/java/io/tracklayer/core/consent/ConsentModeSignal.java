// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Google consent mode: its named states, else the parameter gcd, else gcs, and npa. The parameters
 * are not documented by Google and are read the way open-source parsers read them.
 */
final class ConsentModeSignal {
    static final String SOURCE = "google_cm";

    private static final String BASE64 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern GCD = Pattern.compile("1[0-9A-Za-z]{8,62}");
    private static final Pattern GCS = Pattern.compile("G1[01-][01-]");

    /** In gcd, the letter at each of these positions stands for a purpose. */
    private static final Map<Purpose, Integer> GCD_POSITIONS =
            Map.of(
                    Purpose.MARKETING, 2,
                    Purpose.ANALYTICS, 4,
                    Purpose.AD_USER_DATA, 6,
                    Purpose.AD_PERSONALIZATION, 8);

    private static final Map<ConsentSignal, Purpose> NAMED =
            Map.of(
                    ConsentSignal.AD_STORAGE, Purpose.MARKETING,
                    ConsentSignal.ANALYTICS_STORAGE, Purpose.ANALYTICS,
                    ConsentSignal.AD_USER_DATA, Purpose.AD_USER_DATA,
                    ConsentSignal.AD_PERSONALIZATION, Purpose.AD_PERSONALIZATION);

    private final ConsentSignals signals;
    private final boolean inherit;
    private final Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
    private final List<String> notes = new ArrayList<>();

    private ConsentModeSignal(ConsentSignals signals, boolean inherit) {
        this.signals = signals;
        this.inherit = inherit;
    }

    /**
     * @param inherit whether gcs decides ad_user_data and ad_personalization by ad_storage
     */
    static Optional<SignalReading> read(ConsentSignals signals, boolean inherit) {
        boolean present =
                Stream.concat(
                                NAMED.keySet().stream(),
                                Stream.of(ConsentSignal.GCD, ConsentSignal.GCS, ConsentSignal.NPA))
                        .anyMatch(signals.raw()::containsKey);
        return present
                ? Optional.of(new ConsentModeSignal(signals, inherit).reading())
                : Optional.empty();
    }

    private SignalReading reading() {
        if (!gcd()) {
            gcs();
        }
        NAMED.forEach(
                (signal, purpose) ->
                        signals.find(signal)
                                .ifPresent(raw -> states.put(purpose, ConsentState.read(raw))));
        boolean notPersonalised =
                signals.find(ConsentSignal.NPA).flatMap(Flags::read).orElse(false);
        return new SignalReading(
                SOURCE,
                states,
                notPersonalised ? Set.of(Purpose.AD_PERSONALIZATION) : Set.of(),
                notes);
    }

    private boolean gcd() {
        Optional<String> gcd = signals.find(ConsentSignal.GCD).map(String::valueOf);
        if (gcd.isEmpty()) {
            return false;
        }
        if (!GCD.matcher(gcd.get()).matches()) {
            notes.add(SignalReading.note("gcd", "is not in its known form, so it is not read"));
            return false;
        }
        GCD_POSITIONS.forEach((purpose, at) -> put(purpose, letter(gcd.get().charAt(at))));
        return true;
    }

    private void gcs() {
        Optional<String> gcs = signals.find(ConsentSignal.GCS).map(String::valueOf);
        if (gcs.isEmpty()) {
            return;
        }
        if (!GCS.matcher(gcs.get()).matches()) {
            notes.add(SignalReading.note("gcs", "is not in its known form, so it is not read"));
            return;
        }
        ConsentState ads = digit(gcs.get().charAt(2));
        put(Purpose.MARKETING, ads);
        put(Purpose.ANALYTICS, digit(gcs.get().charAt(3)));
        if (inherit) {
            put(Purpose.AD_USER_DATA, ads);
            put(Purpose.AD_PERSONALIZATION, ads);
        }
    }

    private void put(Purpose purpose, ConsentState state) {
        if (state != ConsentState.UNKNOWN) {
            states.put(purpose, state);
        }
    }

    /** Two bits of default, two of update; an update that was made wins. */
    private static ConsentState letter(char letter) {
        int bits = BASE64.indexOf(letter);
        int update = bits & 3;
        return state(update >= 2 ? update : bits >> 2 & 3);
    }

    private static ConsentState state(int bits) {
        return switch (bits) {
            case 2 -> ConsentState.DENIED;
            case 3 -> ConsentState.GRANTED;
            default -> ConsentState.UNKNOWN;
        };
    }

    private static ConsentState digit(char digit) {
        return switch (digit) {
            case '0' -> ConsentState.DENIED;
            case '1' -> ConsentState.GRANTED;
            default -> ConsentState.UNKNOWN;
        };
    }
}
