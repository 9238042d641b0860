// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.identity.Rules;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Two-letter codes of states and provinces, by code or by name. */
final class PinterestRegions {
    private static final Pattern TWO_LETTERS = Pattern.compile("[a-z]{2}");

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

    private static final Map<String, String> CANADA =
            table(
                    "alberta=ab britishcolumbia=bc manitoba=mb newbrunswick=nb newfoundland=nl"
                            + " newfoundlandandlabrador=nl novascotia=ns northwestterritories=nt"
                            + " nunavut=nu ontario=on princeedwardisland=pe quebec=qc québec=qc"
                            + " saskatchewan=sk yukon=yt yukonterritory=yt");

    private static final Set<String> US_CODES = Set.copyOf(US.values());
    private static final Set<String> CANADA_CODES = Set.copyOf(CANADA.values());

    private PinterestRegions() {}

    /**
     * The code in lower case; empty when there is none.
     *
     * @param country two letters, upper case, or empty when not known
     */
    static Optional<String> code(String country, String state) {
        String name = Rules.NAME.normalise(bare(country, state)).orElse("");
        return switch (country) {
            case "US" -> Optional.of(US.getOrDefault(name, name)).filter(US_CODES::contains);
            case "CA" ->
                    Optional.of(CANADA.getOrDefault(name, name)).filter(CANADA_CODES::contains);
            case "" -> twoLetters(US.getOrDefault(name, CANADA.getOrDefault(name, name)));
            default -> twoLetters(name);
        };
    }

    /** ISO 3166-2 writes US-CA. */
    private static String bare(String country, String state) {
        String prefix = country + "-";
        boolean prefixed = state.regionMatches(true, 0, prefix, 0, prefix.length());
        return prefixed ? state.substring(prefix.length()) : state;
    }

    private static Optional<String> twoLetters(String name) {
        return Optional.of(name).filter(TWO_LETTERS.asMatchPredicate());
    }

    private static Map<String, String> table(String entries) {
        return Arrays.stream(entries.split(" "))
                .map(entry -> entry.split("="))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }
}
