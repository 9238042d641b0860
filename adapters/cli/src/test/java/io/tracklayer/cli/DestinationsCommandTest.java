// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DestinationsCommandTest {
    private final CommandRig rig = new CommandRig();
    private final List<String> calls = new ArrayList<>();
    private final InputStream in = System.in;
    private String answer = "{\"destination\":\"meta\",\"sentence\":\"sending goes on\"}";
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
        System.setIn(in);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + sent);
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void pausingSaysWhoAndWhy() {
        assertEquals(0, run("pause", "meta", "--reason", "sale \"now\""));
        String call = calls.get(0);
        assertTrue(call.startsWith("POST /api/v1/destinations/meta/pause {"), call);
        assertTrue(call.contains("\"reason\":\"sale \\\"now\\\"\""), call);
        assertTrue(call.contains("\"by\":\"" + System.getProperty("user.name") + "\""), call);
        assertEquals("meta: sending goes on\n", rig.out());
        assertEquals(0, run("resume", "meta"));
        assertTrue(calls.get(1).startsWith("POST /api/v1/destinations/meta/resume {"));
        answer = "{\"verdict\":\"refused\",\"sentence\":\"token\\u001b rejected\"}";
        assertEquals(1, run("probe", "meta"));
        assertTrue(rig.out().endsWith("refused, token? rejected\n"), rig.out());
    }

    @Test
    void aTestThatThePlatformRefusesIsAFailureForScripts() {
        answer = "{\"destination\":\"meta\",\"verdict\":\"needs_test_code\",\"sentence\":\"s\"}";
        assertEquals(1, run("test", "meta"));
        assertTrue(calls.get(0).contains("\"event\":\"purchase_placed\""), calls.get(0));
        answer = "{\"destination\":\"meta\",\"verdict\":\"delivered\",\"sentence\":\"s\"}";
        assertEquals(0, run("test", "meta", "--code", "T1", "--json"));
        assertTrue(calls.get(1).contains("\"code\":\"T1\""), calls.get(1));
        assertTrue(rig.out().contains("\"verdict\" : \"delivered\""), rig.out());
    }

    @Test
    void aNewSecretIsReadFromStandardInputAndNotPrinted() {
        System.setIn(new ByteArrayInputStream("EAAnew\n".getBytes(StandardCharsets.UTF_8)));
        answer = "{\"destination\":\"meta\",\"verdict\":\"works\",\"sentence\":\"it works\"}";
        assertEquals(0, run("rotate", "meta", "--setting", "token"));
        assertTrue(calls.get(0).contains("\"value\":\"EAAnew\""), calls.get(0));
        assertFalse((rig.out() + rig.err()).contains("EAAnew"));
    }

    @Test
    void theListTellsHowEachDoesAndAnIdThatIsNoneAsksNobody() {
        answer =
                "[{\"id\":\"meta\",\"state\":\"paused\",\"backlog\":7,\"sentence\":\"paused by anna\"}]";
        assertEquals(0, run("list"));
        assertTrue(rig.out().contains("paused by anna") && rig.out().contains("7"), rig.out());
        assertEquals(1, run("pause", "../meta"));
        assertEquals(1, calls.size(), calls.toString());
    }

    private int run(String... words) {
        String address = "http://127.0.0.1:" + node.getAddress().getPort();
        return rig.run(
                Stream.concat(
                                Stream.of("destinations"),
                                Stream.concat(Arrays.stream(words), Stream.of("--node", address)))
                        .toArray(String[]::new));
    }
}
