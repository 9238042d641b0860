// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The click ids an event carries: the one its source or the node found, then those that its page
 * and its landing page have under the names set by the operator. Opaque, letter case kept.
 */
final class TaboolaClickId {
    /** No braces, which only macros have that nobody filled in; no cut-off ids. */
    private static final Pattern USABLE = Pattern.compile("[!-z|~]{20,1024}");

    /** Auto-tagging repeats it in the fragment without an equals sign; seen, not documented. */
    private static final String AUTO_TAGGED = "tblci";

    private final Settings settings;
    private final List<String> seen = new ArrayList<>();

    TaboolaClickId(Event event, Settings settings) {
        this.settings = settings;
        event.clickId(EventField.TBLCI).map(ClickId::value).ifPresent(seen::add);
        event.text(EventField.PAGE_URL).ifPresent(this::read);
        event.text(EventField.LANDING_URL).ifPresent(this::read);
    }

    /** Whether there is anything that should be one. */
    boolean found() {
        return !seen.isEmpty();
    }

    /** The first that can be one. */
    Optional<String> usable() {
        return seen.stream().filter(value -> USABLE.matcher(value).matches()).findFirst();
    }

    private void read(String address) {
        int hash = address.indexOf('#');
        String page = hash < 0 ? address : address.substring(0, hash);
        String fragment = hash < 0 ? "" : address.substring(hash + 1);
        String query = page.substring(page.indexOf('?') + 1);
        for (String name : settings.list(TaboolaSettings.CLICK_ID_PARAMS)) {
            parameter(page.equals(query) ? "" : query, name.strip());
            parameter(fragment, name.strip());
            if (name.strip().equals(AUTO_TAGGED) && !fragment.startsWith(AUTO_TAGGED + "=")) {
                unequalled(fragment);
            }
        }
    }

    private void parameter(String text, String name) {
        Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].equalsIgnoreCase(name))
                .forEach(pair -> add(pair[1]));
    }

    private void unequalled(String fragment) {
        if (fragment.startsWith(AUTO_TAGGED)) {
            add(fragment.substring(AUTO_TAGGED.length()).split("&", 2)[0]);
        }
    }

    private void add(String encoded) {
        try {
            String value = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            if (!value.isBlank()) {
                seen.add(value);
            }
        } catch (IllegalArgumentException brokenEscape) {
            seen.add("");
        }
    }
}
