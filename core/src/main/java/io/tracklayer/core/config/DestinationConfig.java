// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.RedeliveryPolicy;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.Sha256;
import java.util.Set;

/**
 * One configured destination.
 *
 * @param id the operator's name for it, also its file's name
 * @param plugin id of the plugin destination
 * @param merchant whose events it gets
 * @param stores which stores' events it gets; empty for all of the merchant
 * @param enabled whether events are sent at all
 * @param redelivery the plugin's policy with the operator's overrides
 * @param file where it is configured
 */
public record DestinationConfig(
        String id,
        String plugin,
        String merchant,
        Set<String> stores,
        boolean enabled,
        Destination destination,
        Settings settings,
        RedeliveryPolicy redelivery,
        String file) {

    public DestinationConfig {
        stores = Set.copyOf(stores);
    }

    /** Whether events of that store belong here. */
    public boolean serves(String merchantId, String storeId) {
        return merchant.equals(merchantId) && (stores.isEmpty() || stores.contains(storeId));
    }

    /** Changes when any setting or secret changes; tells nothing about them. */
    public String fingerprint() {
        StringBuilder all = new StringBuilder(id);
        destination
                .descriptor()
                .settings()
                .forEach(
                        s ->
                                all.append('\n')
                                        .append(s.name())
                                        .append('=')
                                        .append(settings.list(s.name())));
        return Sha256.of(all.toString()).hex().substring(0, 16);
    }
}
