// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.util.Locale;

/** Somebody who looks around in a demo shop. */
record DemoVisitor(
        DemoShop shop,
        long number,
        String firstName,
        String lastName,
        DemoConsent consent,
        String fbp,
        String gaClientId,
        String userAgent,
        String address) {

    String email() {
        return (firstName + "." + lastName + "." + number + "@example.com")
                .toLowerCase(Locale.ROOT);
    }

    long customerId() {
        return 7_700_000_000_000L + number;
    }

    /** The cookie as gtag.js writes it. */
    String gaCookie() {
        return "GA1.1." + gaClientId;
    }
}
