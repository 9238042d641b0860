// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import io.tracklayer.core.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/**
 * The bytes of a message: those it has, or JSON for maps and lists such as the rows of a table.
 * Times become ISO 8601, what JSON has no form for becomes text.
 */
final class MessageBody {
    /** No source takes more than this; the rest of a longer stream is not read. */
    private static final int MOST_BYTES = 16 * 1024 * 1024 + 1;

    private MessageBody() {}

    /**
     * Reads a message's body; empty for one without.
     *
     * @throws InvalidPayloadException if it is of a kind nothing can make bytes of
     */
    static byte[] bytes(Message message) throws InvalidPayloadException, IOException {
        Object body = message.getBody();
        if (body == null) {
            return new byte[0];
        }
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof Map || body instanceof List || body instanceof String) {
            return bytes(body);
        }
        try (InputStream stream = message.getMandatoryBody(InputStream.class)) {
            return stream.readNBytes(MOST_BYTES);
        }
    }

    /** The bytes of a map, a list or a text. */
    static byte[] bytes(Object body) {
        return body instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : StrictJson.write(tree(body));
    }

    private static Object tree(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), tree(member)));
            return members;
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(tree(element)));
            return elements;
        }
        return value instanceof Number number ? number(number) : scalar(value);
    }

    private static Object number(Number number) {
        if (number instanceof BigDecimal
                || number instanceof BigInteger
                || number instanceof Long) {
            return number;
        }
        if (number instanceof Double || number instanceof Float) {
            return Double.isFinite(number.doubleValue())
                    ? new BigDecimal(number.toString())
                    : number.toString();
        }
        return number instanceof Integer || number instanceof Short || number instanceof Byte
                ? (Object) number.longValue()
                : number.toString();
    }

    private static Object scalar(Object value) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Date date && !isDateOrTimeOnly(date)) {
            return Instant.ofEpochMilli(date.getTime()).toString();
        }
        return value.toString();
    }

    /** A database's DATE and TIME are no moments; their text is {@code 2026-11-21} and the like. */
    private static boolean isDateOrTimeOnly(Date date) {
        String type = date.getClass().getName();
        return type.equals("java.sql.Date") || type.equals("java.sql.Time");
    }
}
