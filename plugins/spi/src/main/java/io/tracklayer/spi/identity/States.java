// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi.identity;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The two-letter codes of the states of the US and the provinces of Canada, lower case. */
public final class States {
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

    private States() {}

    /** Whether the states of that country have codes here. */
    public static boolean haveCodes(String country) {
        return country.equals("US") || country.equals("CA");
    }

    /**
     * The code of a state.
     *
     * @param country two letters, upper case; empty when not known, then a name of either country
     *     is recognised and a code is not
     * @param state its name or code in any case, also as {@code US-CA}
     */
    public static Optional<String> code(String country, String state) {
        String name = Rules.NAME.normalise(state).orElse("");
        return switch (country) {
            case "US" -> code(US, name, "us").filter(US_CODES::contains);
            case "CA" -> code(CANADA, name, "ca").filter(CANADA_CODES::contains);
            case "" -> Optional.ofNullable(US.getOrDefault(name, CANADA.get(name)));
            default -> Optional.empty();
        };
    }

    private static Optional<String> code(Map<String, String> names, String name, String country) {
        // ISO 3166-2 writes US-CA; the hyphen is gone by now.
        String bare = name.length() == 4 && name.startsWith(country) ? name.substring(2) : name;
        return Optional.of(names.getOrDefault(bare, bare));
    }

    private static Map<String, String> table(String entries) {
        return Arrays.stream(entries.split(" "))
                .map(entry -> entry.split("="))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }
}
