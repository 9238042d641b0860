// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.snapchat;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.PlatformName;

/**
 * A Snap Pixel.
 *
 * @param strict refuse members Snapchat does not name and members without content
 */
record SnapchatPixel(String name, String token, boolean strict) implements Account {

    static SnapchatPixel read(ControlFields fields) {
        fields.onlyKnown("token", "mode");
        String id = fields.requireText("account");
        if (!id.isEmpty() && !SnapchatPlatform.isAsset(id)) {
            fields.error("\"account\" must be a UUID");
        }
        return new SnapchatPixel(
                id, fields.requireText("token"), fields.isFirst("mode", "strict", "lenient"));
    }

    @Override
    public PlatformName platform() {
        return PlatformName.SNAPCHAT;
    }
}
