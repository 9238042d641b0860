// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
    private static final String QUIET =
            """
            {"concerns": [], "work": [], "merchants": [{"merchant": "acme", "arrived": 9, "accepted": 6,
             "merged": 2, "duplicate": 1, "ignored": 0, "rejected": 0, "refused": 0, "destinations": [
              {"id": "meta", "state": "on", "delivered": 5, "delivered_percent": 83, "failed": 1,
               "waiting": 0, "skipped": 0, "match": {"score": "6.5"}}]}]}
            """;
    private static final String HELD =
            """
            {"concerns": [{"kind": "destination_held", "title": "meta is held, 2 waiting",
              "sentence": "token \\u001b[2J refused", "next": "Put in a new token.", "link": "/x"}],
             "work": [{"title": "Replay r1 to meta", "sentence": "3 of 9 deliveries"}], "merchants": []}
            """;

    private final List<String> asked = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private HttpServer node;
    private String answer = QUIET;

    @BeforeEach
    void listen() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().toString());
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        node.start();
    }

    @AfterEach
    void close() {
        node.stop(0);
    }

    @Test
    void aQuietNodeIsToldWithTheFiguresOfEachDestination() {
        assertEquals(0, status("--period", "7d"));

        assertEquals(List.of("/api/v1/overview?period=7d"), asked);
        List<String> lines = out.toString().lines().toList();
        assertEquals("Nothing needs you.", lines.get(0));
        assertEquals(
                "acme: 9 arrived, 6 new, 3 merged, 0 ignored, 0 rejected, 0 refused", lines.get(2));
        assertEquals("meta on 5 83 1 0 0 6.5 -", lines.get(4).replaceAll(" +", " "));
    }

    @Test
    void whatNeedsAPersonComesFirstEndsWithOneAndCannotSteerTheTerminal() {
        answer = HELD;

        assertEquals(1, status());

        List<String> lines = out.toString().lines().toList();
        assertEquals("! meta is held, 2 waiting", lines.get(0));
        assertEquals("  token ?[2J refused", lines.get(1));
        assertEquals("  Next: Put in a new token.", lines.get(2));
        assertEquals("Replay r1 to meta: 3 of 9 deliveries", lines.get(3));
    }

    @Test
    void jsonIsPassedOn() {
        assertEquals(0, status("--json"));

        assertTrue(Json.read(out.toString()).orElseThrow().path("merchants").size() == 1);
    }

    private int status(String... options) {
        List<String> arguments = new ArrayList<>(List.of("status", "--node"));
        arguments.add("http://127.0.0.1:" + node.getAddress().getPort());
        arguments.addAll(List.of(options));
        return Tl.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
    }
}
