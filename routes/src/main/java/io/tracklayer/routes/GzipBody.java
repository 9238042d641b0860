// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Inflates bodies that may have been made to fill the memory. */
final class GzipBody {
    /** Times its size that a body may inflate to. */
    static final int MAX_RATIO = 100;

    private static final int CHUNK = 8 * 1024;

    private GzipBody() {}

    /** It would be larger than it may be. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The body.
     *
     * @throws TooLargeException above so many bytes, or so many times its size
     * @throws IOException when it is damaged
     */
    static byte[] inflate(byte[] raw, int limit) throws IOException {
        long most = Math.min(limit, (long) raw.length * MAX_RATIO);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
            byte[] chunk = new byte[CHUNK];
            for (int got = in.read(chunk); got > 0; got = in.read(chunk)) {
                plain.write(chunk, 0, got);
                if (plain.size() > most) {
                    throw new TooLargeException();
                }
            }
        }
        return plain.toByteArray();
    }
}
