// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

/** The few drawings of the bar; each stands beside words that say the same. */
final class Icons {
    private Icons() {}

    static void mark(Html html) {
        begin(html, "22").element("path", "", "d", "M3 4h18v4h-7v12h-4V8H3z").close();
    }

    /** A disc of which one half is dark. */
    static void theme(Html html) {
        begin(html, "18")
                .element("circle", "", "cx", "12", "cy", "12", "r", "8")
                .element("path", "", "d", "M12 4a8 8 0 0 1 0 16z", "fill", "currentColor")
                .close();
    }

    private static Html begin(Html html, String size) {
        return html.open(
                "svg",
                "viewBox",
                "0 0 24 24",
                "width",
                size,
                "height",
                size,
                "aria-hidden",
                "true",
                "focusable",
                "false");
    }
}
