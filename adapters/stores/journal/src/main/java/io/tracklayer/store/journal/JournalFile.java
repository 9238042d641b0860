// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One open file. Writes and reads name their position, so no call depends on an earlier one. */
public interface JournalFile extends Closeable {

    /**
     * Reads at most {@code target.remaining()} bytes.
     *
     * @return the number of bytes read, -1 at or past the end of the file
     */
    int read(ByteBuffer target, long position) throws IOException;

    /**
     * Writes some or all of {@code source}.
     *
     * @return the number of bytes written, which may be less than asked for
     */
    int write(ByteBuffer source, long position) throws IOException;

    /** Makes everything written so far survive a power cut, or throws. */
    void force() throws IOException;

    void truncate(long size) throws IOException;

    long size() throws IOException;
}
