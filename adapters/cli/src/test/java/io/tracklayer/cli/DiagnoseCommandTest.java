// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
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

class DiagnoseCommandTest {
    private final CommandRig rig = new CommandRig();
    private final List<String> calls = new ArrayList<>();
    private int status = 200;
    private String result = "fine";
    private HttpServer node;

    @BeforeEach
    void node() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/", this::answer);
        node.start();
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + sent);
        byte[] body =
                (status == 200
                                ? "{\"result\":\"" + result + "\",\"text\":\"A [ok] Did it?\\n\"}"
                                : "{\"error\":\"bad_parameter\",\"message\":\"no such destination\"}")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--node", "http://127.0.0.1:" + node.getAddress().getPort()));
        return rig.run(all.toArray(String[]::new));
    }

    @Test
    void theQuestionIsAskedInABodyAndTheAnswerPrintedAsText() {
        assertEquals(0, run("diagnose", "anna@example.com", "--destination", "meta"));
        assertEquals(
                List.of(
                        "POST /api/v1/diagnose {\"destination\":\"meta\",\"merchant\":\"\",\"of\":\"anna@example.com\"}"),
                calls);
        assertEquals("A [ok] Did it?\n", rig.out());
    }

    @Test
    void theExitCodeTellsFineFromFailingFromNothing() {
        result = "failing";
        assertEquals(1, run("diagnose", "548291"));
        result = "nothing";
        assertEquals(3, run("diagnose", "548291"));
    }

    @Test
    void whatTheNodeCannotUnderstandIsWrongUsage() {
        status = 400;
        assertEquals(2, run("diagnose", "548291", "--destination", "metta"));
        assertTrue(rig.err().contains("no such destination"), rig.err());
        assertEquals(2, run("diagnose"));
    }

    @Test
    void copiesAndConsentAreAskedForByName() {
        assertEquals(0, run("diagnose", "dedup", "548291", "--json"));
        assertEquals(0, run("diagnose", "consent", "7000"));
        assertTrue(calls.get(0).startsWith("POST /api/v1/diagnose/dedup "), calls.get(0));
        assertTrue(calls.get(1).startsWith("POST /api/v1/diagnose/consent "), calls.get(1));
        assertTrue(rig.out().contains("\"result\" : \"fine\""), rig.out());
    }

    @Test
    void statesAreColouredOnATerminalOnly() {
        assertEquals("A [failed] x", DiagnoseCommand.painted("A [failed] x", false));
        assertEquals(
                "A \u001b[31m[failed]\u001b[0m x", DiagnoseCommand.painted("A [failed] x", true));
    }
}
