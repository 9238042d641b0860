// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.util.List;

/** A merchant of the demo with its accounts at the platforms. */
record DemoMerchant(
        String id,
        String pixel,
        String metaToken,
        String rotatedToken,
        String measurementId,
        String ga4Secret,
        String endpoint,
        String signingSecret,
        List<DemoShop> shops) {

    DemoMerchant {
        shops = List.copyOf(shops);
    }

    /** Id of its destination on a platform, which is also the name of the file. */
    String destination(DemoPlatform platform) {
        return id + "-" + platform.wire();
    }

    /** Name of the file with the token for Meta, below the configuration folder. */
    String metaTokenFile() {
        return "secrets/" + destination(DemoPlatform.META) + ".token";
    }

    /** What the platform knows the merchant as. */
    String account(DemoPlatform platform) {
        return switch (platform) {
            case META -> pixel;
            case GA4 -> measurementId;
            case WEBHOOK -> endpoint;
        };
    }
}
