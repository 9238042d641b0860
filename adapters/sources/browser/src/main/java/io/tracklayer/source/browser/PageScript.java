// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.identity.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The script for pages, made of src/main/js by the build. */
final class PageScript {
    static final String PATH = "/tl.js";
    static final String ACCEPT_ENCODING = "accept-encoding";
    static final String IF_NONE_MATCH = "if-none-match";

    private static final String TYPE = "text/javascript; charset=utf-8";
    private static final Pattern GZIP =
            Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))");

    private static final byte[] SCRIPT = read();
    private static final byte[] COMPRESSED = compressed(SCRIPT);
    private static final String TAG =
            "W/\"" + HexFormat.of().formatHex(Sha256.digest(SCRIPT)).substring(0, 16) + "\"";

    /** An hour: an upgrade of the node reaches every page the same day. */
    private static final Map<String, String> HEADERS =
            Map.of("ETag", TAG, "Cache-Control", "public, max-age=3600", "Vary", "Accept-Encoding");

    private PageScript() {}

    static Reply answer(InboundRequest request) {
        if (request.header(IF_NONE_MATCH).filter(tags -> tags.contains(TAG)).isPresent()) {
            return new Reply(304, "", new byte[0], HEADERS);
        }
        return request.header(ACCEPT_ENCODING).filter(PageScript::gzip).isPresent()
                ? new Reply(200, TYPE, COMPRESSED.clone(), with("Content-Encoding", "gzip"))
                : new Reply(200, TYPE, SCRIPT.clone(), HEADERS);
    }

    private static boolean gzip(String encodings) {
        return GZIP.matcher(encodings).find();
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put(name, value);
        return headers;
    }

    private static byte[] compressed(byte[] script) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(script);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] read() {
        try (InputStream script = PageScript.class.getResourceAsStream("tl.js")) {
            return script.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
