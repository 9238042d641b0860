// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpiVersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.4, 1.4, true",
        "1.4, 1.3, true",
        "1.4, 1.5, false",
        "1.4, 2.0, false",
        "1.4, 0.9, false"
    })
    void aHostRunsWhatWasBuiltAgainstItsMajorVersionAndNoNewerMinorOne(
            String host, String built, boolean runs) {
        assertEquals(
                runs,
                SpiVersion.parse(host).orElseThrow().runs(SpiVersion.parse(built).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "0.1.0-SNAPSHOT, 0.1", "12.34.56, 12.34", "1.2-rc1, 1.2"})
    void aVersionIsReadFromItsOwnTextAndFromThatOfAnArtifact(String text, String version) {
        assertEquals(version, SpiVersion.parse(text).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "one.two", "1.2x", "1234567.0", "-1.0", "${version}"})
    void otherTextIsNoVersion(String text) {
        assertEquals(Optional.empty(), SpiVersion.parse(text));
    }

    @Test
    void theArtifactsVersionBeginsWithIt() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        assertTrue(
                pom.contains("<version>" + SpiVersion.CURRENT + "."),
                "give the artifact a version of SPI " + SpiVersion.CURRENT);
    }
}
