// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.routes.FaultyPlatform.Act;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ServerSocketFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Platforms that cannot prove who they are: nothing is sent to them, and nothing is given up. */
class TlsFaultsTest {
    /** A ServerHello that picks TLS 1.1 and TLS_RSA_WITH_AES_128_CBC_SHA. */
    private static final byte[] OLD_HELLO = oldHello();

    /** The delays a webhook destination has unless told otherwise, here without jitter. */
    private static final String PATIENT =
            "{max-attempts: 100, first-delay: 5s, multiplier: 4, max-delay: 2h, give-up-after:"
                    + " 24h}";

    @TempDir static Path folder;
    private static WireRig rig;
    private static long order;

    @BeforeAll
    static void start() throws Exception {
        Certificates certificates = Certificates.make(folder.resolve("certificates"));
        rig = WireRig.open(folder);
        for (String name : List.of("good", "expired", "other-host", "self-signed")) {
            secure(name, certificates.server(name));
        }
        Act plain = line -> line.raw("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        insecure("plaintext", line -> plain.play(line) && line.silence());
        insecure("silent", line -> line.silence());
        insecure("resetting", line -> line.reset());
        insecure("tls-1.1", line -> line.raw(OLD_HELLO) && line.silence());
        rig.start(certificates.trust());
        order = rig.order();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void aPlatformThatProvesItselfGetsTheEvent() {
        rig.await("good", order, "delivered");
        assertEquals(1, rig.platform("good").heard(WireRig.id(order)).size());
    }

    @ParameterizedTest
    @CsvSource({
        "expired, validity check failed",
        "other-host, subject alternative names",
        "self-signed, unable to find valid certification path",
        "plaintext, Unsupported or unrecognized SSL message",
        "silent, no answer within 2 s",
        "resetting, SocketException",
        "tls-1.1, selected protocol version TLS11",
    })
    void aPlatformThatDoesNotProveItselfIsSentNothingAndTriedAgain(String id, String text) {
        Awaitility.await("tried twice")
                .atMost(Web.PATIENCE)
                .until(
                        () -> {
                            rig.pass(Duration.ofSeconds(30));
                            return rig.attempts(id, order).size() >= 2;
                        });
        for (Map<?, ?> attempt : rig.attempts(id, order)) {
            assertEquals("not_sent", attempt.get("outcome"));
            assertEquals("tls", attempt.get("code"));
            String said = attempt.get("text").toString();
            assertTrue(said.startsWith("no secure connection to 127.0.0.1:"), said);
            assertTrue(said.contains(text), said);
            assertTrue(said.contains("nothing was sent"), said);
        }
        assertEquals(List.of(), rig.platform(id).heard(), "nothing is said without TLS");
    }

    @Test
    void anEventWaitsForHoursUntilTheCertificateIsRenewed() {
        for (int hour = 0; hour < 10; hour++) {
            rig.pass(Duration.ofHours(1));
            rig.await("calm-1", rig.order(), "delivered");
        }
        Map<?, ?> row = rig.delivery("expired", order);
        assertEquals("pending", row.get("status"), "" + row);
        assertEquals("tls", row.get("reason"));
    }

    @Test
    void theOthersAreNotHeldUp() {
        rig.assertOthersComplete();
    }

    private static void secure(String id, ServerSocketFactory sockets) throws IOException {
        add(id, FaultyPlatform.open(sockets, line -> line.say("204 No Content", "", "")));
    }

    private static void insecure(String id, Act greeting) throws IOException {
        FaultyPlatform platform = FaultyPlatform.open();
        for (int connection = 0; connection < 100; connection++) {
            platform.greet(greeting);
        }
        add(id, platform);
    }

    private static void add(String id, FaultyPlatform platform) {
        rig.webhook(id, platform);
        rig.webhook(id, "https://127.0.0.1:" + platform.port() + "/hook", PATIENT);
    }

    private static byte[] oldHello() {
        byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 2 + 1];
        byte[] start = {22, 3, 2, 0, (byte) (hello.length - 5), 2, 0, 0, (byte) (hello.length - 9)};
        System.arraycopy(start, 0, hello, 0, start.length);
        hello[9] = 3;
        hello[10] = 2;
        hello[hello.length - 2] = 0x2f;
        return hello;
    }
}
