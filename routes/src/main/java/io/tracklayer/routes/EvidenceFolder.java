// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.store.jdbc.EvidenceStoreUnusableException;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the evidence store. One that cannot be read is set aside and made again from the
 * journal, while requests are taken in.
 */
final class EvidenceFolder {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceFolder.class);

    /** Below this the disk is the likelier cause, and what is set aside would be sound. */
    private static final long ROOM_BYTES = 64L << 20;

    private EvidenceFolder() {}

    static JdbcEvidenceStore open(Path folder, Clock clock) throws IOException {
        try {
            return JdbcEvidenceStore.open(folder, clock);
        } catch (EvidenceStoreUnusableException unreadable) {
            if (Files.getFileStore(folder).getUsableSpace() < ROOM_BYTES) {
                throw unreadable;
            }
            String name = folder.getFileName() + ".unreadable-" + clock.instant().toEpochMilli();
            Path aside = Files.move(folder, folder.resolveSibling(name));
            LOG.error(
                    "the evidence in {} cannot be read and was set aside as {}; it is made again from"
                            + " the journal, which reaches back as far as its retention. Delete that"
                            + " folder when nobody needs it.",
                    folder,
                    aside,
                    unreadable);
            return JdbcEvidenceStore.open(folder, clock);
        }
    }
}
