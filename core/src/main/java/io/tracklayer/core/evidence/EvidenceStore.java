// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import java.time.Instant;
import java.util.Optional;

/**
 * Everything the product knows, as rows. A projection of the journal: one writer applies records in
 * order and commits the journal offset together with the rows; readers may be many.
 */
public interface EvidenceStore extends AutoCloseable {

    /** The first journal offset that has not been applied. */
    long appliedOffset();

    /** Starts the writer's next unit of work. Only one may be open, and only on one thread. */
    UnitOfWork begin();

    /**
     * Removes what has outlived its time, in one transaction of the writer; no unit of work may be
     * open. An event with a delivery that is not final is kept, whatever its age.
     *
     * @param maxRows the most rows to touch, so that nothing waits long for the writer
     * @return how many rows it touched; {@code maxRows} when there may be more
     */
    int purge(RetentionPolicy policy, Instant now, int maxRows);

    /** How much it holds. Reads two values, however much there is. */
    Holdings holdings();

    /**
     * How much evidence there is.
     *
     * @param bytes on disk, without space that is free to be used again
     * @param oldest when its oldest event was received; empty without events
     */
    record Holdings(long bytes, Optional<Instant> oldest) {}

    /** Read access; thread-safe. */
    EvidenceQueries queries();

    @Override
    void close();
}
