// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.util.Map;

/** What every answer to an operator says to the browser, so that event data stays inert. */
public final class SecurityHeaders {
    /** By name. */
    public static final Map<String, String> ALL =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "X-Frame-Options",
                    "DENY",
                    "Referrer-Policy",
                    "no-referrer",
                    "Permissions-Policy",
                    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Cache-Control",
                    "no-store");

    private SecurityHeaders() {}
}
