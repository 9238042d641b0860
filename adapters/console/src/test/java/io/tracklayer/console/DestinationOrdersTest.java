// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DestinationOrdersTest {
    private static final String PAUSE = "/api/v1/destinations/meta/pause";
    private static final String SECRET = "/api/v1/destinations/meta/secret";

    @Test
    void onlyWhatTheRoleMayOrderIsOffered() {
        String viewer = offered(Role.VIEWER);
        assertFalse(viewer.contains("<form"), viewer);
        assertTrue(viewer.contains("Your role may look."), viewer);
        String operator = offered(Role.OPERATOR);
        assertTrue(operator.contains(PAUSE), operator);
        assertFalse(operator.contains(SECRET), operator);
        String admin = offered(Role.ADMIN);
        assertTrue(admin.contains(PAUSE) && admin.contains(SECRET), admin);
    }

    private static String offered(Role role) {
        Html html = new Html();
        Condition meta = new Condition(config(), Map.of(), null, null, null, null, Given.NOON);
        new DestinationOrders(html, meta, new Operator("eve", role, Set.of())).write();
        return html.fragment();
    }

    private static DestinationConfig config() {
        return new DestinationConfig(
                "meta",
                "meta",
                "acme",
                Set.of(),
                true,
                new Described(),
                null,
                null,
                "destinations/meta.yaml");
    }

    /** Known by its descriptor alone; nothing is sent here. */
    private static final class Described implements Destination {
        @Override
        public DestinationDescriptor descriptor() {
            return DeliveryPagesTest.descriptor();
        }

        @Override
        public Mapping map(Event event, Settings settings, MapContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PlatformRequest pack(
                List<PlatformRecord> records, Settings settings, PackContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Outcome> interpret(
                PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
            throw new UnsupportedOperationException();
        }
    }
}
