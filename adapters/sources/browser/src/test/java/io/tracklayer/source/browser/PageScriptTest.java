// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Reply;
import io.tracklayer.testkit.GivenRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageScriptTest {
    private static final GivenRequest SCRIPT = GivenRequest.get("/tl.js");

    @Test
    void theScriptMayBeKeptForAnHourByEverybody() {
        Reply reply = answer(SCRIPT);
        assertEquals(200, reply.status());
        assertEquals("text/javascript; charset=utf-8", reply.contentType());
        assertEquals("public, max-age=3600", reply.headers().get("Cache-Control"));
        assertEquals("Accept-Encoding", reply.headers().get("Vary"));
        assertTrue(text(reply.body()).contains("/collect"));
    }

    @Test
    void nothingInTheScriptNeedsEvalOrLeaksItsSources() {
        String script = text(answer(SCRIPT).body());
        for (String unwanted :
                new String[] {"eval(", "new Function", "Function(\"", "sourceMapping"}) {
            assertTrue(!script.contains(unwanted), unwanted);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.8"})
    void whoTakesGzipGetsTheSameScriptInIt(String encodings) throws IOException {
        Reply reply = answer(SCRIPT.header("Accept-Encoding", encodings));
        assertEquals("gzip", reply.headers().get("Content-Encoding"));
        assertTrue(reply.body().length <= 6144, "bytes: " + reply.body().length);
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(reply.body()))) {
            assertArrayEquals(answer(SCRIPT).body(), plain.readAllBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "br", "gzip;q=0", "gzip; q=0.000, br", "x-gzipped"})
    void whoDoesNotTakeGzipGetsItPlain(String encodings) {
        Reply reply = answer(SCRIPT.header("Accept-Encoding", encodings));
        assertNull(reply.headers().get("Content-Encoding"));
        assertArrayEquals(answer(SCRIPT).body(), reply.body());
    }

    @Test
    void whoHasTheScriptIsToldSoWithoutABody() {
        String tag = answer(SCRIPT).headers().get("ETag");
        Reply reply = answer(SCRIPT.header("If-None-Match", "\"other\", " + tag));
        assertEquals(304, reply.status());
        assertEquals(0, reply.body().length);
        assertEquals(tag, reply.headers().get("ETag"));
        assertEquals(200, answer(SCRIPT.header("If-None-Match", "\"other\"")).status());
    }

    @Test
    void everythingElseIsNoQuestion() {
        assertEquals(Optional.empty(), Given.SOURCE.answer(Given.pixel("ev=page_viewed&k=wk_1")));
        assertEquals(Optional.empty(), Given.SOURCE.answer(Given.event("page_viewed", "")));
    }

    private static Reply answer(GivenRequest request) {
        return Given.SOURCE.answer(request).orElseThrow();
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
