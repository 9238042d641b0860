// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracklayer.spi.PlatformRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A request as it goes over the wire, read by its content type. */
final class Wire {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
                    .build();

    private final PlatformRequest request;
    private final List<Leaf> leaves = new ArrayList<>();
    private String malformed = "";

    private Wire(PlatformRequest request) {
        this.request = request;
    }

    /** What a value is. */
    enum Kind {
        TEXT,
        NUMBER,
        NULL,
        EMPTY,
        OTHER
    }

    /**
     * One value of a body or query.
     *
     * @param path where it stands, e.g. {@code /data/*}{@code /value}; indices are stars
     */
    record Leaf(String path, Kind kind, String text) {

        /** The value as a number, when it is one or a text that is one. */
        Optional<BigDecimal> decimal() {
            if (kind != Kind.NUMBER && !text.matches("-?\\d{1,20}(\\.\\d{1,20})?")) {
                return Optional.empty();
            }
            return Optional.of(new BigDecimal(text));
        }

        /** Whether it is a number with an exponent. */
        boolean scientific() {
            return text.length() <= 25 && text.matches("-?\\d+(\\.\\d+)?[eE][+-]?\\d+");
        }
    }

    /** Reads a request. */
    static Wire of(PlatformRequest request) {
        Wire wire = new Wire(request);
        request.query().forEach(field -> wire.leaf("query " + field.name(), field.value()));
        if (request.body().length > 0) {
            wire.readBody();
        }
        return wire;
    }

    /** The whole request, secrets included; {@code null} for none. */
    static String text(PlatformRequest request) {
        return request == null
                ? "null"
                : request.method()
                        + request.url()
                        + request.query()
                        + request.headers()
                        + body(request);
    }

    static String body(PlatformRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    /** The values of query and body. */
    List<Leaf> leaves() {
        return leaves;
    }

    /** Why the body is not what its content type says, or empty. */
    String malformed() {
        return malformed;
    }

    /** The media type without parameters, in lower case; empty without one. */
    static String mediaType(PlatformRequest request) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("content-type"))
                .map(header -> header.value().split(";")[0].strip().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }

    private void readBody() {
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(request.body()))
                            .toString();
        } catch (CharacterCodingException notUtf8) {
            malformed = "the body is not UTF-8";
            return;
        }
        String type = mediaType(request);
        if (type.endsWith("json")) {
            readJson(text);
        } else if (type.equals("application/x-www-form-urlencoded")) {
            readForm(text);
        } else if (type.isEmpty()) {
            malformed = "the body has no Content-Type";
        }
    }

    private void readJson(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken before = null;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                read(parser, before, token);
                before = token;
            }
            if (before == null) {
                malformed = "the body is empty though its type is JSON";
            }
        } catch (IOException notJson) {
            malformed =
                    "the body is not JSON: " + notJson.getMessage().lines().findFirst().orElse("");
        }
    }

    private void read(JsonParser parser, JsonToken before, JsonToken token) throws IOException {
        String path =
                parser.getParsingContext().pathAsPointer().toString().replaceAll("/\\d+", "/*");
        if (token == JsonToken.VALUE_NULL) {
            leaves.add(new Leaf(path, Kind.NULL, "null"));
        } else if (token == JsonToken.VALUE_STRING) {
            leaf(path, parser.getText());
        } else if (token.isNumeric()) {
            leaves.add(new Leaf(path, Kind.NUMBER, parser.getText()));
        } else if (token.isScalarValue()) {
            leaves.add(new Leaf(path, Kind.OTHER, parser.getText()));
        } else if (token == JsonToken.END_OBJECT && before == JsonToken.START_OBJECT
                || token == JsonToken.END_ARRAY && before == JsonToken.START_ARRAY) {
            leaves.add(new Leaf(path, Kind.EMPTY, ""));
        }
    }

    private void readForm(String text) {
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                malformed = "a form field has no name or no value";
                return;
            }
            try {
                leaf(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            } catch (IllegalArgumentException badEscape) {
                malformed = "a form field is not percent-encoded";
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void leaf(String path, String text) {
        leaves.add(new Leaf(path, text.isEmpty() ? Kind.EMPTY : Kind.TEXT, text));
    }
}
