// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.identity.IdentitySettings;
import io.tracklayer.core.reconcile.Authorities;
import io.tracklayer.core.reconcile.Holds;
import io.tracklayer.core.reconcile.Windows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything an operator has set, read and checked at one moment. Immutable; a reload makes a new
 * one.
 *
 * @param stores by store id, unique in the installation
 * @param writeKeys by hash
 */
public record Configuration(
        Node node,
        Reconciliation reconciliation,
        RetentionPolicy retention,
        IdentitySettings identity,
        Journal journal,
        EdgeSettings edge,
        Map<String, StoreConfig> stores,
        List<DestinationConfig> destinations,
        Map<String, WriteKey> writeKeys) {

    public Configuration {
        stores = Map.copyOf(stores);
        destinations = List.copyOf(destinations);
        writeKeys = Map.copyOf(writeKeys);
    }

    /** Nothing set for the memory of persons, nor about how much senders may send. */
    public Configuration(
            Node node,
            Reconciliation reconciliation,
            RetentionPolicy retention,
            Journal journal,
            Map<String, StoreConfig> stores,
            List<DestinationConfig> destinations,
            Map<String, WriteKey> writeKeys) {
        this(
                node,
                reconciliation,
                retention,
                IdentitySettings.STANDARD,
                journal,
                EdgeSettings.STANDARD,
                stores,
                destinations,
                writeKeys);
    }

    /** The store of that id. */
    public Optional<StoreConfig> store(String id) {
        return Optional.ofNullable(stores.get(id));
    }

    /** The destination of that id. */
    public Optional<DestinationConfig> destination(String id) {
        return destinations.stream().filter(d -> d.id().equals(id)).findFirst();
    }

    /** The merchants, in no order. */
    public Set<String> merchants() {
        return stores.values().stream()
                .map(StoreConfig::merchant)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The process.
     *
     * @param host address to listen on
     * @param port port for intake, console and API
     * @param managementPort port for health and metrics, always on loopback
     * @param dataFolder where journal and evidence live
     * @param adminToken what the console and API ask for, or empty: then they answer loopback only
     * @param trustedProxies addresses whose X-Forwarded-For is believed
     * @param allowedNetworks private networks that destinations may be in, in CIDR form
     */
    public record Node(
            String host,
            int port,
            int managementPort,
            Path dataFolder,
            String adminToken,
            Set<String> trustedProxies,
            List<String> allowedNetworks) {
        public Node {
            trustedProxies = Set.copyOf(trustedProxies);
            allowedNetworks = List.copyOf(allowedNetworks);
        }
    }

    /**
     * How copies of one action are joined.
     *
     * @param windows how long a key is remembered
     * @param holds how long an event waits for its other copies before it is first sent
     * @param authorities who is believed when copies disagree
     */
    public record Reconciliation(Windows windows, Holds holds, Authorities authorities) {
        /** Nothing set for single events and fields. */
        public Reconciliation(Duration window, Duration holdPurchase, Duration holdOther) {
            this(
                    Windows.of(window),
                    new Holds(holdPurchase, holdOther, Map.of()),
                    Authorities.standard());
        }
    }

    /**
     * What the journal may take of the disk.
     *
     * @param keep how long segments the store has applied are kept, for a rebuild of the store
     * @param maxBytes cap of all segments together
     * @param segmentBytes size at which a segment is closed
     */
    public record Journal(Duration keep, long maxBytes, long segmentBytes) {
        private static final long MIB = 1024L * 1024;

        /** What is in force where nothing is set: a week, 10 GiB, segments of 64 MiB. */
        public static final Journal STANDARD =
                new Journal(Duration.ofDays(7), 10 * 1024 * MIB, 64 * MIB);

        /**
         * The least cap for segments of a size: two of them and the largest record, 16 MiB.
         *
         * @return bytes
         */
        public static long leastCap(long segmentBytes) {
            return 2 * segmentBytes + 16 * MIB;
        }
    }
}
