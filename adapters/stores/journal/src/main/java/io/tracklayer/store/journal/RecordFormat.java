// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes of a segment file; all numbers big-endian.
 *
 * <pre>
 * header  0  magic "TLJ1"      4
 *         4  format version    4   (1)
 *         8  first offset      8
 *        16  salt              4   random per file
 *        20  CRC32C of 0..19   4
 * record  0  payload length    4
 *         4  CRC32C            4   of salt, length, offset, payload
 *         8  offset            8
 *        16  payload
 * </pre>
 *
 * <p>The salt makes a record valid in its own file only: neither blocks of a deleted segment that
 * the file system hands out again nor a payload that imitates a record can be taken for one.
 */
final class RecordFormat {
    static final int VERSION = 1;
    static final int HEADER_BYTES = 24;
    static final int RECORD_HEADER_BYTES = 16;
    static final int MAX_PAYLOAD_BYTES = 64 * 1024 * 1024;

    private static final int MAGIC = 0x544C4A31;

    private RecordFormat() {}

    /** What a valid header says. */
    record Header(int version, long firstOffset, int salt) {}

    static byte[] header(long firstOffset, int salt) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putInt(MAGIC).putInt(VERSION).putLong(firstOffset).putInt(salt);
        header.putInt(crcOfHeader(header.array()));
        return header.array();
    }

    /** Returns null when the bytes are no header; the version is for the caller to judge. */
    static Header parseHeader(byte[] bytes) {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        boolean valid =
                bytes.length == HEADER_BYTES
                        && header.getInt(0) == MAGIC
                        && header.getInt(20) == crcOfHeader(bytes);
        return valid ? new Header(header.getInt(4), header.getLong(8), header.getInt(16)) : null;
    }

    static long recordBytes(byte[] payload) {
        return RECORD_HEADER_BYTES + (long) payload.length;
    }

    static byte[] recordHeader(int salt, long offset, byte[] payload) {
        ByteBuffer header = ByteBuffer.allocate(RECORD_HEADER_BYTES);
        header.putInt(payload.length).putInt(crc(salt, offset, payload)).putLong(offset);
        return header.array();
    }

    static int crc(int salt, long offset, byte[] payload) {
        ByteBuffer head = ByteBuffer.allocate(16);
        head.putInt(salt).putInt(payload.length).putLong(offset);
        CRC32C crc = new CRC32C();
        crc.update(head.array(), 0, 16);
        crc.update(payload, 0, payload.length);
        return (int) crc.getValue();
    }

    private static int crcOfHeader(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, 20);
        return (int) crc.getValue();
    }
}
