// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a platform can do to a connection. Every row is a webhook destination of its own; all of
 * them, and three healthy ones, get the same two orders. The first order meets the fault.
 */
class WireFaultsTest {
    private static final String UNKNOWN = "the platform may have got the request";

    @TempDir static Path folder;

    private static final List<ServerSocket> deaf = new ArrayList<>();
    private static final List<Socket> queued = new ArrayList<>();
    private static ForbiddenListener elsewhere;
    private static WireRig rig;
    private static long first;
    private static long second;

    static Stream<WireRow> faults() {
        return Stream.of(
                WireRow.lost("never-answers", "timeout", "within 6 s", line -> line.silence()),
                WireRow.lost(
                        "answers-after-the-deadline",
                        "timeout",
                        "within 6 s",
                        line -> line.silence() || line.say("200 OK", "", "")),
                WireRow.lost(
                        "drips-headers",
                        "timeout",
                        "within 6 s",
                        line -> line.raw("HTTP/1.1 200 OK\r\nX-Slow: ") && line.drip("a")),
                WireRow.lost(
                        "drips-the-body",
                        "timeout",
                        "within 6 s",
                        line ->
                                line.raw("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
                                        && line.drip("a")),
                WireRow.lost(
                        "sends-100-continue-for-ever",
                        "timeout",
                        "within 6 s",
                        line -> line.drip("HTTP/1.1 100 Continue\r\n\r\n")),
                WireRow.lost(
                        "resets-after-the-request",
                        "connection_lost",
                        UNKNOWN,
                        line -> line.reset()),
                WireRow.lost("closes-after-the-request", "connection_lost", UNKNOWN, line -> false),
                WireRow.lost(
                        "closes-within-the-head",
                        "unreadable_answer",
                        UNKNOWN,
                        line -> line.raw("HTTP/1.1 200 OK\r\nContent-") && false),
                new WireRow(
                        "resets-within-the-request",
                        List.of("connection_lost", "accepted"),
                        UNKNOWN,
                        1,
                        line -> {
                            line.taste(20);
                            return line.reset();
                        }),
                WireRow.lost(
                        "speaks-something-else",
                        "connection_lost",
                        UNKNOWN,
                        line -> line.raw("SSH-2.0-OpenSSH_9.6\r\n\r\n") && false),
                WireRow.lost(
                        "10000-headers",
                        "unreadable_answer",
                        UNKNOWN,
                        line -> line.say("200 OK", "X-Much: more\r\n".repeat(10_000), "")),
                WireRow.lost(
                        "header-of-a-megabyte",
                        "unreadable_answer",
                        UNKNOWN,
                        line -> line.say("200 OK", "X-Long: " + "a".repeat(1 << 20) + "\r\n", "")),
                WireRow.lost(
                        "header-without-end",
                        "unreadable_answer",
                        UNKNOWN,
                        line ->
                                line.raw("HTTP/1.1 200 OK\r\nX-Long: ")
                                        && line.endlessly(letters(), 500)));
    }

    @BeforeAll
    static void start() throws Exception {
        rig = WireRig.open(folder);
        elsewhere = ForbiddenListener.open();
        WireRow.addAll(rig, faults());
        FaultyPlatform redirecting = rig.webhook("redirects");
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            String location = "Location: http://" + elsewhere.authority() + "/hook\r\n";
            redirecting.then(line -> line.say(status + " Elsewhere", location, ""));
        }
        rig.webhook("refused", "http://127.0.0.1:" + NodeProcess.freePort() + "/hook");
        rig.webhook("no-such-name", "http://nobody.invalid/hook");
        rig.webhook("black-hole", "http://127.0.0.1:" + blackHole() + "/hook");
        rig.start();
        first = rig.order();
        for (WireRow row : faults().toList()) {
            rig.await(row.id(), first, "delivered");
        }
        second = rig.order();
    }

    @AfterAll
    static void stop() throws IOException {
        rig.close();
        elsewhere.close();
        for (Socket socket : queued) {
            socket.close();
        }
        for (ServerSocket socket : deaf) {
            socket.close();
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aRequestWithoutAnAnswerIsUnknownAndRepeatedAsItWas(WireRow row) {
        List<Map<?, ?>> attempts = row.settled(rig, first, second);
        assertEquals("unknown", attempts.get(0).get("outcome"));
        assertEquals(0L, attempts.get(0).get("status"));
        assertTrue(attempts.get(0).get("text").toString().contains(row.text()), "" + attempts);
    }

    @Test
    void aRedirectIsNeverFollowed() throws IOException {
        rig.await("redirects", first, "delivered");
        List<Map<?, ?>> attempts = rig.attempts("redirects", first);
        assertEquals(
                List.of("301", "302", "303", "307", "308", "204"),
                WireRig.members(attempts, "status"));
        assertEquals("redirect_not_followed", attempts.get(0).get("code"));
        elsewhere.assertNobodyElseCame();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refused/no connection to 127.0.0.1:",
                "no-such-name/the name nobody.invalid cannot be resolved",
                "black-hole/no answer within 1 s"
            })
    void whereNoConnectionIsMadeNothingWasSentAndItIsTriedAgain(String row) {
        String destination = row.split("/")[0];
        Awaitility.await("tried three times")
                .atMost(Web.PATIENCE)
                .until(() -> rig.attempts(destination, first).size() >= 3);
        for (Map<?, ?> attempt : rig.attempts(destination, first)) {
            assertEquals("not_sent", attempt.get("outcome"));
            assertEquals("connect_failed", attempt.get("code"));
            assertTrue(attempt.get("text").toString().contains(row.split("/")[1]), "" + attempt);
            assertTrue((Long) attempt.get("latency_ms") < 6_000, "" + attempt);
        }
        assertEquals("pending", rig.delivery(destination, first).get("status"));
        assertEquals("connect_failed", rig.delivery(destination, first).get("reason"));
    }

    @Test
    void theOthersAreNotHeldUp() {
        rig.assertOthersComplete();
    }

    /** A port whose queue is full, so that the kernel drops whoever calls. */
    private static int blackHole() throws IOException {
        ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        deaf.add(full);
        for (int i = 0; i < 4; i++) {
            Socket caller = new Socket();
            queued.add(caller);
            try {
                caller.connect(full.getLocalSocketAddress(), 200);
            } catch (IOException dropped) {
                return full.getLocalPort();
            }
        }
        throw new IllegalStateException("the queue takes everybody");
    }

    private static byte[] letters() {
        return "a".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    }
}
