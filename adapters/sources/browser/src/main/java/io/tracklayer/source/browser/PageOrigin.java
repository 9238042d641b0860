// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Verification;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which page a request comes from, and whether it may. */
final class PageOrigin {
    /** What browsers send for pages without an origin, such as sandboxed frames. */
    private static final String OPAQUE = "null";

    private static final int LONGEST_ORIGIN = 100;

    private PageOrigin() {}

    static Verification verify(InboundRequest request, Settings settings) {
        Optional<String> origin = find(request).filter(found -> !found.isBlank());
        List<String> allowed = settings.list(BrowserSource.ORIGINS);
        if (origin.isEmpty()) {
            return settings.flag(BrowserSource.REQUIRE_ORIGIN)
                    ? refused("origin_missing", "The request names no page it comes from.")
                    : new Verification.Authentic("write key");
        }
        if (origin.get().equals(OPAQUE) && settings.flag(BrowserSource.REQUIRE_ORIGIN)) {
            return refused("origin_missing", "The page of the request has no origin.");
        }
        if (allowed.isEmpty()) {
            return new Verification.Authentic("write key");
        }
        if (origin.get().equals(OPAQUE) || !allowed.contains(origin.get())) {
            return refused(
                    "origin_not_allowed",
                    "The page's origin, "
                            + (origin.get().length() > LONGEST_ORIGIN ? "a long one" : origin.get())
                            + ", is not one of the setting \"origins\". If the page is yours, add it"
                            + " there exactly so.");
        }
        return new Verification.Authentic("write key and origin");
    }

    /** Browsers send no Origin with an image, but usually a Referer. */
    private static Optional<String> find(InboundRequest request) {
        Optional<String> origin = request.header("origin");
        return origin.isPresent() || !request.method().equals("GET")
                ? origin
                : request.header("referer").map(PageOrigin::ofAddress);
    }

    private static String ofAddress(String referer) {
        try {
            URI page = URI.create(referer);
            if (page.getHost() == null || page.getScheme() == null) {
                return OPAQUE;
            }
            String scheme = page.getScheme().toLowerCase(Locale.ROOT);
            return scheme + "://" + page.getHost().toLowerCase(Locale.ROOT) + port(scheme, page);
        } catch (IllegalArgumentException notAnAddress) {
            return OPAQUE;
        }
    }

    private static String port(String scheme, URI page) {
        boolean usual =
                page.getPort() == -1
                        || scheme.equals("https") && page.getPort() == 443
                        || scheme.equals("http") && page.getPort() == 80;
        return usual ? "" : ":" + page.getPort();
    }

    private static Verification refused(String code, String sentence) {
        return new Verification.Refused(403, code, sentence);
    }
}
