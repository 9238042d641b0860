// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.PlatformName;
import java.util.Optional;

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

    static MetaDataset read(ControlFields fields) {
        fields.onlyKnown("token", "app_secret", "mode", "old_versions");
        return new MetaDataset(
                fields.requireText("account"),
                fields.requireText("token"),
                fields.text("app_secret"),
                fields.isFirst("mode", "strict", "lenient"),
                !fields.isFirst("old_versions", "reject", "warn"));
    }

    @Override
    public PlatformName platform() {
        return PlatformName.META;
    }
}
