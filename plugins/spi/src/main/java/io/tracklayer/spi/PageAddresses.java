// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Page addresses without what is not the platform's they are sent to: e-mail addresses that forms
 * and newsletters leave in them, and the click ids of other networks. Immutable.
 */
public final class PageAddresses {
    private static final Pattern WEB =
            Pattern.compile("(https?://)([^\\s/?#].*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s");
    private static final Pattern PARAMETER = Pattern.compile("[^?&;#]+");
    private static final Pattern ENCODED_DOT = Pattern.compile("%2[eE]");

    /** Lower case; parameter names are compared in any case. */
    private static final Set<String> CLICK_IDS =
            Set.of(
                    ("fbclid gclid gbraid wbraid dclid ttclid sccid sclid epik li_fat_id rdt_cid awc"
                                    + " tblci msclkid twclid irclickid cjevent ransiteid clickref"
                                    + " tduid wgu ob_click_id obclid dicbo qclid yclid vmcid aleid"
                                    + " _kx")
                            .split(" "));

    private final Set<String> otherClickIds;

    private PageAddresses(Set<String> otherClickIds) {
        this.otherClickIds = otherClickIds;
    }

    /**
     * Addresses for a platform.
     *
     * @param clickIds parameters of its own, which stay, in lower case
     */
    public static PageAddresses keeping(String... clickIds) {
        Set<String> others = new HashSet<>(CLICK_IDS);
        others.removeAll(Set.of(clickIds));
        return new PageAddresses(Set.copyOf(others));
    }

    /** Addresses that only lose e-mail addresses and keep every click id. */
    public static PageAddresses withoutEmails() {
        return new PageAddresses(Set.of());
    }

    /**
     * The address with the values of such parameters removed, its scheme in lower case and white
     * space encoded, because platforms refuse events for less; empty unless http(s) with a host.
     */
    public Optional<String> clean(String address) {
        Matcher web = WEB.matcher(address.strip());
        if (!web.matches()) {
            return Optional.empty();
        }
        String page = WHITE_SPACE.matcher(web.group(2)).replaceAll("%20");
        int tail = endOfPath(page);
        return Optional.of(
                web.group(1).toLowerCase(Locale.ROOT)
                        + page.substring(0, tail)
                        + PARAMETER.matcher(page.substring(tail)).replaceAll(this::scrub));
    }

    /** Whether text holds something like an e-mail address, percent-encoded or not. */
    public static boolean holdsEmail(String text) {
        if (text.indexOf('@') < 0 && text.indexOf('%') < 0) {
            return false;
        }
        String signs = text.replace("%25", "%").replace("%40", "@");
        String decoded = ENCODED_DOT.matcher(signs).replaceAll(".");
        int at = decoded.indexOf('@');
        return at > 0 && decoded.indexOf('.', at + 2) > 0;
    }

    private static int endOfPath(String address) {
        int query = address.indexOf('?');
        int fragment = address.indexOf('#');
        if (query < 0 || fragment < 0) {
            return Math.max(query, fragment) < 0 ? address.length() : Math.max(query, fragment);
        }
        return Math.min(query, fragment);
    }

    private String scrub(MatchResult parameter) {
        String text = parameter.group();
        int value = text.indexOf('=') + 1;
        String name = text.substring(0, Math.max(0, value - 1)).toLowerCase(Locale.ROOT);
        boolean keep = !otherClickIds.contains(name) && !holdsEmail(text.substring(value));
        return Matcher.quoteReplacement(keep ? text : text.substring(0, value));
    }
}
