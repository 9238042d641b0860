// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.build.BuildCommit;
import io.tracklayer.core.bundle.LogLine;
import io.tracklayer.core.bundle.Surroundings;
import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What this node tells of itself in a bundle. */
final class BundleSurroundings implements Surroundings {
    private final String version;
    private final Journal journal;
    private final EvidenceStore store;
    private final Supplier<Path> rules;
    private final RecentLog log;

    /**
     * @param rules the folder of the rules in force
     */
    BundleSurroundings(
            String version,
            Journal journal,
            EvidenceStore store,
            Supplier<Path> rules,
            RecentLog log) {
        this.version = version;
        this.journal = journal;
        this.store = store;
        this.rules = rules;
        this.log = log;
    }

    @Override
    public Map<String, Object> build() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", version);
        tree.put("commit", BuildCommit.text());
        tree.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        tree.put(
                "os",
                String.join(
                        " ",
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch")));
        tree.put("processors", Runtime.getRuntime().availableProcessors());
        tree.put("heap_bytes", Runtime.getRuntime().maxMemory());
        return tree;
    }

    @Override
    public Map<String, Object> health() {
        JournalHealth health = journal.health();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("journal_writable", health.writable());
        tree.put("journal_problem", health.problem());
        tree.put("journal_bytes", health.bytes());
        tree.put("journal_records", journal.nextOffset());
        tree.put("evidence_behind_records", journal.nextOffset() - store.appliedOffset());
        return tree;
    }

    @Override
    public List<LogLine> log() {
        return log.lines();
    }

    @Override
    public Optional<String> rules(String file) {
        Path path = rules.get().resolve(file);
        try {
            return Files.isRegularFile(path)
                    ? Optional.of(Files.readString(path))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
