// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlTest {
    private final CommandRig rig = new CommandRig();

    @Test
    void wrongUsageIsTwo() {
        assertEquals(2, rig.run());
        assertEquals(2, rig.run("dmeo"));
        assertEquals(2, rig.run("demo", "--speed", "0"));
        assertEquals(2, rig.run("send", "--key", "k"));
        assertEquals(2, rig.run("send", "Order Completed"));
        assertEquals(2, rig.run("keys"));
        assertEquals(2, rig.run("keys", "create", "--store", "s"));
        assertEquals(2, rig.run("stream", "--limit", "many"));
    }

    @Test
    void aSilentNodeIsThreeAndExplained() {
        assertEquals(3, rig.run("deliveries", "--node", "http://127.0.0.1:1"));
        assertTrue(rig.err().contains("tl: the node at http://127.0.0.1:1 does not answer"));
        assertTrue(rig.err().contains("--node"));
    }

    @Test
    void upSaysWhatIsMissing(@TempDir Path empty) {
        assertEquals(1, rig.run("up", "--config", empty.toString()));
        assertTrue(rig.err().contains("there is no " + empty.resolve("tracklayer.yaml")));
        assertTrue(rig.err().contains("merchants:"));
    }

    @Test
    void everyCommandHasHelp() {
        assertEquals(0, rig.run("--help"));
        for (String command :
                new String[] {
                    "demo",
                    "up",
                    "sandbox",
                    "connect",
                    "keys",
                    "send",
                    "stream",
                    "deliveries",
                    "api-logs",
                    "replay",
                    "rig"
                }) {
            assertTrue(rig.out().contains("  " + command), command);
            assertEquals(0, rig.run("help", command), command);
        }
    }
}
