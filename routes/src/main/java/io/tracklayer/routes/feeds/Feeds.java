// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import io.micrometer.core.instrument.MeterRegistry;
import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.intake.LocalIntake;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route files of {@code config/routes} and the feeds made of them. A file counts at start and
 * when the operator says so; one with a problem changes nothing, so what it was before goes on.
 * Thread-safe.
 */
public final class Feeds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);

    private final Path folder;
    private final FeedReader reader;
    private final Activities activities;
    private final Clock clock;

    /** Changed under the lock alone, which a reload holds for long, and read at any time. */
    private final Map<String, Running> running = new ConcurrentSkipListMap<>();

    private final Map<String, Refused> refused = new ConcurrentSkipListMap<>();
    private volatile boolean closed;

    /** Under the lock: a start that comes late must not undo what the operator asked for since. */
    private boolean reloaded;

    private record Running(Feed feed, Instant since) {}

    /** Why a file is not in force as it stands. */
    record Refused(Instant since, List<String> problems) {}

    /**
     * @param configFolder holds the folder {@code routes}; references to files are relative to it
     */
    public Feeds(Path configFolder, LocalIntake intake, MeterRegistry meters, Clock clock) {
        this.folder = configFolder.resolve("routes");
        this.activities = new Activities(meters, clock);
        this.reader = new FeedReader(configFolder, System.getenv(), intake, activities);
        this.clock = clock;
    }

    /** What a reload did, by file name. */
    public record Change(
            Set<String> started, Set<String> replaced, Set<String> stopped, Set<String> refused) {
        private Change() {
            this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        }

        /** As a sentence. */
        String text() {
            return "started "
                    + started
                    + ", replaced "
                    + replaced
                    + ", stopped "
                    + stopped
                    + ", refused "
                    + refused;
        }
    }

    /**
     * Brings the folder as it stands now into force in the background: what a route connects to may
     * not answer, and nothing else waits for it.
     */
    public void begin() {
        try {
            List<FeedFile> files = FeedFile.in(folder);
            Thread beginning = new Thread(() -> begun(files), "routes");
            beginning.setDaemon(true);
            beginning.start();
        } catch (UncheckedIOException unreadable) {
            LOG.error("the routes of {} cannot be started", folder, unreadable);
        }
    }

    private synchronized void begun(List<FeedFile> files) {
        try {
            if (!reloaded) {
                apply(files);
            }
        } catch (RuntimeException failed) {
            LOG.error("the routes of {} cannot be started", folder, failed);
        }
    }

    /**
     * Reads the folder and brings what changed into force, file by file.
     *
     * @throws UncheckedIOException if the folder cannot be read; nothing has changed then
     */
    public synchronized Change reload() {
        List<FeedFile> files = FeedFile.in(folder);
        reloaded = true;
        return apply(files);
    }

    private Change apply(List<FeedFile> read) {
        Change change = new Change();
        if (closed) {
            return change;
        }
        Map<String, FeedFile> files = new TreeMap<>();
        read.forEach(file -> files.put(file.name(), file));
        refused.keySet().retainAll(files.keySet());
        for (String name : List.copyOf(running.keySet())) {
            if (!files.containsKey(name)) {
                stop(running.remove(name).feed());
                change.stopped.add(name);
            }
        }
        files.values().forEach(file -> consider(file, change));
        return change;
    }

    private void consider(FeedFile file, Change change) {
        if (closed) {
            return;
        }
        Running before = running.get(file.name());
        if (before != null && before.feed().isOf(file)) {
            refused.remove(file.name());
            return;
        }
        try {
            bringIn(reader.read(file, taken(file.name())), change);
            refused.remove(file.name());
        } catch (InvalidConfigException invalid) {
            refuse(file, invalid.problems());
            change.refused.add(file.name());
        }
    }

    /** Ids of the routes of other files. */
    private Set<String> taken(String name) {
        Set<String> taken = new HashSet<>();
        running.forEach(
                (other, one) -> {
                    if (!other.equals(name)) {
                        taken.addAll(one.feed().ids());
                    }
                });
        return taken;
    }

    /** The old one ends first: two must not take from the same folder, queue or group. */
    private void bringIn(Feed feed, Change change) throws InvalidConfigException {
        String name = feed.file().name();
        Running before = running.remove(name);
        if (before != null) {
            stop(before.feed());
        }
        try {
            start(feed);
        } catch (InvalidConfigException unable) {
            if (before != null) {
                start(reader.read(before.feed().file(), taken(name)));
            }
            throw unable;
        }
        (before == null ? change.started : change.replaced).add(name);
    }

    private void start(Feed feed) throws InvalidConfigException {
        try {
            feed.start();
        } catch (Exception | LinkageError unable) {
            String why = "a route cannot be started: " + feed.said(unable);
            stop(feed);
            throw new InvalidConfigException(
                    List.of(new ConfigProblem(feed.file().shownName(), 0, 0, why)));
        }
        running.put(feed.file().name(), new Running(feed, clock.instant()));
        LOG.info("routes of {} run: {}", feed.file().shownName(), new TreeSet<>(feed.ids()));
    }

    private static void stop(Feed feed) {
        Set<String> ids = new TreeSet<>(feed.ids());
        feed.stop();
        LOG.info("routes of {} have stopped: {}", feed.file().shownName(), ids);
    }

    private void refuse(FeedFile file, List<ConfigProblem> problems) {
        List<String> texts = problems.stream().map(ConfigProblem::toString).toList();
        Refused before = refused.get(file.name());
        Instant since = before == null ? clock.instant() : before.since();
        refused.put(file.name(), new Refused(since, texts));
        LOG.error(
                "{} is not in force{}:\n{}",
                file.shownName(),
                running.containsKey(file.name()) ? "; the last good one goes on" : "",
                String.join("\n", texts));
    }

    /** The folder, its files and every problem they have as they stand, without any effect. */
    public Map<String, Object> checked() {
        List<FeedFile> files = FeedFile.in(folder);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("folder", folder.toString());
        tree.put("files", files.stream().map(FeedFile::name).toList());
        tree.put("problems", check(files).stream().map(ConfigProblem::toString).toList());
        return tree;
    }

    private List<ConfigProblem> check(List<FeedFile> files) {
        List<ConfigProblem> problems = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (FeedFile file : files) {
            try {
                Feed feed = reader.read(file, taken);
                taken.addAll(feed.ids());
                feed.stop();
            } catch (InvalidConfigException invalid) {
                problems.addAll(invalid.problems());
            }
        }
        return problems;
    }

    Path folder() {
        return folder;
    }

    Activities activities() {
        return activities;
    }

    /**
     * A file as it stands: what runs of it, and what keeps it from being in force.
     *
     * @param feed null when nothing of it runs
     * @param since since when it runs, or null
     * @param refusal null when it has no problem
     * @param changed whether the file says something else than what runs
     */
    record Standing(String name, Feed feed, Instant since, Refused refusal, boolean changed) {}

    /** All files, by name. */
    List<Standing> standings() {
        Map<String, FeedFile> files = new TreeMap<>();
        FeedFile.in(folder).forEach(file -> files.put(file.name(), file));
        Set<String> names = new TreeSet<>(files.keySet());
        names.addAll(running.keySet());
        return names.stream().map(name -> standing(name, files.get(name))).toList();
    }

    private Standing standing(String name, FeedFile file) {
        Optional<Running> now = Optional.ofNullable(running.get(name));
        boolean same = now.filter(one -> file != null && one.feed().isOf(file)).isPresent();
        return new Standing(
                name,
                now.map(Running::feed).orElse(null),
                now.map(Running::since).orElse(null),
                refused.get(name),
                !same);
    }

    /** Stops all of them at once; what is under way is finished. None starts any more. */
    @Override
    public void close() {
        closed = true;
        stopAll();
    }

    private synchronized void stopAll() {
        running.values().parallelStream().forEach(one -> stop(one.feed()));
        running.clear();
    }
}
