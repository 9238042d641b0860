// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.tracklayer.console.Console;
import io.tracklayer.console.Sending;
import io.tracklayer.core.access.KeyCounts;
import io.tracklayer.core.access.Sessions;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.InstalledPlugins;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.delivery.LaneStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.delivery.PauseOrders;
import io.tracklayer.core.egress.AddressGuard;
import io.tracklayer.core.identity.Identities;
import io.tracklayer.core.intake.HttpInput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.core.intake.LocalIntake;
import io.tracklayer.core.intake.Receipt;
import io.tracklayer.core.intake.SourceTable;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.IdentityCommand;
import io.tracklayer.core.journal.JournalRecord;
import io.tracklayer.core.journal.PauseCommand;
import io.tracklayer.core.journal.Settlement;
import io.tracklayer.core.pipeline.Applying;
import io.tracklayer.core.pipeline.Pipeline;
import io.tracklayer.core.pipeline.Projector;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.core.replay.Replayer;
import io.tracklayer.core.replay.Replays;
import io.tracklayer.core.token.AccessTokens;
import io.tracklayer.routes.feeds.Feeds;
import io.tracklayer.routes.feeds.FeedsHealthCheck;
import io.tracklayer.routes.feeds.ImportsUnderway;
import io.tracklayer.routes.operator.AccessTrail;
import io.tracklayer.routes.operator.Entrance;
import io.tracklayer.routes.operator.LoginDesk;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import io.tracklayer.store.journal.DiskFiles;
import io.tracklayer.store.journal.JournalSettings;
import io.tracklayer.store.journal.SegmentJournal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running node: opens journal and evidence, starts Camel and the HTTP edge, and takes all of it
 * down in the right order.
 */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int INTAKE_THREADS =
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final long DRAIN_SECONDS = 20;

    /** A change counts once it was read twice, so a revoked key is refused within a second. */
    private static final long LOOK_MILLIS = 300;

    private static final String LOOPBACK = "127.0.0.1";

    private final Clock clock;
    private final Network network;
    private final Plugins plugins;
    private final ConfigurationWatch watch;
    private final OperatorsWatch operators;
    private final RuleHistory rules;
    private final Path configFolder;
    private final JdbcEvidenceStore store;
    private final SegmentJournal journal;
    private final Main camel = new Main();
    private final int port;
    private final int managementPort;
    private final String version;
    private final ExecutorService intakeThreads = threads(INTAKE_THREADS, "intake");
    private final ExecutorService operatorThreads = threads(8, "operator");
    private final ScheduledExecutorService background =
            Executors.newScheduledThreadPool(1, task -> new Thread(task, "watch"));
    private final ScheduledExecutorService replayTurns =
            Executors.newScheduledThreadPool(1, task -> new Thread(task, "replay"));
    private final RecentLog recent = RecentLog.listening();
    private final BenchmarkSwitches benchmark = BenchmarkSwitches.fromSystem();
    private final Projection projection;
    private final ImportsUnderway imports;
    private final Vitals vitals;
    private Lanes lanes;
    private KeysView keys;
    private KeyCounts keyCounts;
    private HttpEdge edge;
    private OperatorEdge operator;
    private PlatformClients clients;
    private AuthorisedSender sender;
    private EndpointSender endpoints;
    private LocalIntake localIntake;
    private Feeds feeds;
    private ProducerTemplate template;
    private volatile boolean sending;
    private long appliedBefore;

    private Node(Path configFolder, Clock clock, Network network)
            throws InvalidConfigException, IOException {
        this.configFolder = configFolder;
        this.clock = clock;
        this.network = network;
        this.plugins = InstalledPlugins.load(configFolder);
        plugins.log();
        this.watch = new ConfigurationWatch(configFolder, plugins, clock);
        this.operators = new OperatorsWatch(configFolder, watch::configuration);
        Configuration.Node node = watch.configuration().node();
        this.port = Ports.free(node.host(), node.port());
        this.managementPort = Ports.free(LOOPBACK, node.managementPort());
        DataFolder.create(node.dataFolder());
        this.rules = new RuleHistory(node.dataFolder(), clock);
        rules.keep(watch.rules().version(), watch.rulesFolder());
        this.store = EvidenceFolder.open(node.dataFolder().resolve("evidence"), clock);
        this.journal =
                SegmentJournal.open(
                        node.dataFolder().resolve("journal"),
                        settings(watch.configuration().journal()),
                        new DiskFiles(),
                        System::nanoTime,
                        store.appliedOffset());
        this.version =
                Optional.ofNullable(Node.class.getPackage().getImplementationVersion())
                        .orElse("dev");
        this.projection = projection();
        this.imports = new ImportsUnderway(clock);
        this.vitals = new Vitals(journal, store::appliedOffset, projection, () -> sending, imports);
    }

    private static JournalSettings settings(Configuration.Journal journal) {
        JournalSettings standard = JournalSettings.defaults();
        return new JournalSettings(
                journal.segmentBytes(),
                standard.maxRecordBytes(),
                journal.keep(),
                journal.maxBytes(),
                standard.probeInterval(),
                standard.queueBytes());
    }

    /** Starts a node on a configuration folder. */
    public static Node start(Path configFolder, Clock clock) throws Exception {
        return start(configFolder, clock, Network.standard());
    }

    /** The same with a patience, and a trust, of the caller's choice. */
    static Node start(Path configFolder, Clock clock, Network network) throws Exception {
        Node node = new Node(configFolder, clock, network);
        try {
            node.run();
            return node;
        } catch (Exception | Error failed) {
            node.close();
            throw failed;
        }
    }

    /** Where intake, console and API are, without a slash at the end. */
    public URI address() {
        String host = watch.configuration().node().host();
        return URI.create("http://" + (host.equals("0.0.0.0") ? LOOPBACK : host) + ":" + port);
    }

    private void run() throws Exception {
        camel.setOverrideProperties(properties());
        Pipeline pipeline = new Pipeline();
        Intake intake =
                new Intake(
                        watch::configuration, new SourceTable(plugins.sources()), journal, clock);
        keys = new KeysView(watch::configuration, intake.counts());
        keyCounts = intake.counts();
        camel.bind("intake", intake);
        camel.bind("pipeline", pipeline);
        camel.bind("replays", new Replays());
        camel.bind("pauses", new PauseOrders());
        camel.bind("identities", new Identities());
        camel.bind("reconciliation", new ReconciliationRepository(pipeline));
        clients =
                new PlatformClients(
                        () -> new AddressGuard(watch.configuration().node().allowedNetworks()),
                        network);
        camel.bind(PlatformClients.BEAN, clients);
        camel.configure()
                .withRoutesIncludePattern("classpath:io/tracklayer/routes/yaml/*.camel.yaml");
        camel.init();
        CamelContext context = camel.getCamelContext();
        template = context.createProducerTemplate();
        PlatformSender plain = new PlatformSender(context, template, clients);
        sender = new AuthorisedSender(plain, new AccessTokens(plain::send, clock));
        endpoints = new EndpointSender(context, template, network.call());
        context.getRegistry().bind("shipments", new ShipmentSender(sender, endpoints));
        HealthCheckRegistry.get(context).register(new JournalHealthCheck(journal, store));
        HealthCheckRegistry.get(context).register(new ConfigurationHealthCheck(watch));
        HealthCheckRegistry.get(context).register(new OperatorsHealthCheck(operators));
        HealthCheckRegistry.get(context).register(new ProjectionHealthCheck(projection));
        HealthCheckRegistry.get(context).register(new PluginsHealthCheck(plugins, this::suspended));
        camel.start();
        lanes =
                new Lanes(
                        context,
                        store,
                        journal,
                        watch::configuration,
                        clock,
                        version,
                        intake.underway());
        keys.register(meters());
        PluginGauges.register(context, plugins, lanes::abandonedThreads);
        localIntake = new LocalIntake(watch::configuration, journal, intake.underway(), clock);
        feeds =
                new Feeds(
                        configFolder,
                        localIntake,
                        context.getRegistry().findSingleByType(MeterRegistry.class),
                        clock);
        HealthCheckRegistry.get(context).register(new FeedsHealthCheck(feeds));
        context.addService(
                new EdgeServer(
                        watch.configuration().node().host(),
                        port,
                        network,
                        () -> installHandlers(context, intake)));
        startProjection();
        feeds.begin();
        background.scheduleWithFixedDelay(
                this::refresh, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        background.scheduleWithFixedDelay(this::retain, 1, 1, TimeUnit.SECONDS);
        background.scheduleWithFixedDelay(vitals::note, 0, 1, TimeUnit.SECONDS);
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("camel.main.name", "tracklayer");
        properties.setProperty("camel.main.shutdownTimeout", "20");
        properties.setProperty("camel.main.useMdcLogging", "false");
        properties.setProperty("camel.main.jmxEnabled", "false");
        properties.setProperty("camel.main.startupSummaryLevel", "Off");
        properties.setProperty("camel.management.enabled", "true");
        properties.setProperty("camel.management.host", LOOPBACK);
        properties.setProperty("camel.management.port", String.valueOf(managementPort));
        properties.setProperty("camel.management.healthCheckEnabled", "true");
        properties.setProperty("camel.management.metricsEnabled", "true");
        properties.setProperty("camel.health.exposureLevel", "full");
        properties.setProperty("camel.metrics.enabled", "true");
        // One series per endpoint address would grow without bound, and its tags differ by event.
        properties.setProperty("camel.metrics.enableExchangeEventNotifier", "false");
        properties.setProperty("camel.metrics.binders", "jvm-memory,jvm-gc,jvm-thread,processor");
        return properties;
    }

    private void installHandlers(CamelContext context, Intake intake) {
        VertxPlatformHttpRouter router =
                VertxPlatformHttpRouter.lookup(context, "platform-http-router-" + port);
        edge =
                new HttpEdge(
                        intake,
                        this::throughIntakeRoute,
                        watch::configuration,
                        intakeThreads,
                        network.body());
        Console console =
                new Console(
                        store.queries(),
                        watch::active,
                        watch::shown,
                        this::rateWaits,
                        new Sending(this::standing, this::connectable),
                        vitals::signs,
                        clock);
        Sessions sessions = new Sessions(operators::operators, clock, new SecureRandom());
        AccessTrail trail = new AccessTrail(journal, clock);
        operator =
                new OperatorEdge(
                        new LiveStream(console, store::appliedOffset, operatorThreads),
                        gate(sessions, trail),
                        desks().all(console, sessions, trail),
                        operatorThreads);
        benchmark.install(router);
        router.route().failureHandler(HttpEdge::malformed);
        router.route().order(-300).handler(HttpEdge::closeAfterChunks);
        router.route().order(-200).handler(edge::handle);
        router.route().order(-100).handler(operator::handle);
    }

    private OperatorGate gate(Sessions sessions, AccessTrail trail) {
        return new OperatorGate(
                watch::configuration,
                operators::operators,
                new Entrance(operators::operators, sessions),
                new LoginDesk(operators::operators, sessions, trail, clock),
                trail,
                () -> operator.changed());
    }

    private OperatorDesks desks() {
        return new OperatorDesks(
                new OperatorDesks.Installed(configFolder, plugins, watch, version, recent),
                new OperatorDesks.Stored(store, journal),
                new OperatorDesks.Outgoing(lanes, sender, endpoints),
                new OperatorDesks.Incoming(feeds, localIntake, imports, keys, keyCounts),
                clock);
    }

    private Receipt throughIntakeRoute(HttpInput input) {
        return template.requestBody("direct:intake", input, Receipt.class);
    }

    private Projection projection() {
        Projector projector =
                new Projector(
                        journal,
                        store,
                        watch::active,
                        this::throughPipeline,
                        this::committed,
                        clock);
        long recovered = journal.nextOffset();
        return new Projection(
                () -> project(projector, recovered), store::appliedOffset, journal::wake, clock);
    }

    private void startProjection() {
        if (benchmark.pauseProjection()) {
            LOG.warn("started for a benchmark: requests are taken in and nothing is made of them");
            return;
        }
        if (store.appliedOffset() < journal.nextOffset()) {
            LOG.info(
                    "{} journal record(s) are applied before sending begins",
                    journal.nextOffset() - store.appliedOffset());
        }
        projection.start();
    }

    private void project(Projector projector, long recovered) throws InterruptedException {
        if (!sending && store.appliedOffset() >= recovered) {
            startSending();
        }
        projector.advance();
    }

    /**
     * Called once every outcome from before the start is in the evidence: until then a delivery
     * that was accepted may still look due.
     */
    private void startSending() {
        sending = true;
        lanes.configure();
        Replayer replayer = new Replayer(journal, store, watch::active, clock);
        replayTurns.scheduleWithFixedDelay(() -> turn(replayer), 0, 1, TimeUnit.SECONDS);
    }

    private void turn(Replayer replayer) {
        try {
            replayer.turn();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            LOG.error("a replay cannot go on; trying again", failed);
        }
    }

    private Optional<LaneStatus> standing(String destination) {
        return lanes == null ? Optional.empty() : lanes.status(destination);
    }

    private List<DestinationDescriptor> connectable() {
        return plugins.destinationIds().stream()
                .filter(DestinationSetUp::isOffered)
                .flatMap(id -> plugins.destination(id).stream())
                .map(Destination::descriptor)
                .toList();
    }

    private Map<String, Pause> rateWaits() {
        return lanes == null ? Map.of() : lanes.rateWaits();
    }

    private Map<String, String> suspended() {
        return lanes == null ? Map.of() : lanes.suspended();
    }

    private void throughPipeline(Applying<?> applying) throws Exception {
        String route = route(applying.entry());
        Exchange done = template.send(route, exchange -> exchange.getMessage().setBody(applying));
        if (done.getException() != null) {
            throw done.getException();
        }
    }

    private static String route(JournalRecord entry) {
        if (entry instanceof PauseCommand) {
            return "direct:pause";
        }
        if (entry instanceof Arrival) {
            return "direct:arrival";
        }
        if (entry instanceof IdentityCommand) {
            return "direct:identity";
        }
        return entry instanceof Settlement ? "direct:settlement" : "direct:replay";
    }

    private void committed(long nextOffset, List<Settlement> settled, boolean arrivals) {
        lanes.committed(settled, arrivals);
        operator.changed();
    }

    private void refresh() {
        refreshOperators();
        try {
            if (watch.refresh()) {
                rules.keep(watch.rules().version(), watch.rulesFolder());
                operator.changed();
                if (sending) {
                    lanes.configure();
                }
                keys.register(meters());
            }
        } catch (Exception failed) {
            LOG.error("the changed configuration could not be applied in full", failed);
        }
    }

    /** By itself: who is removed is out whatever else is wrong. */
    private void refreshOperators() {
        try {
            if (operators.refresh()) {
                operator.changed();
            }
        } catch (RuntimeException failed) {
            LOG.error("operators.yaml could not be looked at", failed);
        }
    }

    private MeterRegistry meters() {
        return camel.getCamelContext().getRegistry().findSingleByType(MeterRegistry.class);
    }

    // The store syncs twice a second: what it had applied a round ago is on the disk by now.
    private void retain() {
        try {
            journal.retain(appliedBefore, clock.instant());
            appliedBefore = store.appliedOffset();
        } catch (RuntimeException failed) {
            LOG.error("old segments of the journal could not be removed; trying again", failed);
        }
    }

    @Override
    public void close() {
        LOG.info("stopping: new requests are turned away, what is in flight is finished");
        // First, so that their messages find the journal open and files and offsets move on.
        if (feeds != null) {
            feeds.close();
        }
        if (edge != null) {
            edge.drain();
            await(() -> edge.inFlight() == 0);
        }
        if (lanes != null) {
            lanes.close();
        }
        background.shutdownNow();
        // Before the routes: a record must not fail because its route has gone.
        projection.stop(Duration.ofSeconds(DRAIN_SECONDS));
        endReplayTurns();
        camel.stop();
        if (lanes != null) {
            lanes.closeSenders();
        }
        if (clients != null) {
            clients.close();
        }
        if (endpoints != null) {
            endpoints.close();
        }
        intakeThreads.shutdownNow();
        operatorThreads.shutdownNow();
        journal.close();
        store.close();
        recent.close();
        LOG.info("stopped");
    }

    // Not interrupted: that would close the database's file under a read.
    private void endReplayTurns() {
        replayTurns.shutdown();
        await(replayTurns::isTerminated);
    }

    private void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static ExecutorService threads(int most, String name) {
        return Executors.newFixedThreadPool(
                most,
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
