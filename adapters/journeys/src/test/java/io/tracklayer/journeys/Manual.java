// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What docs/browser.md tells merchants to copy. */
public final class Manual {
    private static final String TEXT = read();
    private static final Pattern HTML = Pattern.compile("(?s)```html\n(.*?)```");
    private static final Pattern PIXEL = Pattern.compile("/pixel\\.gif\\?[^\"\\s]+");

    private Manual() {}

    /** The first piece of HTML with these words, for a shop at {@code base} with a key. */
    static String html(String words, String base, String key) {
        return HTML.matcher(TEXT)
                .results()
                .map(found -> found.group(1))
                .filter(html -> html.contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no HTML with " + words))
                .replace("https://www.shop.example", base)
                .replace("YOUR_WRITE_KEY", key);
    }

    /** Path and query of every image, with all that is filled in by others filled in. */
    public static List<String> pixels(String key) {
        return PIXEL.matcher(TEXT)
                .results()
                .map(MatchResult::group)
                .map(
                        pixel ->
                                pixel.replace("YOUR_WRITE_KEY", key)
                                        .replace("${name}", "page_viewed")
                                        .replaceAll(
                                                "CANONICAL_URL|\\$\\{canonicalUrl}",
                                                "https%3A%2F%2Fshop.example%2Famp")
                                        .replace(
                                                "DOCUMENT_REFERRER",
                                                "https%3A%2F%2Fother.example%2F")
                                        .replaceAll(
                                                "CLIENT_ID\\(tl_id\\)|\\$\\{clientId\\(tl_id\\)}",
                                                "amp-1")
                                        .replaceAll(
                                                "PAGE_VIEW_ID_64|\\$\\{pageViewId64}", "view-1"))
                .toList();
    }

    private static String read() {
        try {
            return Files.readString(Path.of("../../docs/browser.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
