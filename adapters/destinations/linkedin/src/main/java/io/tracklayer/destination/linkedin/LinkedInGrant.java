// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.Settings;
import io.tracklayer.spi.TokenGrant;
import java.util.Optional;

/** The two ways to be let in: a token of Campaign Manager, or a refresh token of an app. */
final class LinkedInGrant {
    private LinkedInGrant() {}

    /** What the host gets an access token with; empty when there is a token already. */
    static Optional<TokenGrant> of(Settings settings) {
        if (settings.find(LinkedInSettings.TOKEN).isPresent() || !complete(settings)) {
            return Optional.empty();
        }
        return Optional.of(
                new TokenGrant.RefreshToken(
                        settings.text(LinkedInSettings.TOKEN_ENDPOINT),
                        settings.text(LinkedInSettings.CLIENT_ID).strip(),
                        settings.text(LinkedInSettings.CLIENT_SECRET).strip(),
                        settings.text(LinkedInSettings.REFRESH_TOKEN).strip()));
    }

    /** Whether there is anything to be let in with. */
    static boolean given(Settings settings) {
        return settings.find(LinkedInSettings.TOKEN).isPresent() || complete(settings);
    }

    private static boolean complete(Settings settings) {
        return settings.find(LinkedInSettings.CLIENT_ID).isPresent()
                && settings.find(LinkedInSettings.CLIENT_SECRET).isPresent()
                && settings.find(LinkedInSettings.REFRESH_TOKEN).isPresent();
    }
}
