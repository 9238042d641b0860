// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/**
 * An answer as far as it was read. Its head is what counts: a body that breaks off or never ends
 * does not undo the status a platform has given.
 *
 * @param headers by name in lower case
 * @param body at most 64 KiB, after inflating
 * @param whole whether the body was read to its end
 * @param warnings what is missing from it, for the operator
 */
record CallAnswer(
        int status,
        Map<String, List<String>> headers,
        byte[] body,
        boolean whole,
        List<String> warnings) {
    private static final int MAX_BODY = 64 * 1024;

    /**
     * Reads an answer.
     *
     * @throws SocketTimeoutException when the platform goes silent within the body
     */
    static CallAnswer read(ClassicHttpResponse response) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(
                            header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue() == null ? "" : header.getValue());
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String warning = read(response.getEntity(), body);
        return new CallAnswer(
                response.getCode(),
                headers,
                body.toByteArray(),
                warning.isEmpty(),
                warning.isEmpty() ? List.of() : List.of(warning));
    }

    private static String read(HttpEntity entity, ByteArrayOutputStream body) throws IOException {
        if (entity == null) {
            return "";
        }
        try {
            return fill(entity.getContent(), body)
                    ? ""
                    : "the answer is larger than 64 KiB; the rest was not read";
        } catch (SocketTimeoutException silent) {
            throw silent;
        } catch (IOException broken) {
            return "the answer broke off after " + body.size() + " bytes; its status counts";
        }
    }

    /** Whether the end was reached. */
    private static boolean fill(InputStream in, ByteArrayOutputStream body) throws IOException {
        byte[] chunk = new byte[8 * 1024];
        while (body.size() < MAX_BODY) {
            int got = in.read(chunk, 0, Math.min(chunk.length, MAX_BODY - body.size()));
            if (got < 0) {
                return true;
            }
            body.write(chunk, 0, got);
        }
        return false;
    }
}
