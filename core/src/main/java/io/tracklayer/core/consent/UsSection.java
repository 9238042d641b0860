// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import static java.util.Map.entry;

import com.iab.gpp.encoder.section.EncodableSection;
import com.iab.gpp.encoder.section.UsCa;
import com.iab.gpp.encoder.section.UsCo;
import com.iab.gpp.encoder.section.UsCt;
import com.iab.gpp.encoder.section.UsDe;
import com.iab.gpp.encoder.section.UsFl;
import com.iab.gpp.encoder.section.UsIa;
import com.iab.gpp.encoder.section.UsMt;
import com.iab.gpp.encoder.section.UsNat;
import com.iab.gpp.encoder.section.UsNe;
import com.iab.gpp.encoder.section.UsNh;
import com.iab.gpp.encoder.section.UsNj;
import com.iab.gpp.encoder.section.UsOr;
import com.iab.gpp.encoder.section.UsTn;
import com.iab.gpp.encoder.section.UsTx;
import com.iab.gpp.encoder.section.UsUt;
import com.iab.gpp.encoder.section.UsVa;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A GPP section of the United States as a whole or of one of its states: all have the same fields,
 * each as far as the state's law knows it.
 */
final class UsSection {
    /** No section of the United States comes near it. */
    private static final int LONGEST = 256;

    private static final int OPTED_OUT = 1;
    private static final int DID_NOT_OPT_OUT = 2;

    private static final List<String> OPT_OUTS =
            List.of("SaleOptOut", "SharingOptOut", "TargetedAdvertisingOptOut");
    private static final String CHILD = "KnownChildSensitiveDataConsents";
    private static final String GPC = "Gpc";

    private static final Map<Integer, Function<String, EncodableSection>> SECTIONS =
            Map.ofEntries(
                    entry(UsNat.ID, UsNat::new),
                    entry(UsCa.ID, UsCa::new),
                    entry(UsVa.ID, UsVa::new),
                    entry(UsCo.ID, UsCo::new),
                    entry(UsUt.ID, UsUt::new),
                    entry(UsCt.ID, UsCt::new),
                    entry(UsFl.ID, UsFl::new),
                    entry(UsMt.ID, UsMt::new),
                    entry(UsOr.ID, UsOr::new),
                    entry(UsTx.ID, UsTx::new),
                    entry(UsDe.ID, UsDe::new),
                    entry(UsIa.ID, UsIa::new),
                    entry(UsNe.ID, UsNe::new),
                    entry(UsNh.ID, UsNh::new),
                    entry(UsNj.ID, UsNj::new),
                    entry(UsTn.ID, UsTn::new));

    private UsSection() {}

    static SignalReading read(int id, String text) {
        Function<String, EncodableSection> section = SECTIONS.get(id);
        if (section == null) {
            return unreadable("has section " + id + ", which is not known here");
        }
        try {
            return text.length() > LONGEST
                    ? unreadable("has a section " + id + " that is too long")
                    : decoded(section.apply(text));
        } catch (RuntimeException malformed) {
            return unreadable("has a section " + id + " that cannot be decoded");
        }
    }

    private static SignalReading decoded(EncodableSection section) {
        if (numbers(section, CHILD).anyMatch(consent -> consent != 0)) {
            return SignalReading.optOut(GppSignal.SOURCE, EnumSet.allOf(Purpose.class));
        }
        List<Integer> answers =
                OPT_OUTS.stream().flatMap(field -> numbers(section, field)).toList();
        boolean privacyControl =
                section.hasField(GPC) && Boolean.TRUE.equals(section.getFieldValue(GPC));
        if (privacyControl || answers.contains(OPTED_OUT)) {
            return SignalReading.optOut(GppSignal.SOURCE, SignalReading.OPT_OUT_OF_SALE);
        }
        return answers.stream().allMatch(answer -> answer == DID_NOT_OPT_OUT)
                ? SignalReading.of(
                        GppSignal.SOURCE, Map.of(Purpose.SALE_OF_DATA, ConsentState.GRANTED))
                : SignalReading.silent(GppSignal.SOURCE);
    }

    /** A field's number or numbers; none when the state's section has no such field. */
    private static Stream<Integer> numbers(EncodableSection section, String field) {
        if (!section.hasField(field)) {
            return Stream.empty();
        }
        Object value = section.getFieldValue(field);
        return value instanceof List<?> list
                ? list.stream().map(Integer.class::cast)
                : Stream.of((Integer) value);
    }

    private static SignalReading unreadable(String why) {
        return SignalReading.unreadable(
                GppSignal.SOURCE, GppSignal.SOURCE, why, SignalReading.OPT_OUT_OF_SALE);
    }
}
