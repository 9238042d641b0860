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
    private final URI platforms;
    private final URI base;
    private final LedgerFile faults;
    private final Sampler sampler;
    private final Load load;
    private NodeProcess node;
    private int starts;

    private Run(RigOptions options, Path folder, Path data, Consumer<String> progress)
            throws IOException {
        this.options = options;
        this.folder = folder;
        this.progress = progress;
        int port = NodeProcess.freePort();
        this.base = URI.create("http://127.0.0.1:" + port);
        PlatformsProcess process = PlatformsProcess.start(options.seed(), folder);
        closing.add(process);
        this.data = data;
        this.platforms = process.base();
        configure(config(), port);
        this.faults = new LedgerFile(folder.resolve(Ledgers.FAULTS));
        closing.add(faults);
        this.sampler = new Sampler(api(), folder);
        closing.add(sampler);
        Traffic traffic = new Traffic(options.seed(), world, System::currentTimeMillis);
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

    NodeProcess node() {
        return node;
    }

    NodeApi api() {
        return new NodeApi(base);
    }

    void say(String line) {
        progress.accept(line);
    }

    /** Starts a node and waits for it to be ready; it must not end before. */
    NodeProcess start() {
        launch(NodeProcess.Way.PLAIN);
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
        configure(other, NodeProcess.freePort());
        return other;
    }

    private void configure(Path into, int port) {
        new WorldConfig(world, into).write(port, data, platforms);
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

    /** Waits until nothing new was taken for a second and every delivery has ended. */
    void awaitNothingPending() {
        long acked;
        do {
            acked = load.acked();
            Waiting.pause(Duration.ofSeconds(1));
        } while (acked != load.acked());
        if (!settled()) {
            throw new RigException("deliveries do not end");
        }
    }

    /** Kills the node and writes that down. */
    void kill(String why) {
        node.kill();
        killed(why);
    }

    /** Writes down that the node was killed just now. */
    void killed(String why) {
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
        drain();
        rows();
        close();
        Ledgers ledgers = Ledgers.read(folder);
        List<Defect> defects = new ArrayList<>(broken);
        defects.addAll(Checker.check(world, ledgers));
        return new Verdict(folder, Tally.of(world, ledgers, load), defects);
    }

    /** The journal is applied in order: when the last message is an event, all before it are. */
    private void drain() {
        String last = "last-" + options.seed();
        Traffic traffic = new Traffic(options.seed(), world, System::currentTimeMillis);
        load.send(traffic.last(last));
        Waiting.until("the end of the evidence", DRAIN, () -> api().knows(last));
        expect(settled(), "every delivery ends within " + DRAIN.toMinutes() + " minutes");
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
