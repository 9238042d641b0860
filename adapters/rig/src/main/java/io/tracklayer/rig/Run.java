// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One scenario being played: platforms in a process of their own, clients, a node in another
 * process that is started as often as the scenario wants, and the ledgers of all. Not shared by
 * threads.
 */
final class Run implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofMinutes(5);

    private final RigOptions options;
    private final Path folder;
    private final Consumer<String> progress;
    private final World world = World.standard();
    private final List<Defect> broken = new ArrayList<>();
    private final List<AutoCloseable> closing = new ArrayList<>();
    private final Path data;
    private final PlatformsProcess platforms;
    private final URI base;
    private final URI management;
    private final LedgerFile faults;
    private final Sampler sampler;
    private final Traffic traffic;
    private final Load load;
    private NodeProcess node;
    private int starts;

    private Run(RigOptions options, Path folder, Path data, Consumer<String> progress)
            throws IOException {
        this.options = options;
        this.folder = folder;
        this.progress = progress;
        int port = NodeProcess.freePort();
        int managementPort = NodeProcess.freePort();
        this.base = URI.create("http://127.0.0.1:" + port);
        this.management = URI.create("http://127.0.0.1:" + managementPort);
        this.platforms = PlatformsProcess.start(options.seed(), folder);
        closing.add(platforms);
        this.data = data;
        configure(config(), port, managementPort);
        this.faults = new LedgerFile(folder.resolve(Ledgers.FAULTS));
        closing.add(faults);
        this.sampler = new Sampler(api(), folder);
        closing.add(sampler);
        this.traffic = new Traffic(options.seed(), world, System::currentTimeMillis);
        this.load = new Load(traffic, base, folder, options.clients(), options.paceMillis());
    }

    /** Opens with clients that already call, though no node runs yet. */
    static Run open(RigOptions options, String name, Consumer<String> progress) throws IOException {
        Path folder = Files.createDirectories(options.folder().resolve(name));
        return open(options, folder, folder.resolve("data"), progress);
    }

    /** The same with the node's data elsewhere. */
    static Run open(RigOptions options, Path folder, Path data, Consumer<String> progress)
            throws IOException {
        Sockets.require();
        return new Run(options, folder, data, progress);
    }

    RigOptions options() {
        return options;
    }

    Path folder() {
        return folder;
    }

    Load load() {
        return load;
    }

    Traffic traffic() {
        return traffic;
    }

    NodeProcess node() {
        return node;
    }

    PlatformsProcess platforms() {
        return platforms;
    }

    NodeApi api() {
        return new NodeApi(base, management);
    }

    void say(String line) {
        progress.accept(line);
    }

    /** Starts a node and waits for it to be ready; it must not end before. */
    NodeProcess start() {
        return start(NodeProcess.Way.PLAIN);
    }

    /** The same in another way. */
    NodeProcess start(NodeProcess.Way way) {
        launch(way);
        if (!node.awaitReady()) {
            throw new RigException("the node does not start; it said:\n" + node.output());
        }
        return node;
    }

    /** Starts a node and does not wait. */
    NodeProcess launch(NodeProcess.Way way) {
        if (node != null) {
            node.close();
        }
        sampler.restarted();
        node = NodeProcess.launch(config(), log("node-" + ++starts), way);
        return node;
    }

    Path config() {
        return folder.resolve("config");
    }

    /** A configuration that differs from the node's in the port only. */
    Path otherPort() {
        Path other = folder.resolve("config-2");
        configure(other, NodeProcess.freePort(), NodeProcess.freePort());
        return other;
    }

    private void configure(Path into, int port, int managementPort) {
        new WorldConfig(world, into).write(port, managementPort, data, platforms.base());
    }

    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /** Waits until so many more messages were acknowledged. */
    void awaitAcked(long more) {
        long enough = load.acked() + more;
        Waiting.until(
                more + " more acknowledged messages",
                NodeProcess.PATIENCE,
                () -> load.acked() >= enough);
    }

    /** Waits until so many more deliveries were confirmed. */
    void awaitDelivered(long more) {
        long enough = api().delivered() + more;
        Waiting.until(
                more + " more confirmed deliveries",
                NodeProcess.PATIENCE,
                () -> api().delivered() >= enough);
    }

    /** Lets the clients end what they have begun, and begin nothing. */
    void awaitClientsRest() {
        load.rest(true);
        Waiting.until("the rest of the clients", NodeProcess.PATIENCE, load::idle);
    }

    /** Waits until all that was sent is in the evidence and every delivery has ended. */
    void awaitNothingPending() {
        awaitClientsRest();
        drain("settled-" + starts);
    }

    /** Kills the node and writes that down. */
    void kill(String why) {
        node.kill();
        killed(why);
    }

    /**
     * Writes down that the node was killed, once the platforms have read all that it had sent: what
     * they note after that comes from the next one.
     */
    void killed(String why) {
        Waiting.until(
                "the end of what a killed node had sent",
                NodeProcess.PATIENCE,
                () -> Sockets.open(platforms.base().getPort()) == 0);
        disturbed(Disturbance.Kind.KILL, 0, why);
    }

    void disturbed(Disturbance.Kind kind, int forgives, String text) {
        faults.append(new Disturbance(System.currentTimeMillis(), kind, forgives, text).line());
        say(text);
    }

    /** Notes a defect when the node did not do as promised. */
    void expect(boolean kept, String promise) {
        if (!kept) {
            broken.add(new Defect(Defect.Kind.PROMISE, "not kept: " + promise));
        }
    }

    /** Ends the load, lets the node finish, writes down what it says and judges all. */
    Verdict finish() {
        Waiting.until(
                options.events() + " acknowledged messages",
                DRAIN,
                () -> load.acked() >= options.events() || !node.alive());
        load.stop();
        expect(load.unexpected() == 0, "only 2xx and 503 are answered, see refused.log");
        say("the load has ended, " + load.acked() + " messages are acknowledged; draining");
        drain("last-" + options.seed());
        rows();
        close();
        Ledgers ledgers = Ledgers.read(folder);
        List<Defect> defects = new ArrayList<>(broken);
        defects.addAll(Checker.check(world, ledgers));
        return new Verdict(folder, Tally.of(world, ledgers, load), defects);
    }

    /** Lets the node finish with all it has been sent. */
    private void drain(String last) {
        awaitApplied(last);
        expect(settled(), "every delivery ends within " + DRAIN.toMinutes() + " minutes");
    }

    /**
     * The journal is applied in order: when one more message is an event, all before it are.
     *
     * @param last the id of its event, used once in a run
     */
    void awaitApplied(String last) {
        load.send(traffic.last(last));
        Waiting.until("the end of the evidence", DRAIN, () -> api().knows(last));
    }

    private boolean settled() {
        return Waiting.happens(DRAIN, () -> api().pending().map(open -> open == 0).orElse(false));
    }

    private void rows() {
        try (LedgerFile file = new LedgerFile(folder.resolve(Ledgers.ROWS))) {
            for (World.Target target : world.targets()) {
                file.append(api().rows(target.id()).stream().map(Row::line).toList());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        load.close();
        if (node != null) {
            node.close();
        }
        closing.forEach(Run::end);
        closing.clear();
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failed) {
            throw new RigException("cannot close " + part, failed);
        }
    }
}
