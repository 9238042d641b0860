// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.SendResult;
import io.tracklayer.core.egress.AddressGuard;
import io.tracklayer.core.token.AccessTokens;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.TokenGrant;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests with access tokens, against a platform and its token endpoint in one server. */
class AuthorisedSenderTest {
    @TempDir static Path folder;
    private static Certificates certificates;

    private DefaultCamelContext context;
    private PlatformClients clients;
    private AuthorisedSender sender;
    private FaultyPlatform platform;

    @BeforeAll
    static void certify() throws Exception {
        certificates = Certificates.make(folder);
    }

    @BeforeEach
    void start() throws Exception {
        clients =
                new PlatformClients(
                        () -> new AddressGuard(List.of("127.0.0.1/32")),
                        WireRig.patience(certificates.trust(), Duration.ofSeconds(5)));
        context = new DefaultCamelContext();
        context.getRegistry().bind(PlatformClients.BEAN, clients);
        context.start();
        PlatformSender plain =
                new PlatformSender(context, context.createProducerTemplate(), clients);
        sender = new AuthorisedSender(plain, new AccessTokens(plain::send, Clock.systemUTC()));
        platform = FaultyPlatform.open();
    }

    @AfterEach
    void stop() throws Exception {
        platform.close();
        context.stop();
        clients.close();
    }

    @Test
    void aRequestCarriesTheTokenAndSoDoesTheNextWithoutAskingAgain() throws Exception {
        platform.then(token("one")).then(says("200 OK", "{}")).then(says("200 OK", "{}"));
        assertEquals(200, status(send()));
        AuthorisedSender.Exchanged second = send();
        assertEquals(List.of("/token", "/ingest Bearer one", "/ingest Bearer one"), heard());
        PlatformRequest.Field sent =
                second.request().headers().get(second.request().headers().size() - 1);
        assertEquals(PlatformRequest.Field.secret("Authorization", "Bearer one"), sent);
    }

    @Test
    void aTokenRefusedBeforeItsTimeIsReplacedOnceAndTheRequestGoesAgain() throws Exception {
        platform.then(token("one"))
                .then(says("200 OK", "{}"))
                .then(says("401 Unauthorized", "{}"))
                .then(token("two"))
                .then(says("200 OK", "{}"));
        send();
        assertEquals(200, status(send()));
        assertEquals(
                List.of(
                        "/token",
                        "/ingest Bearer one",
                        "/ingest Bearer one",
                        "/token",
                        "/ingest Bearer two"),
                heard());
    }

    @Test
    void aNewTokenThatIsRefusedIsTheAnswer() throws Exception {
        platform.then(token("one")).then(says("401 Unauthorized", "{}"));
        assertEquals(401, status(send()));
        assertEquals(List.of("/token", "/ingest Bearer one"), heard());
    }

    @Test
    void aRefusedCredentialSendsNothing() throws Exception {
        platform.then(says("400 Bad Request", "{\"error\":\"invalid_grant\"}"));
        SendResult.Unauthorised refused =
                assertInstanceOf(SendResult.Unauthorised.class, send().result());
        assertEquals("invalid_grant", refused.code());
        assertEquals(List.of("/token"), heard());
    }

    @Test
    void aTokenEndpointThatIsDownSendsNothingAndMayWorkLater() throws Exception {
        platform.then(says("503 Service Unavailable", "busy"));
        SendResult.Failed failed = assertInstanceOf(SendResult.Failed.class, send().result());
        assertEquals("token_unavailable", failed.code());
        assertEquals(List.of("/token"), heard());
        assertTrue(!failed.sent());
    }

    private AuthorisedSender.Exchanged send() {
        PlatformRequest request =
                PlatformRequest.postJson(base() + "/ingest", List.of(), List.of(), "{}".getBytes());
        TokenGrant grant =
                new TokenGrant.RefreshToken(base() + "/token", "id", "secret", "refresh");
        return sender.send("x", request, Optional.of(grant));
    }

    private String base() {
        return "http://127.0.0.1:" + platform.port();
    }

    private static int status(AuthorisedSender.Exchanged exchanged) {
        return assertInstanceOf(SendResult.Answered.class, exchanged.result()).answer().status();
    }

    private List<String> heard() {
        return platform.heard().stream()
                .map(
                        heard ->
                                (heard.head().split(" ")[1] + " " + heard.header("authorization"))
                                        .strip())
                .toList();
    }

    private static FaultyPlatform.Act token(String value) {
        return says("200 OK", "{\"access_token\":\"" + value + "\",\"expires_in\":3599}");
    }

    private static FaultyPlatform.Act says(String status, String body) {
        return line -> line.say(status, "Content-Type: application/json\r\n", body);
    }
}
