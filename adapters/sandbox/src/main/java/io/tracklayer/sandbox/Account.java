// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import java.util.List;
import java.util.Optional;

/** A registered account of one platform with the credential that opens it. */
sealed interface Account {
    PlatformName platform();

    String name();

    /**
     * A Meta dataset.
     *
     * @param appSecret when given, every call must carry a matching {@code appsecret_proof}
     * @param strict refuse what the live API only matches poorly
     * @param warnOnOldVersion serve a retired version with a warning header instead of refusing it
     */
    record MetaDataset(
            String name,
            String token,
            Optional<String> appSecret,
            boolean strict,
            boolean warnOnOldVersion)
            implements Account {
        @Override
        public PlatformName platform() {
            return PlatformName.META;
        }
    }

    /** A GA4 web stream. */
    record Ga4Stream(String name, String secret) implements Account {
        @Override
        public PlatformName platform() {
            return PlatformName.GA4;
        }
    }

    /**
     * A Snap Pixel.
     *
     * @param strict refuse members Snapchat does not name and members without content
     */
    record SnapchatPixel(String name, String token, boolean strict) implements Account {
        @Override
        public PlatformName platform() {
            return PlatformName.SNAPCHAT;
        }
    }

    /** A webhook endpoint; during a rotation it accepts several secrets. */
    record WebhookEndpoint(String name, List<SigningKey> keys) implements Account {
        public WebhookEndpoint {
            keys = List.copyOf(keys);
        }

        @Override
        public PlatformName platform() {
            return PlatformName.WEBHOOK;
        }
    }
}
