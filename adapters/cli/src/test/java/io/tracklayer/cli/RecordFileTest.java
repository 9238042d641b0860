// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {
    @TempDir private Path folder;

    @Test
    void partsEndWhereRecordsEndAndEachHasTheHeader() throws IOException {
        try (RecordFile file = open("\uFEFFa,b\n1,\"x\ny\n\"\n\n2,\"\"\"\"\n3,z\n", true)) {
            assertEquals(
                    new RecordFile.Part(1, 2, "a,b\n1,\"x\ny\n\"\n2,\"\"\"\""),
                    file.next(2).orElseThrow());
            assertEquals(new RecordFile.Part(3, 1, "a,b\n3,z"), file.next(2).orElseThrow());
            assertEquals(Optional.empty(), file.next(2));
        }
    }

    @Test
    void jsonLinesAreRecordsWhateverQuotesTheyHold() throws IOException {
        try (RecordFile file = open("{\"a\":1}\n\n\"\n{}", false)) {
            file.skip(1);
            assertEquals(new RecordFile.Part(2, 2, "\"\n{}"), file.next(9).orElseThrow());
            assertEquals(Optional.empty(), file.next(9));
        }
    }

    @Test
    void aPartIsNeverMuchLargerThanHalfAMegabyte() throws IOException {
        String line = "x".repeat(300_000) + "\n";
        try (RecordFile file = open(line.repeat(5), false)) {
            assertEquals(2, file.next(100).orElseThrow().size());
        }
    }

    @Test
    void aQuoteThatIsNeverClosedIsNamedByItsLine() throws IOException {
        try (RecordFile file = open("a\n1\n\"2\n3\n", true)) {
            CliFailure failure = assertThrows(CliFailure.class, () -> file.next(9));
            assertTrue(failure.getMessage().contains(":3: a quote"), failure.getMessage());
        }
    }

    private RecordFile open(String text, boolean csv) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), text);
        return new RecordFile(file, csv, StandardCharsets.UTF_8);
    }
}
