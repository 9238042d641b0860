// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.enrich;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Addresses repeat click ids in their query: what is stripped must be gone there, too. */
public final class ClickFreeAddresses {
    private static final List<EventField> ADDRESSES =
            List.of(EventField.PAGE_URL, EventField.PAGE_REFERRER, EventField.LANDING_URL);
    private static final String TABOOLA = "tblci";

    private ClickFreeAddresses() {}

    /** The event with the parameters of these click ids taken out of its addresses. */
    public static Event of(Event event, Set<EventField> stripped) {
        Event left = event;
        for (EventField field : ADDRESSES) {
            String url = event.text(field).orElse("");
            String clean = url.isEmpty() || stripped.isEmpty() ? url : without(url, stripped);
            if (!clean.equals(url)) {
                left =
                        clean.isBlank()
                                ? left.without(List.of(field))
                                : left.toBuilder().set(field, clean).build();
            }
        }
        return left;
    }

    private static String without(String url, Set<EventField> stripped) {
        int hash = url.indexOf('#');
        String beforeHash = hash < 0 ? url : url.substring(0, hash);
        String fragment = hash < 0 ? "" : kept(url.substring(hash + 1), stripped);
        int query = beforeHash.indexOf('?');
        String parameters = query < 0 ? "" : kept(beforeHash.substring(query + 1), stripped);
        return (query < 0 ? beforeHash : beforeHash.substring(0, query))
                + (parameters.isEmpty() ? "" : "?" + parameters)
                + (fragment.isEmpty() ? "" : "#" + fragment);
    }

    private static String kept(String parameters, Set<EventField> stripped) {
        return Arrays.stream(parameters.split("&"))
                .filter(pair -> !carries(pair, stripped))
                .collect(Collectors.joining("&"));
    }

    /** The cookie form fbc is made of fbclid, so the one does not stay without the other. */
    private static boolean carries(String pair, Set<EventField> stripped) {
        String name = pair.split("=", 2)[0].toLowerCase(Locale.ROOT);
        EventField field = ClickParameters.all().get(name.startsWith(TABOOLA) ? TABOOLA : name);
        return field != null
                && (stripped.contains(field)
                        || field == EventField.FBCLID && stripped.contains(EventField.FBC));
    }
}
