// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracklayer.spi.MalformedInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** JSON as the host reads and writes it. */
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .build();

    private Json() {}

    /** Writes a tree as UTF-8 without white space. */
    public static byte[] write(Object tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException notATree) {
            throw new UncheckedIOException(notATree);
        }
    }

    /** Reads a tree; JSON nulls are left out. */
    public static Object read(byte[] json) throws MalformedInputException {
        try {
            return withoutNulls(MAPPER.readValue(json, Object.class));
        } catch (IOException | NumberFormatException malformed) {
            throw new MalformedInputException(
                    "malformed_json", "the body is not one JSON document");
        }
    }

    /** Reads a tree given as text that is known to be JSON. */
    public static Object read(String json) {
        try {
            return read(json.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedInputException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private static Object withoutNulls(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> kept = new LinkedHashMap<>();
            map.forEach(
                    (key, value) -> {
                        if (value != null) {
                            kept.put((String) key, withoutNulls(value));
                        }
                    });
            return kept;
        }
        if (node instanceof List<?> list) {
            return list.stream().filter(Objects::nonNull).map(Json::withoutNulls).toList();
        }
        return node instanceof Integer small ? (Object) small.longValue() : node;
    }
}
