// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.doctor;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.journal.JournalHealth;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import io.tracklayer.store.journal.DiskFiles;
import io.tracklayer.store.journal.JournalSettings;
import io.tracklayer.store.journal.SegmentJournal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Journal, evidence and ports, which a running node holds. */
final class StoreChecks {
    private final Configuration configuration;
    private final Clock clock;

    StoreChecks(Configuration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    List<Check> all() {
        Path data = configuration.node().dataFolder();
        boolean running = held(data.resolve("journal/journal.lock"));
        List<Check> checks = new ArrayList<>();
        if (running) {
            checks.add(Check.ok("journal and evidence", "in use by a running node", data));
        } else if (Files.isDirectory(data.resolve("evidence"))) {
            checks.addAll(opened(data));
        } else {
            checks.add(Check.ok("journal and evidence", "made at the first start", data));
        }
        checks.add(port(configuration.node().host(), configuration.node().port(), running));
        checks.add(port("127.0.0.1", configuration.node().managementPort(), running));
        return checks;
    }

    /** Whether a process holds the lock; without touching a folder that is not there. */
    static boolean held(Path lock) {
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = file.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException heldHere) {
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Opens both as a start would, and closes them. */
    private List<Check> opened(Path data) {
        Path evidence = data.resolve("evidence");
        try (JdbcEvidenceStore store = JdbcEvidenceStore.open(evidence, clock)) {
            Check journal = journal(data.resolve("journal"), store.appliedOffset());
            return List.of(
                    Check.ok(
                            "evidence",
                            "opens, at journal record " + store.appliedOffset(),
                            evidence),
                    journal);
        } catch (RuntimeException unusable) {
            return List.of(
                    Check.fail(
                            "evidence",
                            message(unusable),
                            evidence,
                            "docs/operations.md says how it is made again from the journal"));
        }
    }

    private static Check journal(Path folder, long applied) {
        try (SegmentJournal journal =
                SegmentJournal.open(
                        folder,
                        JournalSettings.defaults(),
                        new DiskFiles(),
                        System::nanoTime,
                        applied)) {
            JournalHealth health = journal.health();
            long behind = journal.nextOffset() - applied;
            return health.writable() && health.problem().isEmpty()
                    ? Check.ok(
                            "journal",
                            "opens, " + behind + " record(s) are not in the evidence yet",
                            folder)
                    : Check.warn("journal", health.problem(), folder, "see docs/operations.md");
        } catch (RuntimeException unusable) {
            return Check.fail(
                    "journal",
                    message(unusable),
                    folder,
                    "correct what it names; the node does not start without it");
        }
    }

    private static String message(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** Whether a start would get the port. */
    static Check port(String host, int port, boolean running) {
        String where = host + ":" + port;
        if (port == 0) {
            return Check.ok("port", "any free one", where);
        }
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return running
                    ? Check.warn(
                            "port",
                            "a node runs on this data folder and does not listen here",
                            where,
                            "it was started with another setting; restart it to take this one up")
                    : Check.ok("port", "free", "port " + socket.getLocalPort() + " of " + host);
        } catch (IOException taken) {
            return running
                    ? Check.ok("port", "in use by the running node", where)
                    : Check.fail(
                            "port",
                            "taken by another program (" + taken.getMessage() + ")",
                            where,
                            "end it, or change node.listen or node.management-port in"
                                    + " tracklayer.yaml");
        }
    }
}
