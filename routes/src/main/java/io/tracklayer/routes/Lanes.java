// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Horizon;
import io.tracklayer.core.delivery.Lane;
import io.tracklayer.core.delivery.LaneHost;
import io.tracklayer.core.delivery.LaneStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.delivery.Probe;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.intake.Underway;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalUnavailableException;
import io.tracklayer.core.journal.Settlement;
import io.tracklayer.spi.ProbeResult;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes of all configured destinations, each with its route made from the deliver template. */
final class Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final int SENDERS = 4;

    private static final Duration CLAIM_PATIENCE = Duration.ofMillis(200);

    private final CamelContext context;
    private final EvidenceStore store;
    private final Journal journal;
    private final Supplier<Configuration> configuration;
    private final LaneHost host;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<String, ExecutorService> senders = new ConcurrentHashMap<>();
    private volatile boolean closing;

    Lanes(
            CamelContext context,
            EvidenceStore store,
            Journal journal,
            Supplier<Configuration> configuration,
            Clock clock,
            String version,
            Underway underway) {
        this.context = context;
        this.store = store;
        this.journal = journal;
        this.configuration = configuration;
        this.host =
                new LaneHost(
                        store.queries(),
                        this::journal,
                        new CamelRedelivery(),
                        clock,
                        System::nanoTime,
                        version,
                        new Horizon(underway::oldest, journal::nextOffset, store::appliedOffset));
    }

    /**
     * Brings lanes and routes in line with the set-up: new ones start, changed ones take their
     * settings, removed ones stop.
     */
    synchronized void configure() {
        if (closing) {
            return;
        }
        Configuration current = configuration.get();
        for (DestinationConfig destination : current.destinations()) {
            Lane present = lanes.get(destination.id());
            if (present != null) {
                present.configure(destination);
                continue;
            }
            try {
                start(destination);
            } catch (Exception failed) {
                // one destination that cannot start must not keep the others from sending
                LOG.error("destination {} cannot be started", destination.id(), failed);
                lanes.remove(destination.id());
            }
        }
        for (String id : List.copyOf(lanes.keySet())) {
            if (current.destination(id).isEmpty()) {
                try {
                    stop(id);
                } catch (Exception failed) {
                    LOG.error("destination {} cannot be stopped in full", id, failed);
                }
            }
        }
    }

    Optional<Lane> lane(String destination) {
        return Optional.ofNullable(lanes.get(destination));
    }

    /**
     * What a destination's plugin makes of a connection check.
     *
     * @param caller makes the request
     */
    ProbeResult probe(DestinationConfig config, Probe.Caller caller) {
        return lane(config.id())
                .map(lane -> lane.probe(config, caller))
                .orElseGet(() -> Probe.of(config, host, caller));
    }

    /** How a destination stands at this moment; empty while it is not at work. */
    Optional<LaneStatus> status(String destination) {
        return lane(destination).map(Lane::status);
    }

    /** Tells a destination what an operator ordered; empty to have it go on. */
    void order(String destination, Optional<Pause> pause) {
        lane(destination).ifPresent(lane -> lane.order(pause));
    }

    /** The destinations whose plugin is called no more, with the sentence that says why. */
    Map<String, String> suspended() {
        Map<String, String> suspended = new TreeMap<>();
        lanes.forEach(
                (id, lane) ->
                        lane.pause()
                                .filter(pause -> pause.kind() == Pause.Kind.PLUGIN_SUSPENDED)
                                .ifPresent(pause -> suspended.put(id, pause.sentence())));
        return suspended;
    }

    /** How many threads plugins were given and did not give back, by destination. */
    Map<String, Integer> abandonedThreads() {
        Map<String, Integer> abandoned = new TreeMap<>();
        lanes.forEach((id, lane) -> abandoned.put(id, lane.abandonedThreads()));
        return abandoned;
    }

    /** The destinations that wait for permits of a rate window. */
    Map<String, Pause> rateWaits() {
        Map<String, Pause> waits = new HashMap<>();
        lanes.forEach((id, lane) -> lane.rateWait().ifPresent(wait -> waits.put(id, wait)));
        return waits;
    }

    /** Tells the lanes what the evidence now shows. */
    void committed(List<Settlement> settled, boolean arrivals) {
        for (Settlement settlement : settled) {
            lane(settlement.destination()).ifPresent(lane -> lane.settled(settlement));
        }
        lanes.values().forEach(arrivals ? Lane::wake : Lane::caughtUp);
    }

    /** Claims nothing more; what is being sent goes on until the routes stop. */
    synchronized void close() {
        closing = true;
        lanes.keySet().forEach(this::claimNoMore);
        lanes.values().forEach(Lane::close);
        lanes.keySet().forEach(this::awaitClaim);
    }

    private void claimNoMore(String id) {
        ServiceHelper.suspendService(context.getRoute("deliver-" + id).getConsumer());
    }

    /**
     * Waits for a claim under way, not for a request: Camel looks once a second whether a route has
     * come to rest, so what ends within milliseconds is waited for here.
     */
    private void awaitClaim(String id) {
        long end = System.nanoTime() + CLAIM_PATIENCE.toNanos();
        while (context.getInflightRepository().size("deliver-" + id) > 0
                && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Ends the senders; call after the routes have stopped. */
    void closeSenders() {
        senders.values().forEach(ExecutorService::shutdownNow);
    }

    private void start(DestinationConfig destination) throws Exception {
        String id = destination.id();
        EvidenceQueries evidence = store.queries();
        Lane lane =
                new Lane(destination, Optional.ofNullable(evidence.platformPauses().get(id)), host);
        lane.order(Optional.ofNullable(evidence.orderedPauses().get(id)));
        ExecutorService pool =
                Executors.newFixedThreadPool(SENDERS, task -> new Thread(task, "send-" + id));
        lanes.put(id, lane);
        senders.put(id, pool);
        context.getRegistry().bind("lane-" + id, new LaneVerbs(lane));
        context.getRegistry().bind("senders-" + id, ExecutorService.class, pool);
        context.addRouteFromTemplate(
                "deliver-" + id,
                "deliver",
                Map.of("destination", id, "lane", "lane-" + id, "senders", "senders-" + id));
        LOG.info(
                "destination {} ({}) of merchant {} is {}",
                id,
                destination.plugin(),
                destination.merchant(),
                destination.enabled() ? "on" : "off");
    }

    private void stop(String id) throws Exception {
        claimNoMore(id);
        lanes.remove(id).close();
        awaitClaim(id);
        context.getRouteController().stopRoute("deliver-" + id, 30, TimeUnit.SECONDS);
        context.removeRoute("deliver-" + id);
        context.getRegistry().unbind("lane-" + id);
        context.getRegistry().unbind("senders-" + id);
        senders.remove(id).shutdown();
        LOG.info("destination {} was removed", id);
    }

    /**
     * Journals a settlement, however long the disk takes: until then the deliveries stay in flight
     * and are not sent again.
     */
    private void journal(Settlement settlement) {
        byte[] payload = JournalCodec.encode(settlement);
        while (true) {
            try {
                journal.append(payload).get();
                return;
            } catch (ExecutionException | JournalUnavailableException unavailable) {
                if (closing) {
                    throw new IllegalStateException(
                            "the node stops before an outcome could be stored", unavailable);
                }
                LOG.warn(
                        "{}: an outcome waits for the journal: {}",
                        settlement.destination(),
                        unavailable.getMessage());
                pause();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(
                        "the node stops before an outcome could be stored", stopping);
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "the node stops before an outcome could be stored", stopping);
        }
    }
}
