// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.identity.IdentitySettings;
import io.tracklayer.spi.EventField;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityReaderTest {
    @TempDir Path temporary;
    private ConfigFolder config;

    @BeforeEach
    void write() {
        config = new ConfigFolder(temporary.resolve("config"));
    }

    @Test
    void whereNothingIsSetPersonsAreRememberedForThirteenMonths() throws Exception {
        assertEquals(IdentitySettings.STANDARD, config.read().identity());
        assertTrue(IdentitySettings.STANDARD.enabled());
        assertEquals(Duration.ofDays(396), IdentitySettings.STANDARD.ttl());
    }

    @Test
    void whatIsSetCountsAndNoIdOutlivesItsPerson() throws Exception {
        IdentitySettings read =
                read(
                        """
                          enabled: false
                          ttl: 60d
                          max-browsers: 3
                          max-customers: 4
                          max-ids: 2
                          lifetimes: { fbclid: 28d, sccid: 90d }
                        """);
        assertFalse(read.enabled());
        assertEquals(
                "3 4 2",
                read.mostBrowsers() + " " + read.mostCustomers() + " " + read.mostTouches());
        assertEquals(Duration.ofDays(28), read.lifetimes().get(EventField.FBCLID));
        assertEquals(Duration.ofDays(60), read.lifetimes().get(EventField.SCCID));
        assertEquals(Duration.ofDays(60), read.lifetimes().get(EventField.GCLID));
        assertEquals(Duration.ofDays(3), read.lifetimes().get(EventField.CRITEO_GUM));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lifetimes: { fbclic: 28d } | unknown id \"fbclic\"",
                "lifetimes: { email: 28d } | unknown id \"email\"",
                "lifetimes: { fbclid: soon } | \"identity.lifetimes.fbclid\"",
                "ttl: forever | \"identity.ttl\"",
                "max-browsers: 1 | \"identity.max-browsers\"",
                "keep: 3d | \"keep\""
            })
    void aMistakeIsToldWithItsPlace(String line, String problem) {
        config.file("tracklayer.yaml", "identity:\n  " + line + "\n" + ConfigFolder.NODE);
        assertTrue(config.problems().contains(problem), config.problems());
    }

    private IdentitySettings read(String section) throws Exception {
        config.file("tracklayer.yaml", "identity:\n" + section + ConfigFolder.NODE);
        return config.read().identity();
    }
}
