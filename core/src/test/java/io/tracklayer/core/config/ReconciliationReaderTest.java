// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconciliationReaderTest {
    @TempDir Path temporary;
    private ConfigFolder config;

    @BeforeEach
    void write() {
        config = new ConfigFolder(temporary.resolve("config"));
    }

    @Test
    void windowsHoldsAndAuthoritiesAreReadByEventAndField() throws Exception {
        var read =
                read(
                        """
                          window: 12h
                          windows: { subscription_renewed: 48h, lead_submitted: 1m }
                          hold: { purchase-like: 60s, other: 0s, events: { lead_submitted: 2s } }
                          authority: { value: [shop, order-system], user: [browser, sdk] }
                        """);
        assertEquals(Duration.ofHours(12), read.windows().of(EventName.PURCHASE_PLACED));
        assertEquals(Duration.ofHours(48), read.windows().ofOrders());
        assertEquals(Duration.ofHours(48), read.windows().longest());
        assertEquals(Duration.ofMinutes(1), read.windows().of(EventName.LEAD_SUBMITTED));
        assertEquals(Duration.ofSeconds(2), read.holds().of(EventName.LEAD_SUBMITTED));
        assertEquals(Duration.ZERO, read.holds().of(EventName.PAGE_VIEWED));
        assertEquals(Duration.ofSeconds(60), read.holds().of(EventName.SUBSCRIPTION_RENEWED));
        assertEquals(
                Map.of(
                        "value", List.of("shop", "order-system"),
                        "user", List.of("browser", "sdk")),
                read.authorities().believed());
    }

    @Test
    void theEvidenceIsKeptForTheLongestWindow() throws Exception {
        read("  windows: { lead_submitted: 30d }\n");
        assertEquals(Duration.ofDays(30), config.read().retention().window());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "window: 59s | 2:3: copies are recognised for 1m to 30d",
                "window: 31d | 2:3: copies are recognised for 1m to 30d",
                "windows: { page_viewed: 31d } | 2:14: copies are recognised for 1m to 30d",
                "windows: { page_view: 1h } | 2:14: unknown event \"page_view\"",
                "windows: { page_viewed: soon } | \"reconciliation.windows.page_viewed\"",
                "hold: { purchase-like: 61s } | 2:11: an event waits 0s to 60s",
                "hold: { other: 2m } | 2:11: an event waits 0s to 60s",
                "hold: { events: { page_viewed: 61s } } | 2:21: an event waits 0s to 60s",
                "hold: { events: { page_view: 1s } } | Did you mean \"page_viewed\"?",
                "authority: { valu: [shop] } | Did you mean \"value\"?",
                "authority: { tax: [shop] } | 2:16: \"tax\" always comes from the copy",
                "authority: { value: [shopp] } | known: browser, order-system, sdk, shop.",
                "authority: { value: [] } | \"reconciliation.authority.value\"",
                "authority: { value: shop } | \"reconciliation.authority.value\""
            })
    void aMistakeIsToldWithItsPlaceAndWhatIsAllowed(String line, String problem) {
        config.file("tracklayer.yaml", "reconciliation:\n  " + line + "\n" + ConfigFolder.NODE);
        assertTrue(config.problems().contains(problem), config.problems());
    }

    private Configuration.Reconciliation read(String lines) throws Exception {
        config.file("tracklayer.yaml", "reconciliation:\n" + lines + ConfigFolder.NODE);
        return config.read().reconciliation();
    }
}
