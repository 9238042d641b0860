// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.PlatformName;
import java.util.List;
import java.util.Set;

/**
 * A Klaviyo account with one private key.
 *
 * @param scopes what the key may do
 * @param lists ids of its lists; with none every id is taken for one
 * @param strict refuse members without content, which Klaviyo would take to clear a field
 */
record KlaviyoAccount(
        String name, String token, Set<String> scopes, List<String> lists, boolean strict)
        implements Account {
    private static final Set<String> ALL_SCOPES =
            Set.of(
                    "accounts:read",
                    "events:write",
                    "lists:write",
                    "profiles:write",
                    "subscriptions:write");

    KlaviyoAccount {
        scopes = Set.copyOf(scopes);
        lists = List.copyOf(lists);
    }

    static KlaviyoAccount read(ControlFields fields) {
        fields.onlyKnown("token", "scopes", "lists", "mode");
        Set<String> scopes = fields.has("scopes") ? Set.copyOf(fields.texts("scopes")) : ALL_SCOPES;
        if (!ALL_SCOPES.containsAll(scopes)) {
            fields.error("\"scopes\" must be some of " + ALL_SCOPES.stream().sorted().toList());
        }
        return new KlaviyoAccount(
                fields.requireText("account"),
                fields.requireText("token"),
                scopes,
                fields.has("lists") ? fields.texts("lists") : List.of(),
                fields.isFirst("mode", "strict", "lenient"));
    }

    boolean hasList(String id) {
        return lists.isEmpty() || lists.contains(id);
    }

    @Override
    public PlatformName platform() {
        return PlatformName.KLAVIYO;
    }
}
