// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that connect and then take their time. The node waits 2 s for a head or a body. */
class SlowSendersTest {
    private static final String POST =
            "POST /v1/track?writeKey=" + Shop.SEGMENT_KEY + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    private static final String GET = "GET /pixel.gif HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

    @TempDir static Path folder;
    private static WireRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = WireRig.open(folder);
        rig.start();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "POST /v1/tr", "POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "})
    void aHeadThatDoesNotComeInTimeEndsTheConnection(String start) throws IOException {
        try (Socket client = connect()) {
            say(client, start);
            long began = System.nanoTime();
            assertEquals("", dripUntilClosed(client, "a"));
            assertBetween(began, 1_500, 6_000);
        }
    }

    @Test
    void aFurtherHeadMayBeLateButNotForEver() throws IOException {
        try (Socket client = connect()) {
            say(client, GET);
            long began = System.nanoTime();
            String heard = dripUntilClosed(client, "G");
            assertTrue(heard.startsWith("HTTP/1.1 401 "), heard);
            assertBetween(began, 3_500, 10_000);
        }
    }

    @Test
    void aBodyThatDripsIsAnswered408AndTheConnectionCloses() throws IOException {
        try (Socket client = connect()) {
            say(client, POST + "Content-Length: 5000\r\n\r\n{");
            String heard = dripUntilClosed(client, " ");
            assertTrue(heard.startsWith("HTTP/1.1 408 "), heard);
            assertTrue(heard.contains("slow_body"), heard);
            assertTrue(heard.contains("longer than 2 s"), heard);
        }
    }

    @Test
    void beside2000IdleConnectionsOrdersAreTakenAndTheIdleOnesEnd() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 2_000; i++) {
                idle.add(connect());
            }
            rig.order();
            assertEquals(200, rig.web().get("/api/v1/destinations").status());
            for (Socket socket : idle) {
                socket.setSoTimeout(20_000);
                assertEquals(-1, socket.getInputStream().read());
            }
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
        rig.order();
        rig.assertOthersComplete();
    }

    @Test
    void whoTakesNothingOfWhatItAskedForIsLetGoAndOrdersAreTaken() throws IOException {
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(4_096);
            client.connect(new InetSocketAddress("127.0.0.1", rig.web().base().getPort()));
            say(client, "GET /assets/console.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".repeat(500));
            rig.order();
            Awaitility.await("the end of the connection")
                    .atMost(Web.PATIENCE)
                    .until(() -> !takes(client));
        }
    }

    /** Whether there still is somebody at the other end. */
    private static boolean takes(Socket client) {
        try {
            say(client, "\r\n");
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    private static Socket connect() throws IOException {
        return new Socket("127.0.0.1", rig.web().base().getPort());
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** One more byte every 100 ms; what was heard until the node closed. */
    private static String dripUntilClosed(Socket client, String text) throws IOException {
        StringBuilder heard = new StringBuilder();
        client.setSoTimeout(100);
        try {
            while (true) {
                try {
                    int got = client.getInputStream().read();
                    if (got < 0) {
                        return heard.toString();
                    }
                    heard.append((char) got);
                } catch (SocketTimeoutException quiet) {
                    say(client, text);
                }
            }
        } catch (SocketException reset) {
            return heard.toString();
        }
    }

    private static void assertBetween(long began, long least, long most) {
        long millis = (System.nanoTime() - began) / 1_000_000;
        assertTrue(millis >= least && millis <= most, millis + " ms");
    }
}
