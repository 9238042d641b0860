// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Mapping;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryPreviewTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final MemoryEvidence evidence = new MemoryEvidence();

    private Map<String, Object> preview(GivenDestination plugin) {
        DestinationConfig config = plugin.config();
        evidence.pending(config.id(), 7, NOW, Set.of(EventField.EMAIL));
        return new DeliveryPreview(evidence, "1.0", NOW).of(config, evidence.deliveries.get(7L));
    }

    @Test
    void aDeliveryThatWaitsIsRenderedWithItsSecretsMaskedAndNothingChanges() {
        Map<String, Object> rendered = preview(new GivenDestination("meta"));

        assertEquals("POST", rendered.get("method"));
        assertTrue(rendered.get("body").toString().contains("e7"), rendered.toString());
        assertTrue(rendered.toString().contains(Masking.MASK), rendered.toString());
        assertFalse(rendered.toString().contains(GivenDestination.TOKEN), rendered.toString());
        assertEquals(DeliveryStatus.PENDING, evidence.deliveries.get(7L).status());
    }

    @Test
    void whatThePluginWouldSkipOrFailOnIsSaidInsteadOfARequest() {
        Map<String, Object> skipped =
                preview(
                        new GivenDestination("meta")
                                .mappingWith(
                                        (event, context) ->
                                                Mapping.skip("no_click_id", "no click")));
        Map<String, Object> broken =
                preview(
                        new GivenDestination("ga4")
                                .mappingWith(
                                        (event, context) -> {
                                            throw new IllegalStateException("secret detail");
                                        }));

        assertEquals("no_click_id", skipped.get("skip"));
        assertEquals("adapter_contract", broken.get("fault"));
        assertFalse(broken.toString().contains("secret detail"));
    }
}
