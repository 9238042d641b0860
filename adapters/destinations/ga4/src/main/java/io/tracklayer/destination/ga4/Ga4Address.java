// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Page addresses without what GA4 must not get: personal data, click ids of other networks, and
 * Google's own where marketing was denied.
 */
final class Ga4Address {
    private static final Pattern USER_INFO =
            Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@");
    private static final Pattern PHONE_VALUE = Pattern.compile("(?:\\+|%2[Bb])[1-9]\\d{6,14}");

    private static final Set<String> PERSONAL =
            Set.of(
                    "email",
                    "e-mail",
                    "e_mail",
                    "mail",
                    "phone",
                    "phone_number",
                    "tel",
                    "telephone",
                    "mobile",
                    "first_name",
                    "firstname",
                    "last_name",
                    "lastname",
                    "full_name",
                    "fullname");

    private static final Set<String> GOOGLE_CLICK_IDS =
            Set.of(
                    "gclid",
                    "gbraid",
                    "wbraid",
                    "dclid",
                    "gclsrc",
                    "gad_source",
                    "gad_campaignid",
                    "srsltid",
                    "_gl");

    private static final Set<String> OTHER_CLICK_IDS =
            Set.of(
                    "fbclid",
                    "ttclid",
                    "sccid",
                    "sclid",
                    "epik",
                    "li_fat_id",
                    "rdt_cid",
                    "cto_pld",
                    "awc",
                    "tblci",
                    "msclkid",
                    "twclid",
                    "irclickid",
                    "irgwc",
                    "cjevent",
                    "ransiteid",
                    "clickref",
                    "tduid",
                    "wgu",
                    "dicbo",
                    "obclid",
                    "ob_click_id",
                    "qclid",
                    "yclid",
                    "vmcid",
                    "aleid",
                    "_kx",
                    "mc_eid");

    private final boolean clickIds;

    Ga4Address(boolean clickIds) {
        this.clickIds = clickIds;
    }

    /** Whether a property or query parameter of that name holds personal data. */
    static boolean personal(String name) {
        return PERSONAL.contains(name.toLowerCase(Locale.ROOT));
    }

    String clean(String address) {
        String anonymous = USER_INFO.matcher(address).replaceFirst("$1");
        int hash = anonymous.indexOf('#');
        String page = hash < 0 ? anonymous : anonymous.substring(0, hash);
        String fragment = hash < 0 ? "" : anonymous.substring(hash + 1);
        int question = page.indexOf('?');
        String path = question < 0 ? page : page.substring(0, question);
        String query = question < 0 ? "" : page.substring(question + 1);
        return Ga4Text.redactEmail(path + kept("?", query) + kept("#", fragment));
    }

    private String kept(String mark, String parameters) {
        String left =
                Arrays.stream(parameters.split("&"))
                        .filter(Predicate.not(String::isEmpty))
                        .filter(this::allowed)
                        .map(Ga4Address::withoutPhone)
                        .collect(Collectors.joining("&"));
        return left.isEmpty() ? "" : mark + left;
    }

    private boolean allowed(String parameter) {
        String name = parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
        // Taboola also writes its id straight into the fragment, without an equals sign
        return !PERSONAL.contains(name)
                && !OTHER_CLICK_IDS.contains(name)
                && !name.startsWith("tblci")
                && (clickIds || !GOOGLE_CLICK_IDS.contains(name));
    }

    private static String withoutPhone(String parameter) {
        String[] parts = parameter.split("=", 2);
        return parts.length == 2 && PHONE_VALUE.matcher(parts[1]).matches()
                ? parts[0] + "=" + Ga4Text.REDACTED
                : parameter;
    }
}
