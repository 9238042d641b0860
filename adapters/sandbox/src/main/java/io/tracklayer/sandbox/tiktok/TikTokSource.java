// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.tiktok;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.PlatformName;

/**
 * A TikTok pixel or event set.
 *
 * @param source {@code web}, {@code app}, {@code offline} or {@code crm}
 * @param expired whether its token has expired
 */
record TikTokSource(String name, String token, String source, boolean expired) implements Account {

    static TikTokSource read(ControlFields fields) {
        fields.onlyKnown("token", "source", "expired");
        String source = fields.text("source").orElse("web");
        if (!TikTokRequest.SOURCES.contains(source)) {
            fields.error("\"source\" must be one of " + String.join(", ", TikTokRequest.SOURCES));
        }
        return new TikTokSource(
                fields.requireText("account"),
                fields.requireText("token"),
                source,
                fields.flag("expired").orElse(false));
    }

    @Override
    public PlatformName platform() {
        return PlatformName.TIKTOK;
    }
}
