// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Settings;
import java.net.URI;
import java.util.List;

/** The pages whose views are worth a conversion. */
final class KeyPages {
    private static final String BELOW = "/*";

    private final List<String> listed;

    KeyPages(Settings settings) {
        this.listed = settings.list(LinkedInSettings.KEY_PAGES);
    }

    /** Whether the event is a view of one of them. */
    boolean include(Event event) {
        return event.text(EventField.PAGE_URL)
                .map(KeyPages::path)
                .filter(path -> listed.stream().anyMatch(page -> matches(page.strip(), path)))
                .isPresent();
    }

    private static boolean matches(String page, String path) {
        return page.endsWith(BELOW)
                ? path.startsWith(page.substring(0, page.length() - 1))
                : path.equals(bare(page));
    }

    private static String path(String url) {
        String address = url.split("[?#]", 2)[0];
        try {
            return bare(String.valueOf(URI.create(address).getPath()));
        } catch (IllegalArgumentException noAddress) {
            return "";
        }
    }

    /** Without the slash at the end. */
    private static String bare(String path) {
        String cut = path.replaceAll("/+$", "");
        return cut.isEmpty() ? "/" : cut;
    }
}
