// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Copies of the rule folders that were in force on a node, by version, in {@code rules/} of its
 * data folder. The twenty used last are kept.
 */
public final class RuleVersions {
    private static final int KEPT = 20;
    private static final String UNFINISHED = ".unfinished";

    private final Path folder;

    /**
     * Looks into a node's data folder.
     *
     * @param dataFolder {@code node.data} of tracklayer.yaml
     */
    public RuleVersions(Path dataFolder) {
        this.folder = dataFolder.resolve("rules");
    }

    /**
     * One state of the rules.
     *
     * @param version as decisions name it
     * @param since when it last came into force
     * @param folder its files
     */
    public record Kept(String version, Instant since, Path folder) {}

    /**
     * The version of the rules in a folder, whether they are right or not.
     *
     * @throws IOException if it cannot be read
     */
    public static String of(Path rules) throws IOException {
        return RuleReader.version(rules);
    }

    /** Where the copies lie. */
    public Path folder() {
        return folder;
    }

    /** The copies, the one used last first. */
    public List<Kept> list() throws IOException {
        List<Kept> kept = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return kept;
        }
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(folder, "rules-*")) {
            for (Path version : versions) {
                String name = version.getFileName().toString();
                if (!name.endsWith(UNFINISHED)) {
                    Instant since = Files.getLastModifiedTime(version).toInstant();
                    kept.add(new Kept(name, since, version));
                }
            }
        }
        kept.sort(Comparator.comparing(Kept::since).reversed());
        return kept;
    }

    /** The copy of a version. */
    public Optional<Kept> find(String version) throws IOException {
        return list().stream().filter(kept -> kept.version().equals(version)).findFirst();
    }

    /**
     * Keeps what is in force from now on.
     *
     * @param rules the folder that was read as that version
     * @param at since when
     * @throws IOException if nothing can be written there
     */
    public void keep(String version, Path rules, Instant at) throws IOException {
        Path place = folder.resolve(version);
        if (!Files.isDirectory(place)) {
            Files.createDirectories(folder);
            Path unfinished = folder.resolve(version + UNFINISHED);
            remove(unfinished);
            copy(rules, unfinished);
            if (!RuleReader.version(unfinished).equals(version)) {
                remove(unfinished);
                throw new IOException("the files in " + rules + " have changed meanwhile");
            }
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.setLastModifiedTime(place, FileTime.from(at));
        List<Kept> known = list();
        for (Kept old : known.subList(Math.min(KEPT, known.size()), known.size())) {
            remove(old.folder());
        }
    }

    /**
     * Puts a kept version in the place of a rules folder. What lay there is kept beside it as
     * {@code rules.replaced}, for whoever had edited it.
     *
     * @return where the replaced files lie now, or empty when there were none
     */
    public static Optional<Path> restore(Kept version, Path rules) throws IOException {
        Path unfinished = rules.resolveSibling(rules.getFileName() + UNFINISHED);
        remove(unfinished);
        copy(version.folder(), unfinished);
        Path replaced = rules.resolveSibling(rules.getFileName() + ".replaced");
        boolean any = Files.exists(rules);
        if (any) {
            remove(replaced);
            Files.move(rules, replaced);
        }
        Files.move(unfinished, rules);
        return any ? Optional.of(replaced) : Optional.empty();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(to.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
    }

    private static void remove(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return;
        }
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(place);
    }
}
