// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.json.StrictJson;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportOrderTest {
    @Test
    void aNameTooLongForTheAuditTrailIsCutAndNotLeftOut() throws Exception {
        Map<String, Object> order =
                Map.of(
                        "id",
                        "i",
                        "by",
                        "x".repeat(1_001),
                        "store",
                        "s",
                        "source",
                        "t",
                        "text",
                        "{}");
        assertEquals("x".repeat(100), Import.of(StrictJson.write(order)).by());
    }
}
