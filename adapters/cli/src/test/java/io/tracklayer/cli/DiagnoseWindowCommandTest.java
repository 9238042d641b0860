// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiagnoseWindowCommandTest {
    private static final String ABSENT =
            """
            {"symptom":"accepted_weak","title":"Accepted, but weak","present":false,"looked_at":"remarks","findings":[]}""";
    private static final String PRESENT =
            """
            {"symptom":"failing","title":"Deliveries fail","present":true,"looked_at":"failures","findings":[
             {"layer":"D","destination":"meta","cause":"secret_refused","title":"the platform refuses token or secret",
              "affected":3,"of":9,"more_possible":true,"sentence":"no \\u001b[2J token","next":"Put a new token.",
              "proofs":[{"text":"purchase_placed of order 7","link":"/events/7"}]}]}""";

    private final CommandRig rig = new CommandRig();
    private final List<String> calls = new ArrayList<>();
    private String symptoms = PRESENT + "," + ABSENT;
    private HttpServer node;

    @BeforeEach
    void node() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext(
                "/",
                exchange -> {
                    calls.add(exchange.getRequestURI().toString());
                    byte[] body =
                            ("{\"since\":\"A\",\"until\":\"B\",\"present\":"
                                            + (symptoms.contains("true") ? 1 : 0)
                                            + ",\"symptoms\":["
                                            + symptoms
                                            + "]}")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        node.start();
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    @Test
    void aSymptomIsShownWithItsNextStepAndEndsTheCommandWithOne() {
        assertEquals(1, ask("--since", "24h", "--destination", "meta"));
        assertEquals(List.of("/api/v1/diagnose/window?since=24h&destination=meta"), calls);
        String out = rig.out();
        assertTrue(out.contains("D  at least 3 of 9  meta: the platform refuses token"), out);
        assertTrue(out.contains("- purchase_placed of order 7  /events/7"), out);
        assertTrue(out.contains("next: Put a new token."), out);
        assertTrue(out.contains("Accepted, but weak (looked at remarks)"), out);
        assertFalse(out.contains("\u001b"), "what a platform wrote steers the terminal");
    }

    @Test
    void aWindowWithoutSymptomsEndsTheCommandWithZero() {
        symptoms = ABSENT;
        assertEquals(0, ask());
        assertTrue(rig.out().startsWith("0 of the twelve symptoms present"), rig.out());
    }

    private int ask(String... arguments) {
        List<String> all = new ArrayList<>(List.of("diagnose-window"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--node", "http://127.0.0.1:" + node.getAddress().getPort()));
        return rig.run(all.toArray(String[]::new));
    }
}
