// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import com.iab.gpp.encoder.section.HeaderV1;
import io.tracklayer.spi.Purpose;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** An IAB GPP string: the sections that apply, joined to one reading. */
final class GppSignal {
    static final String SOURCE = "gpp";

    private static final int TCF_EU = 2;
    private static final int US_PRIVACY = 6;
    private static final int FIRST_US_SECTION = 7;

    /** The library builds strings of bits character by character, so a long header is slow. */
    private static final int LONGEST_HEADER = 64;

    private static final Pattern SECTION_IDS = Pattern.compile("-?\\d{1,3}([,_]\\d{1,3})*");

    private final TcfSignal tcf;
    private final boolean gdprApplies;

    GppSignal(TcfSignal tcf, boolean gdprApplies) {
        this.tcf = tcf;
        this.gdprApplies = gdprApplies;
    }

    /**
     * @param applicable the section ids that apply, or empty when nothing says so: then all do
     */
    SignalReading read(String raw, Optional<String> applicable) {
        String[] parts =
                raw.strip().replaceAll("%7[Ee]", "~").replaceAll("%2[Ee]", ".").split("~", -1);
        List<Integer> ids = sectionIds(parts[0]);
        if (ids.isEmpty() || ids.size() != parts.length - 1) {
            return SignalReading.unreadable(
                    SOURCE, SOURCE, "is not a GPP string", EnumSet.allOf(Purpose.class));
        }
        SignalReading reading = SignalReading.silent(SOURCE);
        Optional<Set<Integer>> wanted = applicable.flatMap(GppSignal::numbers);
        if (applicable.isPresent() && wanted.isEmpty()) {
            reading =
                    reading.and(noted("gpp_sid", "is no list of sections, so all sections count"));
        }
        for (int i = 0; i < ids.size(); i++) {
            int id = ids.get(i);
            if (wanted.isEmpty() || wanted.get().contains(id)) {
                reading = reading.and(section(id, parts[i + 1]));
            }
        }
        return reading;
    }

    private SignalReading section(int id, String text) {
        if (id == TCF_EU) {
            return gdprApplies
                    ? tcf.read(SOURCE, "gpp.tcfeuv2", text)
                    : SignalReading.silent(SOURCE);
        }
        if (id == US_PRIVACY) {
            return UsPrivacySignal.read(SOURCE, "gpp.uspv1", text);
        }
        return id >= FIRST_US_SECTION
                ? UsSection.read(id, text)
                : noted("gpp", "section " + id + " is not read");
    }

    private static List<Integer> sectionIds(String header) {
        if (!header.startsWith("DB") || header.length() > LONGEST_HEADER) {
            return List.of();
        }
        try {
            return new HeaderV1(header).getSectionsIds();
        } catch (RuntimeException malformed) {
            return List.of();
        }
    }

    private static Optional<Set<Integer>> numbers(String applicable) {
        String text = applicable.replaceAll("[\\s\\[\\]]", "");
        if (!SECTION_IDS.matcher(text).matches()) {
            return Optional.empty();
        }
        Set<Integer> ids = new HashSet<>();
        Arrays.stream(text.split("[,_]")).map(Integer::valueOf).forEach(ids::add);
        return Optional.of(ids);
    }

    private static SignalReading noted(String signal, String sentence) {
        return new SignalReading(
                SOURCE, Map.of(), Set.of(), List.of(SignalReading.note(signal, sentence)));
    }
}
