// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP connections of this machine, as Linux shows them. */
final class Sockets {
    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    /** Being opened, open, or ended by the other side and not read to the end. */
    private static final Set<String> OPEN = Set.of("01", "03", "08");

    private Sockets() {}

    static void require() {
        if (!Files.isReadable(TABLES.get(0))) {
            throw new SkippedException("needs Linux, to see what a killed node had sent");
        }
    }

    /** How many connections to a port of ours are open, or hold bytes nobody has read yet. */
    static long open(int port) {
        return TABLES.stream().flatMap(Sockets::lines).filter(line -> open(line, port)).count();
    }

    /** E.g. {@code 0: 0100007F:1F90 0100007F:D2A4 08 ...}: number, ours, theirs, state. */
    static boolean open(String line, int port) {
        String[] fields = line.strip().split("\\s+");
        return fields.length > 3
                && fields[1].endsWith(":" + String.format(Locale.ROOT, "%04X", port))
                && OPEN.contains(fields[3]);
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.exists(table) ? Files.readAllLines(table).stream() : Stream.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
