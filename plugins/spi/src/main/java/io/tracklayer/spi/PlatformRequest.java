// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One HTTP request for the host to send. The host masks the values of secret settings and of secret
 * fields before it stores anything.
 *
 * @param method {@code POST} or {@code GET}
 * @param url absolute address without query; starts with the instance's {@code endpoint} setting
 * @param query query parameters in order, not yet encoded
 * @param headers headers in order; {@code Content-Type} included, length and host left to the
 *     transport
 * @param body the exact bytes to send, empty for none; the array must not be changed afterwards
 */
public record PlatformRequest(
        String method, String url, List<Field> query, List<Field> headers, byte[] body) {

    public PlatformRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(url, "url");
        query = List.copyOf(query);
        headers = List.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    /** A JSON POST. */
    public static PlatformRequest postJson(
            String url, List<Field> query, List<Field> headers, byte[] body) {
        List<Field> all = new ArrayList<>();
        all.add(new Field("Content-Type", "application/json", false));
        all.addAll(headers);
        return new PlatformRequest("POST", url, query, all, body);
    }

    /**
     * A query parameter or header.
     *
     * @param secret whether the value is masked in every record of the request
     */
    public record Field(String name, String value, boolean secret) {
        public Field {
            if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
                throw new IllegalArgumentException(
                        "the value of \"" + name + "\" has a line break");
            }
        }

        /** A field everybody may see. */
        public static Field open(String name, String value) {
            return new Field(name, value, false);
        }

        /** A field that is masked wherever the request is recorded. */
        public static Field secret(String name, String value) {
            return new Field(name, value, true);
        }
    }
}
