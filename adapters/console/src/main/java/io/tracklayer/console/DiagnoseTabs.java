// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

/** The kinds of diagnosis side by side; what was asked for goes along. */
final class DiagnoseTabs {
    private DiagnoseTabs() {}

    static void write(Html html, String here, String of) {
        html.open("nav", "class", "tabs", "aria-label", "Diagnoses");
        tab(html, "One conversion", DiagnosePages.PATH, here, of);
        tab(html, "Copies of page and shop", DiagnosePages.PATH + "/dedup", here, of);
        tab(html, "Consent, step by step", DiagnosePages.PATH + "/consent", here, of);
        tab(html, "A window of time", DiagnosePages.PATH + "/window", here, "");
        html.close();
    }

    private static void tab(Html html, String text, String path, String here, String of) {
        String link = Links.to(path, "of", of);
        if (path.equals(here)) {
            html.element("a", text, "href", link, "aria-current", "page");
        } else {
            html.element("a", text, "href", link);
        }
    }
}
