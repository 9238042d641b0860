// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeBenchTest {
    @TempDir Path folder;

    @Test
    void bothServersOfARealNodeAnswerAndTheRatioIsThatOfTheirMedians() {
        Scale tiny = new Scale(1, Duration.ofMillis(300), 1, List.of(), 0);
        StringWriter progress = new StringWriter();

        Figure ratio = IntakeBench.throughput(new Site(folder, tiny, new PrintWriter(progress)));

        double durable = ratio.raw().get("durable/s");
        double nothing = ratio.raw().get("nothing/s");
        assertTrue(durable > 0 && nothing > 0, ratio.toString());
        assertEquals(durable / nothing, ratio.value());
        assertTrue(progress.toString().contains("intake, round 1 of 1"), progress.toString());
        assertTrue(Files.notExists(folder.resolve("intake")), "the folder is left behind");
    }

    @Test
    void aNodeWhoseProjectionIsPausedTakesRequestsInAndAppliesNone() {
        try (NodeProcess node = NodeProcess.idle(NodeFolder.fresh(folder, "paused"))) {
            assertEquals(50, Site.post(node, "test", 50).good());
            assertEquals(0, node.applied());
        }
    }
}
