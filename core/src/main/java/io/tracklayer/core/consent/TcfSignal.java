// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import com.iab.gpp.encoder.section.TcfEuV2;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** An IAB TC string, version 2: which purposes the visitor consented to, by the formulas set. */
final class TcfSignal {
    static final String SOURCE = "tcf";

    private static final String BASE64 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Pattern STRING = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+){0,3}");

    /** TCF 2.3: the segment of disclosed vendors is compulsory in strings made since. */
    private static final Instant TCF_2_3 = Instant.parse("2026-02-28T00:00:00Z");

    /** Version to publisher country: 213 bits, so the last of these characters has three more. */
    private static final int FIXED_PART = 36;

    /** Empty lists of vendors and publisher restrictions: 46 bits, three in the fixed part. */
    private static final String NO_VENDORS = "AAAAAAAA";

    private final ConsentSettings settings;

    TcfSignal(ConsentSettings settings) {
        this.settings = settings;
    }

    SignalReading read(String source, String signal, String raw) {
        String text = raw.strip().replaceAll("%2[Ee]", ".");
        String why = problem(text);
        if (!why.isEmpty()) {
            return unreadable(source, signal, why);
        }
        try {
            return decoded(source, signal, text);
        } catch (RuntimeException malformed) {
            return unreadable(source, signal, "is not a TC string");
        }
    }

    private static String problem(String text) {
        if (!STRING.matcher(text).matches() || text.split("\\.")[0].length() < FIXED_PART) {
            return "is not a TC string";
        }
        return text.charAt(0) == 'C' ? "" : "is not a TC string of version 2";
    }

    private SignalReading decoded(String source, String signal, String text) {
        List<String> segments = Arrays.asList(text.split("\\."));
        TcfEuV2 core = new TcfEuV2(fixedPart(segments.get(0)));
        boolean late = !core.getCreated().toInstant().isBefore(TCF_2_3);
        if (settings.enforceTcf23() && late && !disclosesVendors(segments)) {
            return unreadable(
                    source,
                    signal,
                    "tcf23_missing_disclosed, it was made under TCF 2.3 and lacks the segment of disclosed vendors");
        }
        Set<Integer> consented = new HashSet<>();
        List<Boolean> purposes = core.getPurposeConsents();
        for (int i = 0; i < purposes.size(); i++) {
            if (purposes.get(i)) {
                consented.add(i + 1);
            }
        }
        Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
        settings.formulas()
                .forEach((purpose, formula) -> states.put(purpose, formula.of(consented)));
        return SignalReading.of(source, states);
    }

    /**
     * A few bytes of vendor lists and publisher restrictions can stand for millions of numbers, and
     * nobody asks for them.
     */
    private static String fixedPart(String core) {
        int last = BASE64.indexOf(core.charAt(FIXED_PART - 1)) & 0b111000;
        return core.substring(0, FIXED_PART - 1) + BASE64.charAt(last) + NO_VENDORS;
    }

    /** The type of a segment after the core is its first three bits; disclosed vendors are 1. */
    private static boolean disclosesVendors(List<String> segments) {
        return segments.stream()
                .skip(1)
                .anyMatch(segment -> BASE64.indexOf(segment.charAt(0)) >> 3 == 1);
    }

    private SignalReading unreadable(String source, String signal, String why) {
        return SignalReading.unreadable(source, signal, why, settings.formulas().keySet());
    }
}
