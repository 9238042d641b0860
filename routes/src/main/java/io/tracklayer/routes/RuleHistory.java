// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.rules.RuleVersions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a copy of every state of the rules that came into force, to go back to. */
final class RuleHistory {
    private static final Logger LOG = LoggerFactory.getLogger(RuleHistory.class);

    private final RuleVersions versions;
    private final Clock clock;

    RuleHistory(Path dataFolder, Clock clock) {
        this.clock = clock;
        this.versions = new RuleVersions(dataFolder);
    }

    /** Copies the folder; a disk that takes no copy keeps no rules from being in force. */
    void keep(String version, Path folder) {
        try {
            versions.keep(version, folder, clock.instant());
        } catch (IOException unwritable) {
            LOG.warn(
                    "rules {} are in force, but no copy of them could be kept in {} ({});"
                            + " tl rules rollback will not find them",
                    version,
                    versions.folder(),
                    unwritable.toString());
        }
    }
}
