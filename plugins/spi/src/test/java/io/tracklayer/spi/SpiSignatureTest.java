// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The contract is what it was recorded to be: a change is one on purpose, with a version that says
 * what it means for plugins. Recorded anew with {@code -Dspi.record=true}.
 */
class SpiSignatureTest {
    private static final Path RECORDS = Path.of("src/api");

    /** What plugins implement: a new abstract method there breaks them like a removed one. */
    private static final Set<String> IMPLEMENTED =
            Set.of(
                    Destination.class.getName(),
                    Source.class.getName(),
                    TrackLayerPlugin.class.getName());

    @Test
    void theContractIsTheRecordedOne() throws Exception {
        SortedSet<String> now = Signatures.of(Path.of("target/classes"));
        Path record = RECORDS.resolve(SpiVersion.CURRENT + ".txt");
        if (Boolean.getBoolean("spi.record")) {
            Files.createDirectories(RECORDS);
            Files.write(record, now);
        }
        SortedSet<String> recorded =
                Files.exists(record) ? new TreeSet<>(Files.readAllLines(record)) : new TreeSet<>();
        SortedSet<String> broken = broken(recorded, now);
        SortedSet<String> added = new TreeSet<>(now);
        added.removeAll(recorded);
        if (!broken.isEmpty() || !added.isEmpty()) {
            fail(advice(broken, added));
        }
    }

    @Test
    void withinOneMajorVersionNothingThatPluginsUseWasTakenAway() throws Exception {
        for (Path file : records()) {
            SpiVersion recorded = version(file);
            if (SpiVersion.CURRENT.runs(recorded)) {
                assertEquals(
                        new TreeSet<>(),
                        broken(
                                new TreeSet<>(Files.readAllLines(file)),
                                Signatures.of(Path.of("target/classes"))),
                        "plugins built against SPI "
                                + recorded
                                + " break: raise the major version in SpiVersion.CURRENT");
            }
        }
    }

    @Test
    void whatBreaksPluginsIsToldFromWhatDoesNot() {
        SortedSet<String> before = new TreeSet<>(List.of("a.B: interface", "a.B# void one()"));
        SortedSet<String> after = new TreeSet<>(before);
        after.add("a.B# void two()");
        after.add("a.C# abstract void three()");
        assertEquals(Set.of(), broken(before, after));
        after.add(Destination.class.getName() + "# abstract void four()");
        after.remove("a.B# void one()");
        assertEquals(
                Set.of("a.B# void one()", Destination.class.getName() + "# abstract void four()"),
                broken(before, after));
        assertTrue(advice(broken(before, after), new TreeSet<>()).contains("major"));
    }

    /** What a plugin built against the first contract may miss, or lack, in the second. */
    private static SortedSet<String> broken(SortedSet<String> before, SortedSet<String> after) {
        SortedSet<String> broken = new TreeSet<>(before);
        broken.removeAll(after);
        after.stream()
                .filter(line -> line.contains("# abstract ") && !before.contains(line))
                .filter(line -> IMPLEMENTED.contains(line.substring(0, line.indexOf('#'))))
                .forEach(broken::add);
        return broken;
    }

    private static String advice(SortedSet<String> broken, SortedSet<String> added) {
        return "the SPI is not the one recorded for version "
                + SpiVersion.CURRENT
                + ".\nBreaks plugins: "
                + broken
                + "\nNew: "
                + added
                + "\nIf that version was released, raise SpiVersion.CURRENT, the "
                + (broken.isEmpty() ? "minor" : "major")
                + " number, and the artifact's version with it. Then record the contract:"
                + " mvn -pl plugins/spi test -Dtest=SpiSignatureTest -Dspi.record=true";
    }

    private static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(RECORDS)) {
            return files.sorted().toList();
        }
    }

    private static SpiVersion version(Path record) {
        String name = record.getFileName().toString();
        return SpiVersion.parse(name.substring(0, name.length() - ".txt".length())).orElseThrow();
    }
}
