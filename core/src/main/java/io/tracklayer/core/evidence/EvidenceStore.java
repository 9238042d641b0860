// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

/**
 * Everything the product knows, as rows. A projection of the journal: one writer applies records in
 * order and commits the journal offset together with the rows; readers may be many.
 */
public interface EvidenceStore extends AutoCloseable {

    /** The first journal offset that has not been applied. */
    long appliedOffset();

    /** Starts the writer's next unit of work. Only one may be open, and only on one thread. */
    UnitOfWork begin();

    /** Read access; thread-safe. */
    EvidenceQueries queries();

    @Override
    void close();
}
