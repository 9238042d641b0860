// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BuildCommitTest {
    @Test
    void theBuildWritesDownTheCommitOrThatThereIsNone() {
        assertNotNull(BuildCommit.class.getResource("build.properties"));
        boolean checkout = Files.exists(Path.of("..", ".git"));
        String pattern = checkout ? "[0-9a-f]{12,40}(-dirty)?|unknown" : "unknown";
        assertTrue(BuildCommit.text().matches(pattern), BuildCommit.text());
        assertEquals("1.2 (commit " + BuildCommit.text() + ")", BuildCommit.with("1.2"));
    }
}
