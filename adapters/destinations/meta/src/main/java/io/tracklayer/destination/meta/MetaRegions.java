// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.identity.Rules;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** States and provinces: two-letter codes by name, and Meta's numbers for limited data use. */
final class MetaRegions {
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

    /** Data processing options: data_processing_options_state, November 2026. */
    private static final Map<String, Long> LIMITED_DATA_USE =
            Map.ofEntries(
                    Map.entry("ca", 1000L),
                    Map.entry("co", 1001L),
                    Map.entry("ct", 1002L),
                    Map.entry("fl", 1003L),
                    Map.entry("or", 1004L),
                    Map.entry("tx", 1005L),
                    Map.entry("mt", 1006L),
                    Map.entry("de", 1007L),
                    Map.entry("ne", 1008L),
                    Map.entry("nh", 1009L),
                    Map.entry("nj", 1010L),
                    Map.entry("mn", 1011L),
                    Map.entry("md", 1012L),
                    Map.entry("ri", 1013L));

    private MetaRegions() {}

    /**
     * The state as Meta matches it.
     *
     * @param country two letters, upper case, or empty when not known
     */
    static Optional<String> normalise(String country, String state) {
        String name = Rules.NAME.normalise(state).orElse("");
        return switch (country) {
            case "US" -> code(US, name, "us").filter(US_CODES::contains);
            case "CA" -> code(CANADA, name, "ca").filter(CANADA_CODES::contains);
            case "" -> Optional.of(US.getOrDefault(name, CANADA.getOrDefault(name, name)));
            default -> Optional.of(name);
        };
    }

    /** Meta's number of a US state in which limited data use applies. */
    static Optional<Long> limitedDataUseState(String state) {
        return normalise("US", state).map(LIMITED_DATA_USE::get);
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
