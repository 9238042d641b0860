// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.SendResult;
import io.tracklayer.core.egress.AddressGuard;
import io.tracklayer.spi.PlatformRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests too large for the buffers between us and a platform that does not read them. */
class PlatformSenderTest {
    private static final byte[] LARGE = new byte[32 << 20];

    private static final Duration CALL = Duration.ofSeconds(3);

    @TempDir static Path folder;
    private static Certificates certificates;

    private final CountDownLatch done = new CountDownLatch(1);
    private DefaultCamelContext context;
    private PlatformClients clients;
    private PlatformSender sender;

    @BeforeAll
    static void certify() throws Exception {
        certificates = Certificates.make(folder);
    }

    @BeforeEach
    void start() throws Exception {
        clients =
                new PlatformClients(
                        () -> new AddressGuard(List.of("127.0.0.1/32")),
                        WireRig.patience(certificates.trust(), CALL));
        context = new DefaultCamelContext();
        context.getRegistry().bind(PlatformClients.BEAN, clients);
        context.start();
        sender = new PlatformSender(context, context.createProducerTemplate(), clients);
    }

    @AfterEach
    void stop() {
        done.countDown();
        context.stop();
        clients.close();
    }

    @Test
    void aPlatformThatNeverReadsIsLeftAtTheDeadline() throws Exception {
        try (FaultyPlatform deaf = FaultyPlatform.open().greet(line -> line.ignore(done))) {
            assertCutOff(send("http", deaf));
        }
    }

    @Test
    void overTlsToo() throws Exception {
        ServerSocketFactory sockets = certificates.server("good");
        try (FaultyPlatform deaf =
                FaultyPlatform.open(sockets, line -> true).greet(line -> line.ignore(done))) {
            assertCutOff(send("https", deaf));
        }
    }

    @Test
    void aPlatformThatClosesWhileWeSendIsNoSurprise() throws Exception {
        try (FaultyPlatform hasty =
                FaultyPlatform.open()
                        .greet(
                                line -> {
                                    line.taste(100);
                                    line.say("413 Too Large", "Connection: close\r\n", "");
                                    return false;
                                })) {
            SendResult result = send("http", hasty);
            if (result instanceof SendResult.Failed failed) {
                assertEquals("connection_lost", failed.code(), failed.text());
                assertTrue(failed.sent(), failed.text());
            } else {
                SendResult.Answered answered = assertInstanceOf(SendResult.Answered.class, result);
                assertEquals(413, answered.answer().status());
            }
        }
    }

    @Test
    void aRequestIsSentByItsOwnMethodWithItsQueryEncoded() throws Exception {
        try (FaultyPlatform platform = FaultyPlatform.open()) {
            String url = "http://127.0.0.1:" + platform.port() + "/sread.php";
            List<PlatformRequest.Field> query =
                    List.of(PlatformRequest.Field.open("bd[0]", "AW:P|a b&c"));
            for (String method : List.of("GET", "POST", "GET")) {
                sender.send("x", new PlatformRequest(method, url, query, List.of(), new byte[0]));
            }
            List<String> lines =
                    platform.heard().stream()
                            .map(heard -> heard.head().lines().findFirst().orElse(""))
                            .toList();
            String target = " /sread.php?bd%5B0%5D=AW%3AP%7Ca%20b%26c HTTP/1.1";
            assertEquals(List.of("GET" + target, "POST" + target, "GET" + target), lines);
        }
    }

    private SendResult send(String scheme, FaultyPlatform platform) {
        String url = scheme + "://127.0.0.1:" + platform.port() + "/";
        PlatformRequest request = PlatformRequest.postJson(url, List.of(), List.of(), LARGE);
        return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> sender.send("x", request));
    }

    private static void assertCutOff(SendResult result) {
        SendResult.Failed failed = assertInstanceOf(SendResult.Failed.class, result);
        assertEquals("timeout", failed.code(), failed.text());
        assertTrue(failed.sent());
        assertTrue(failed.latencyMillis() < 2 * CALL.toMillis(), failed.latencyMillis() + " ms");
    }
}
