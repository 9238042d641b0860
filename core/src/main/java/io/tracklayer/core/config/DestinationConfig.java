// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.RateWindow;
import io.tracklayer.spi.RedeliveryPolicy;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.Sha256;
import java.util.List;
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
 * @param rates what may be sent within a length of time: the plugin's windows or the operator's
 * @param order whether the events of one order wait for each other
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
        List<RateWindow> rates,
        Order order,
        String file) {

    public DestinationConfig {
        stores = Set.copyOf(stores);
        rates = List.copyOf(rates);
    }

    /** A destination with the plugin's own rate windows and no order among its events. */
    public DestinationConfig(
            String id,
            String plugin,
            String merchant,
            Set<String> stores,
            boolean enabled,
            Destination destination,
            Settings settings,
            RedeliveryPolicy redelivery,
            String file) {
        this(
                id,
                plugin,
                merchant,
                stores,
                enabled,
                destination,
                settings,
                redelivery,
                destination == null ? List.of() : destination.descriptor().limits().rates(),
                Order.NONE,
                file);
    }

    /** Which events are sent one after the other. */
    public enum Order {
        /** None waits for another. */
        NONE,
        /** The events of one order, in the order they were taken in. */
        BY_ORDER_ID
    }

    /** Whether somebody who names an id, or a plugin for all it serves, means this one too. */
    public boolean isCalled(String name) {
        return id.equals(name) || plugin.equals(name);
    }

    /** Whether events of that store belong here. */
    public boolean serves(String merchantId, String storeId) {
        return merchant.equals(merchantId) && (stores.isEmpty() || stores.contains(storeId));
    }

    /** Changes when any setting or secret changes; tells nothing about them. */
    public String fingerprint() {
        return fingerprint(id, destination.descriptor().settings());
    }

    /**
     * The account at the platform: the same for destinations with the same plugin, addresses and
     * secrets. Tells nothing about them.
     */
    public String account() {
        return fingerprint(
                plugin,
                destination.descriptor().settings().stream()
                        .filter(s -> s.secret() || s.type() == Setting.Type.URL)
                        .toList());
    }

    private String fingerprint(String first, List<Setting> of) {
        StringBuilder all = new StringBuilder(first);
        of.forEach(
                s -> all.append('\n').append(s.name()).append('=').append(settings.list(s.name())));
        return Sha256.of(all.toString()).hex().substring(0, 16);
    }
}
