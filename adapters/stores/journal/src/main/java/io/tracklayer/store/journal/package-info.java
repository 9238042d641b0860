// SPDX-License-Identifier: Apache-2.0

/**
 * The journal in segment files: what the node answers 2xx for rests on it.
 *
 * <p>A directory holds {@code journal-<first offset, 20 digits>.seg} files, {@code journal.lock},
 * and for moments {@code *.seg.new}. All numbers are big-endian, CRC is CRC32C.
 *
 * <pre>
 * segment = header record*
 * header  =  0 magic "TLJ1" (4)   4 version 1 (4)   8 first offset (8)
 *           16 salt (4)          20 CRC of bytes 0 to 19 (4)
 * record  =  0 payload length (4) 4 CRC of salt, length, offset, payload (4)
 *            8 offset (8)        16 payload
 * </pre>
 *
 * <p>A segment ends where the next one's first offset says, whatever else its file holds. Offsets
 * in it are dense from its first offset; a gap is damage and reported as such. The salt is random
 * per file: a record is valid in its own file only.
 *
 * <p>Facts the code rests on. After a failed fsync Linux marks the pages clean, so a second fsync
 * on the file may succeed with bytes missing: a file whose write or sync failed is never used
 * again. A new file survives a power cut only when its directory was synced too. POSIX locks of a
 * process on a file end when any descriptor of that file is closed. An interrupted thread closes
 * the file channel it uses.
 */
package io.tracklayer.store.journal;
