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

    /**
     * A Pinterest ad account.
     *
     * @param strict refuse keys the description does not have, which the live API may tolerate
     * @param partialStatus status of a call of which some events failed, 422 or 200
     * @param extendedEvents whether it knows the event names of the newer guide
     * @param eventNames names its advertiser has defined
     */
    record PinterestAdAccount(
            String name,
            String token,
            boolean strict,
            int partialStatus,
            boolean extendedEvents,
            List<String> eventNames)
            implements Account {
        public PinterestAdAccount {
            eventNames = List.copyOf(eventNames);
        }

        @Override
        public PlatformName platform() {
            return PlatformName.PINTEREST;
        }
    }

    /**
     * A TikTok pixel or event set.
     *
     * @param source {@code web}, {@code app}, {@code offline} or {@code crm}
     * @param expired whether its token has expired
     */
    record TikTokSource(String name, String token, String source, boolean expired)
            implements Account {
        @Override
        public PlatformName platform() {
            return PlatformName.TIKTOK;
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
