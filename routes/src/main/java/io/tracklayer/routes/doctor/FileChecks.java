// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.doctor;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.OperatorsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files of secrets, and the data folder with its room. */
final class FileChecks {
    private static final Pattern SECRET_FILE = Pattern.compile("\\$\\{file:([^}]+)}");
    private static final long LEAST_ROOM = 1L << 30;
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private FileChecks() {}

    /** Whether hashes of passwords, and the files that references lead to, are for their owner. */
    static List<Check> secrets(Path config) {
        List<Check> checks = new ArrayList<>();
        Set<Path> files = secretFiles(config);
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                checks.add(
                        Check.fail(
                                "secrets",
                                "cannot be read",
                                file,
                                "see that it is there and readable for the node's user"));
            } else if (open(file)) {
                checks.add(
                        Check.warn(
                                "secrets",
                                "may be read by other users of this machine",
                                file,
                                "chmod 600 " + file));
            }
        }
        return checks.isEmpty()
                ? List.of(Check.ok("secrets", files.size() + " file(s), each private", config))
                : checks;
    }

    private static Set<Path> secretFiles(Path config) {
        Set<Path> files = new TreeSet<>();
        Path operators = config.resolve(OperatorsReader.NAME);
        if (Files.exists(operators)) {
            files.add(operators);
        }
        try (Stream<Path> all = Files.walk(config, 3)) {
            // In route files ${file:...} is Camel's word for the file an exchange came from.
            List<Path> ours =
                    all.filter(path -> path.toString().endsWith(".yaml"))
                            .filter(path -> !path.startsWith(config.resolve("routes")))
                            .toList();
            for (Path file : ours) {
                for (String line : Files.readAllLines(file)) {
                    Matcher reference = SECRET_FILE.matcher(line.replaceFirst("(^|\\s)#.*", ""));
                    while (reference.find()) {
                        files.add(config.resolve(reference.group(1)).normalize());
                    }
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            return files;
        }
        return files;
    }

    private static boolean open(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException | UnsupportedOperationException notPosix) {
            return false;
        }
    }

    /** Whether the data folder can be written and has room for what may be kept. */
    static List<Check> data(Configuration configuration) {
        Path folder = configuration.node().dataFolder();
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isWritable(existing) || !Files.isDirectory(existing)) {
            return List.of(
                    Check.fail(
                            "data folder",
                            "cannot be written",
                            folder,
                            "give the node's user the folder, or name another in node.data-dir"));
        }
        List<Check> checks = new ArrayList<>();
        checks.add(
                Check.ok(
                        "data folder",
                        existing.equals(folder) ? "can be written" : "can be made",
                        folder));
        if (existing.equals(folder) && open(folder)) {
            checks.add(
                    Check.warn(
                            "data folder",
                            "holds personal data and is open to other users of this machine",
                            folder,
                            "chmod 700 " + folder));
        }
        checks.add(room(configuration, existing));
        return checks;
    }

    private static Check room(Configuration configuration, Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            long most = configuration.retention().maxBytes() + configuration.journal().maxBytes();
            return room(free, used(configuration.node().dataFolder()), most, folder);
        } catch (IOException unreadable) {
            return Check.warn(
                    "disk",
                    "the free space is not known",
                    folder,
                    "look yourself: df -h " + folder);
        }
    }

    /** Compares what is free with what journal and evidence may still grow by. */
    static Check room(long free, long used, long most, Path folder) {
        long growth = Math.max(0, most - used);
        String said = gib(free) + " free, and up to " + gib(growth) + " more may be kept";
        if (free < LEAST_ROOM) {
            return Check.fail(
                    "disk", said, folder, "free space now: without it the node takes nothing in");
        }
        return free >= growth
                ? Check.ok("disk", said, folder)
                : Check.warn(
                        "disk",
                        said,
                        folder,
                        "enlarge the disk, or lower retention.max-size and journal.max-size in"
                                + " tracklayer.yaml");
    }

    private static String gib(long bytes) {
        return Math.round(bytes / (double) (1L << 30) * 10) / 10.0 + " GiB";
    }

    private static long used(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException none) {
            return 0;
        }
    }

    /** When the newest file below a folder was written; the epoch when there is none. */
    static Instant lastWritten(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> Instant.ofEpochMilli(file.toFile().lastModified()))
                    .max(Instant::compareTo)
                    .orElse(Instant.EPOCH);
        } catch (IOException | UncheckedIOException none) {
            return Instant.EPOCH;
        }
    }
}
