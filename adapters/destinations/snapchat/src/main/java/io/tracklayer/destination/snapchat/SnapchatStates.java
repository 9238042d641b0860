// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.identity.Rules;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** States of the US as two letters, everywhere else lower case without spaces (Parameters: st). */
final class SnapchatStates {
    private static final Map<String, String> US =
            table(
                    "alabama=al alaska=ak arizona=az arkansas=ar california=ca colorado=co"
                            + " connecticut=ct delaware=de florida=fl georgia=ga hawaii=hi idaho=id"
                            + " illinois=il indiana=in iowa=ia kansas=ks kentucky=ky louisiana=la"
                            + " maine=me maryland=md massachusetts=ma michigan=mi minnesota=mn"
                            + " mississippi=ms missouri=mo montana=mt nebraska=ne nevada=nv"
                            + " newhampshire=nh newjersey=nj newmexico=nm newyork=ny"
                            + " northcarolina=nc northdakota=nd ohio=oh oklahoma=ok oregon=or"
                            + " pennsylvania=pa rhodeisland=ri southcarolina=sc southdakota=sd"
                            + " tennessee=tn texas=tx utah=ut vermont=vt virginia=va washington=wa"
                            + " westvirginia=wv wisconsin=wi wyoming=wy districtofcolumbia=dc"
                            + " washingtondc=dc puertorico=pr guam=gu virginislands=vi"
                            + " usvirginislands=vi americansamoa=as northernmarianaislands=mp"
                            + " armedforcesamericas=aa armedforceseurope=ae armedforcespacific=ap");

    private static final Set<String> CODES = Set.copyOf(US.values());

    private SnapchatStates() {}

    /**
     * The state as Snapchat matches it.
     *
     * @param country two letters, upper case, or empty when not known
     */
    static Optional<String> normalise(String country, String state) {
        String compact = Rules.COMPACT_LOWER.normalise(state).orElse("");
        return switch (country) {
            case "US" -> code(state).filter(CODES::contains);
            case "" -> code(state).filter(CODES::contains).or(() -> Optional.of(compact));
            default -> Optional.of(compact);
        };
    }

    private static Optional<String> code(String state) {
        return Rules.NAME
                .normalise(state)
                .map(SnapchatStates::withoutCountry)
                .map(SnapchatStates::shorten);
    }

    /** ISO 3166-2 writes US-CA; the hyphen is gone by now. */
    private static String withoutCountry(String name) {
        return name.length() == 4 && name.startsWith("us") ? name.substring(2) : name;
    }

    private static String shorten(String name) {
        return US.getOrDefault(name, name);
    }

    private static Map<String, String> table(String entries) {
        return Arrays.stream(entries.split(" "))
                .map(entry -> entry.split("="))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }
}
