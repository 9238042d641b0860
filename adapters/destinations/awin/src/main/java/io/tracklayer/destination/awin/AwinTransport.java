// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.Settings;

/** The two ways to tell Awin of an order; an advertiser uses one of them for each order. */
enum AwinTransport {
    /** JSON, authenticated, up to 1,000 orders in a call. */
    API("https://api.awin.com"),
    /** A query string of one order, answered without a verdict. */
    CLASSIC("https://www.awin1.com");

    private final String address;

    AwinTransport(String address) {
        this.address = address;
    }

    static AwinTransport of(Settings settings) {
        return settings.text(AwinSettings.TRANSPORT).equals("classic") ? CLASSIC : API;
    }

    /** Where its calls go, without a slash at the end. */
    String endpoint(Settings settings) {
        return settings.find(AwinSettings.ENDPOINT).orElse(address).replaceAll("/+$", "");
    }
}
