// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracklayer.spi.MalformedInputException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as the host reads it: numbers exact, nulls left out. */
final class JsonText {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private JsonText() {}

    /** Reads a body that an operator gives as an example. */
    static Object read(byte[] json) throws MalformedInputException {
        try {
            Object tree = MAPPER.readValue(new String(json, StandardCharsets.UTF_8), Object.class);
            if (tree == null) {
                throw new MalformedInputException("malformed_json", "the body is null or empty");
            }
            return withoutNulls(tree);
        } catch (JsonProcessingException | NumberFormatException malformed) {
            throw new MalformedInputException(
                    "malformed_json", "the body is not one JSON document");
        }
    }

    static String write(Object tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException notATree) {
            throw new IllegalArgumentException(notATree);
        }
    }

    static JsonNode node(Object tree) {
        return MAPPER.valueToTree(tree);
    }

    /** A node as a tree; null for a null. */
    static Object tree(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(m -> putKnown(map, m.getKey(), tree(m.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> addKnown(list, tree(element)));
            return list;
        }
        return scalar(node);
    }

    private static Object scalar(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
        }
        if (!node.isNumber()) {
            return null;
        }
        return node.isBigDecimal() ? whole(node.decimalValue()) : finite(node);
    }

    private static Object whole(BigDecimal number) {
        boolean small = number.scale() == 0 && number.precision() < 19;
        return small ? (Object) number.longValue() : number;
    }

    /** Infinity and its like are no numbers of JSON. */
    private static BigDecimal finite(JsonNode node) {
        try {
            return new BigDecimal(node.asText());
        } catch (NumberFormatException infinite) {
            return null;
        }
    }

    private static Object withoutNulls(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> kept = new LinkedHashMap<>();
            map.forEach((key, value) -> putKnown(kept, (String) key, withoutNulls(value)));
            return kept;
        }
        if (node instanceof List<?> list) {
            List<Object> kept = new ArrayList<>();
            list.forEach(element -> addKnown(kept, withoutNulls(element)));
            return kept;
        }
        return node;
    }

    private static void putKnown(Map<String, Object> map, String key, Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static void addKnown(List<Object> list, Object value) {
        if (value != null) {
            list.add(value);
        }
    }
}
