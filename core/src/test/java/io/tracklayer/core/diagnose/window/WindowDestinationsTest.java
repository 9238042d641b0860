// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WindowDestinationsTest {
    private static final Configuration CONFIGURATION =
            new Configuration(
                    null,
                    null,
                    null,
                    null,
                    Map.of(),
                    List.of(
                            destination("kumo-meta", "meta", "kumo"),
                            destination("linen-meta", "meta", "linen"),
                            destination("kumo-ga4", "ga4", "kumo")),
                    Map.of());
    private final WindowDiagnosis diagnosis =
            new WindowDiagnosis(
                    new WindowDiagnosis.Sources(null, null, () -> CONFIGURATION, null, null, null));

    private static DestinationConfig destination(String id, String plugin, String merchant) {
        return new DestinationConfig(
                id, plugin, merchant, Set.of(), true, null, null, null, id + ".yaml");
    }

    @Test
    void aPluginMeansAllItsDestinationsAndAnIdOne() {
        assertEquals(Set.of("kumo-meta", "linen-meta"), diagnosis.destinations("meta", Set.of()));
        assertEquals(Set.of("linen-meta"), diagnosis.destinations("meta", Set.of("linen")));
        assertEquals(Set.of("kumo-ga4"), diagnosis.destinations("kumo-ga4", Set.of()));
        assertEquals(Set.of(), diagnosis.destinations("", Set.of("kumo")));
    }

    @Test
    void oneThatIsNotSetUpIsSaidWithThoseThatMayBeSeen() {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> diagnosis.destinations("kumo-meta", Set.of("linen")));
        assertEquals(
                "no destination \"kumo-meta\" is set up. Known: linen-meta", refused.getMessage());
    }

    @Test
    void whoHasNoDestinationIsToldSo() {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> diagnosis.destinations("meta", Set.of("newcomer")));
        assertEquals("no destination \"meta\" is set up. Known: none", refused.getMessage());
    }
}
