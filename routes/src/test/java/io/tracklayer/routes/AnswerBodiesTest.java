// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Successes with a body nobody expects. Every row is a webhook destination of its own. */
class AnswerBodiesTest {
    private static final byte[] MEGABYTE = new byte[1 << 20];
    private static final long MOST_TAKEN = 32L << 20;

    @TempDir static Path folder;

    private static WireRig rig;
    private static long first;
    private static long second;

    static Stream<WireRow> answers() {
        return Stream.of(
                WireRow.taken(
                        "http-1.0", "", line -> line.raw("HTTP/1.0 200 OK\r\n\r\nfine") && false),
                WireRow.taken(
                        "100-continue",
                        "",
                        line ->
                                line.raw("HTTP/1.1 100 Continue\r\n\r\n")
                                        && line.say("200 OK", "", "fine")),
                WireRow.taken(
                        "103-early-hints",
                        "",
                        line ->
                                line.raw("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
                                        && line.say("202 Accepted", "", "")),
                WireRow.taken(
                        "closes-when-done", "", line -> line.say("200 OK", "", "fine") && false),
                WireRow.taken("empty", "", line -> line.say("200 OK", "", "")),
                WireRow.taken("html", "", line -> line.say("200 OK", "", "<html>Thank you</html>")),
                WireRow.taken(
                        "wrong-charset",
                        "",
                        line ->
                                line.raw(
                                                "HTTP/1.1 200 OK\r\n"
                                                        + "Content-Type: text/plain;"
                                                        + " charset=klingon\r\n"
                                                        + "Content-Length: 2\r\n\r\n")
                                        && line.raw(new byte[] {(byte) 0xff, (byte) 0xfe})),
                WireRow.taken("odd-json", "", line -> line.say("200 OK", "", "[".repeat(50_000))),
                WireRow.taken(
                        "unknown-encoding",
                        "",
                        line -> line.say("200 OK", "Content-Encoding: zebra\r\n", "fine")),
                WireRow.taken(
                        "shorter-than-it-says",
                        "broke off after 4 bytes",
                        line ->
                                line.raw("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\nfine")
                                        && false),
                WireRow.taken(
                        "reset-within-the-answer",
                        "broke off after",
                        line ->
                                line.raw("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\nfine")
                                        && line.reset()),
                WireRow.taken(
                        "longer-than-it-says",
                        "",
                        line ->
                                line.raw(
                                                "HTTP/1.1 200 OK\r\nConnection: close\r\n"
                                                        + "Content-Length: 4\r\n\r\nfine and")
                                        && line.raw(" more\r\n")
                                        && false),
                WireRow.taken(
                        "chunks-that-are-none",
                        "broke off after 0 bytes",
                        line ->
                                line.raw(
                                                "HTTP/1.1 200 OK\r\nTransfer-Encoding:"
                                                        + " chunked\r\n\r\nzebra\r\n")
                                        && false),
                WireRow.taken(
                        "damaged-gzip",
                        "broke off after 0 bytes",
                        line -> line.say("200 OK", "Content-Encoding: gzip\r\n", "not gzip")),
                WireRow.taken(
                        "gzip-bomb",
                        "larger than 64 KiB",
                        line -> {
                            byte[] bomb = gzip(64);
                            return line.raw(
                                            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
                                                    + "Content-Length: "
                                                    + bomb.length
                                                    + "\r\n\r\n")
                                    && line.raw(bomb);
                        }),
                WireRow.taken(
                        "500-megabytes",
                        "larger than 64 KiB",
                        line ->
                                line.raw("HTTP/1.1 200 OK\r\nContent-Length: 524288000\r\n\r\n")
                                        && line.endlessly(MEGABYTE, 500)),
                WireRow.taken(
                        "chunks-without-end",
                        "larger than 64 KiB",
                        line ->
                                line.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                                        && line.endlessly(chunk(), 50_000)));
    }

    @BeforeAll
    static void start() throws Exception {
        rig = WireRig.open(folder);
        WireRow.addAll(rig, answers());
        rig.start();
        first = rig.order();
        for (WireRow row : answers().toList()) {
            rig.await(row.id(), first, "delivered");
        }
        second = rig.order();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aSuccessIsOneWhateverItsBody(WireRow row) {
        Map<?, ?> attempt = row.settled(rig, first, second).get(0);
        assertEquals("delivered", attempt.get("outcome"));
        assertTrue(attempt.get("warnings").toString().contains(row.text()), "" + attempt);
        assertEquals(row.text().isEmpty(), ((List<?>) attempt.get("warnings")).isEmpty());
        Object body = ((Map<?, ?>) attempt.get("response")).get("body");
        assertTrue(body.toString().length() <= 64 * 1024 + 16);
        long said = rig.platform(row.id()).said();
        assertTrue(said < MOST_TAKEN, said + " bytes were taken");
    }

    @Test
    void theOthersAreNotHeldUp() {
        rig.assertOthersComplete();
    }

    private static byte[] chunk() {
        return ("2000\r\n" + "a".repeat(0x2000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] gzip(int megabytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < megabytes; i++) {
                out.write(MEGABYTE);
            }
        }
        return packed.toByteArray();
    }
}
