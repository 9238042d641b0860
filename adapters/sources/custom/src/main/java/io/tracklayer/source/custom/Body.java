// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a request carries, as one tree. */
final class Body {
    private static final int MOST_FIELDS = 10_000;
    private static final String FORM = "application/x-www-form-urlencoded";

    private Body() {}

    /** Reads the body, or the address when the request has none by its nature. */
    static Object read(InboundRequest request, String format) throws MalformedInputException {
        if (request.method().equals("GET")) {
            return joined(request.query());
        }
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/")) {
            throw new MalformedInputException(
                    "unsupported_body",
                    "the form was sent as "
                            + type.split(";")[0]
                            + "; have it sent as "
                            + FORM
                            + " or as JSON");
        }
        boolean form = format.equals("auto") ? type.startsWith(FORM) : format.equals("form");
        return form ? form(request.raw()) : request.json();
    }

    /** A form as a flat tree; a name that stands several times has a list. */
    static Map<String, Object> form(byte[] raw) throws MalformedInputException {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        int count = 0;
        int start = 0;
        for (int at = 0; at <= raw.length; at++) {
            if (at == raw.length || raw[at] == '&') {
                if (at > start) {
                    pair(raw, start, at, fields);
                    count++;
                }
                start = at + 1;
            }
            if (count > MOST_FIELDS) {
                throw new MalformedInputException(
                        "too_complex", "the form has more than " + MOST_FIELDS + " fields");
            }
        }
        if (fields.isEmpty()) {
            throw new MalformedInputException("empty_body", "the form has no fields");
        }
        return joined(fields);
    }

    private static void pair(byte[] raw, int start, int end, Map<String, List<String>> fields)
            throws MalformedInputException {
        int equals = start;
        while (equals < end && raw[equals] != '=') {
            equals++;
        }
        String name = decoded(raw, start, equals);
        String value = decoded(raw, Math.min(equals + 1, end), end);
        fields.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value);
    }

    /** A text with percent escapes, as it is when they are none. */
    static String unescaped(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] raw = text.replace("+", "%2B").getBytes(StandardCharsets.UTF_8);
        try {
            return decoded(raw, 0, raw.length);
        } catch (MalformedInputException noEscapes) {
            return text;
        }
    }

    private static Map<String, Object> joined(Map<String, List<String>> fields) {
        Map<String, Object> tree = new LinkedHashMap<>();
        fields.forEach((name, all) -> tree.put(name, all.size() == 1 ? all.get(0) : all));
        return tree;
    }

    private static String decoded(byte[] raw, int start, int end) throws MalformedInputException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
        for (int at = start; at < end; at++) {
            if (raw[at] == '%') {
                bytes.write(escaped(raw, at, end));
                at += 2;
            } else {
                bytes.write(raw[at] == '+' ? ' ' : raw[at]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedInputException("malformed_utf8", "the form is not UTF-8 text");
        }
    }

    private static int escaped(byte[] raw, int at, int end) throws MalformedInputException {
        int high = at + 2 < end ? Character.digit(raw[at + 1], 16) : -1;
        int low = at + 2 < end ? Character.digit(raw[at + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw new MalformedInputException(
                    "malformed_form",
                    "a percent sign of the form is not followed by two hexadecimal digits");
        }
        return high * 16 + low;
    }
}
