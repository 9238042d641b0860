// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleVersionsTest {
    @TempDir Path folder;
    private Path rules;
    private RuleVersions versions;

    @BeforeEach
    void open() throws IOException {
        rules = Files.createDirectories(folder.resolve("config/rules"));
        versions = new RuleVersions(folder.resolve("data"));
    }

    @Test
    void aKeptVersionComesBackFileByFileAndWhatLayThereStaysBesideIt() throws IOException {
        String first = keep("one");
        Files.writeString(rules.resolve("more.tests.yaml"), "tests");
        String second = keep("two");
        assertFalse(first.equals(second));

        Path replaced =
                RuleVersions.restore(versions.find(first).orElseThrow(), rules).orElseThrow();

        assertEquals("one", Files.readString(rules.resolve("a.rules.yaml")));
        assertFalse(Files.exists(rules.resolve("more.tests.yaml")));
        assertEquals("two", Files.readString(replaced.resolve("a.rules.yaml")));
        assertEquals(first, RuleVersions.of(rules));
    }

    @Test
    void theTwentyUsedLastAreKeptAndOneUsedAgainIsNewAgain() throws IOException {
        String first = keep("rule 0");
        for (int i = 1; i < 20; i++) {
            age(keep("rule " + i), i);
        }
        keep("rule 0");
        keep("rule 20");
        assertEquals(20, versions.list().size());
        assertTrue(versions.find(first).isPresent());
        assertEquals("rule 20", Files.readString(text(versions.list().get(0))));
    }

    @Test
    void filesThatChangedWhileTheyWereCopiedAreNotKeptUnderTheWrongVersion() throws IOException {
        write("one");
        String version = RuleVersions.of(rules);
        write("two");
        assertThrows(IOException.class, () -> versions.keep(version, rules, Instant.now()));
        assertEquals(0, versions.list().size());
    }

    @Test
    void aNodeThatKeptNoneHasNone() throws IOException {
        assertEquals(0, versions.list().size());
    }

    private String keep(String text) throws IOException {
        write(text);
        String version = RuleVersions.of(rules);
        versions.keep(version, rules, Instant.now());
        return version;
    }

    private void age(String version, int order) throws IOException {
        Path place = versions.find(version).orElseThrow().folder();
        Files.setLastModifiedTime(place, FileTime.from(Instant.EPOCH.plusSeconds(order)));
    }

    private static Path text(RuleVersions.Kept kept) {
        return kept.folder().resolve("a.rules.yaml");
    }

    private void write(String text) throws IOException {
        Files.writeString(rules.resolve("a.rules.yaml"), text);
    }
}
