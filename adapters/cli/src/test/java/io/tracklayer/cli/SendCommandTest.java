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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendCommandTest {
    private static final Pattern VISITOR = Pattern.compile("\"anonymousId\":\"([^\"]+)\"");

    private final CommandRig rig = new CommandRig();
    private final List<String> bodies = new ArrayList<>();
    private HttpServer node;

    @BeforeEach
    void node() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/v1/track", this::take);
        node.start();
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] body = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void whoIsSentOnceIsNotWhoIsSentNext() {
        assertEquals(0, send("1001"));
        assertEquals(0, send("1002"));
        assertEquals(2, bodies.stream().map(SendCommandTest::visitor).distinct().count());
    }

    private int send(String order) {
        String address = "http://127.0.0.1:" + node.getAddress().getPort();
        return rig.run(
                "send", "Order Completed", "--key", "k", "--order", order, "--node", address);
    }

    private static String visitor(String body) {
        Matcher visitor = VISITOR.matcher(body);
        assertTrue(visitor.find(), body);
        return visitor.group(1);
    }
}
