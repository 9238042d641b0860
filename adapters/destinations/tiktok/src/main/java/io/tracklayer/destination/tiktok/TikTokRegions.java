// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** States and provinces: TikTok wants two letters in the US and Canada. */
final class TikTokRegions {
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

    private TikTokRegions() {}

    /**
     * The state as TikTok matches it: elsewhere the lower-case name.
     *
     * @param country two letters, upper case, or empty when not known
     */
    static Rule state(String country) {
        return plain -> {
            String name = Rules.NAME.normalise(plain).orElse("");
            return switch (country) {
                case "US" -> code(US, name, "us").filter(US_CODES::contains);
                case "CA" -> code(CANADA, name, "ca").filter(CANADA_CODES::contains);
                case "" ->
                        Optional.of(
                                US.getOrDefault(
                                        name, CANADA.getOrDefault(name, Rules.lower(plain))));
                default -> Optional.of(Rules.lower(plain));
            };
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
