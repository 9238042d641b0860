// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracklayer.spi.MalformedInputException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one JSON reader and writer for content from outside. Strict where lenience hides faults:
 * well-formed UTF-8, no duplicate keys, no trailing bytes, bounded nesting, numbers and key counts.
 * Fractions become BigDecimal and whole numbers Long or BigInteger, never double; nulls are left
 * out of trees.
 */
public final class StrictJson {
    private static final int MAX_NODES = 200_000;
    private static final int MAX_SCALE = 100;

    private static final StreamReadConstraints BOUNDS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(100)
                    .maxNameLength(1_024)
                    .maxStringLength(4 << 20)
                    .build();

    private static final JsonMapper MAPPER = mapper(BOUNDS);

    /** Our own documents hold names from outside, such as query parameters, that may be longer. */
    private static final JsonMapper TRUSTED =
            mapper(BOUNDS.rebuild().maxNameLength(Integer.MAX_VALUE).build());

    private StrictJson() {}

    /**
     * Reads one document.
     *
     * @throws MalformedInputException with code {@code malformed_json} or {@code too_complex},
     *     naming line and column but never the content
     */
    public static Object read(byte[] bytes) throws MalformedInputException {
        return read(MAPPER, decode(bytes));
    }

    /** Reads a document that we wrote ourselves. */
    public static Object readTrusted(String json) {
        try {
            return read(TRUSTED, json);
        } catch (MalformedInputException damaged) {
            throw new IllegalStateException(
                    "a stored document cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    /** Writes a tree without white space. */
    public static byte[] write(Object tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException notATree) {
            throw new UncheckedIOException(notATree);
        }
    }

    /** Writes a tree as text without white space. */
    public static String writeText(Object tree) {
        return new String(write(tree), StandardCharsets.UTF_8);
    }

    /** Writes a tree for people, indented. */
    public static String writePretty(Object tree) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (JsonProcessingException notATree) {
            throw new UncheckedIOException(notATree);
        }
    }

    private static Object read(JsonMapper mapper, String text) throws MalformedInputException {
        try {
            Object tree = mapper.readValue(text, Object.class);
            if (tree == null) {
                throw new MalformedInputException(
                        "malformed_json", "the body is null or empty; send one JSON object");
            }
            return new Pruner().prune(tree);
        } catch (StreamConstraintsException beyond) {
            throw new MalformedInputException(
                    "too_complex", "the JSON exceeds a bound: " + firstSentence(beyond));
        } catch (NumberFormatException beyondAnyExponent) {
            // Jackson lets this one through for more than ten digits of exponent
            throw new MalformedInputException(
                    "too_complex", "a number has an exponent beyond " + MAX_SCALE);
        } catch (JsonProcessingException malformed) {
            throw new MalformedInputException("malformed_json", position(malformed));
        }
    }

    private static JsonMapper mapper(StreamReadConstraints bounds) {
        return JsonMapper.builder(
                        com.fasterxml.jackson.core.JsonFactory.builder()
                                .streamReadConstraints(bounds)
                                .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    private static String decode(byte[] bytes) throws MalformedInputException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedInputException("malformed_utf8", "the body is not UTF-8 text");
        }
    }

    private static String position(JsonProcessingException malformed) {
        var at = malformed.getLocation();
        String where =
                at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        String what =
                malformed.getOriginalMessage().startsWith("Duplicate")
                        ? "a key stands twice"
                        : "not one JSON document";
        return "the body is malformed" + where + ": " + what;
    }

    private static String firstSentence(JsonProcessingException beyond) {
        String message = beyond.getOriginalMessage();
        return message.length() > 160 ? message.substring(0, 160) : message;
    }

    /** Leaves out nulls and counts nodes. */
    private static final class Pruner {
        private int nodes;

        Object prune(Object node) throws MalformedInputException {
            if (++nodes > MAX_NODES) {
                throw new MalformedInputException(
                        "too_complex", "the JSON has more than " + MAX_NODES + " values");
            }
            if (node instanceof Map<?, ?> map) {
                Map<String, Object> kept = new LinkedHashMap<>();
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    if (member.getValue() != null) {
                        kept.put((String) member.getKey(), prune(member.getValue()));
                    }
                }
                return kept;
            }
            if (node instanceof List<?> list) {
                List<Object> kept = new ArrayList<>(list.size());
                for (Object element : list) {
                    if (element != null) {
                        kept.add(prune(element));
                    }
                }
                return kept;
            }
            if (node instanceof Integer small) {
                return small.longValue();
            }
            if (node instanceof BigDecimal number && Math.abs((long) number.scale()) > MAX_SCALE) {
                // writing 1e999999999 out would take a gigabyte
                throw new MalformedInputException(
                        "too_complex", "a number has an exponent beyond " + MAX_SCALE);
            }
            return node;
        }
    }
}
