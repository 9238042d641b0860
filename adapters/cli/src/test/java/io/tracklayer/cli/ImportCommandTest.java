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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final String OUTCOME =
            """
            {"applied":true,"messages":{"accepted":1},"destinations":{"meta":{"%s":1}},"problems":[]}
            """;

    @TempDir private Path folder;
    private final CommandRig rig = new CommandRig();
    private final List<String> calls = new ArrayList<>();
    private final Deque<Integer> refusals = new ArrayDeque<>();
    private final Deque<String> outcomes = new ArrayDeque<>();
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
        String path = exchange.getRequestURI().getPath();
        calls.add(
                path.substring(path.lastIndexOf('/') + 1)
                        + " "
                        + new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean part = path.endsWith("/part");
        int status = part && !refusals.isEmpty() ? refusals.pop() : 200;
        String text = status == 200 ? good(path) : "{\"error\":\"x\",\"message\":\"not now\"}";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String good(String path) {
        if (path.endsWith("/begin")) {
            return "{\"id\":\"imp-1\"}";
        }
        return path.endsWith("/part")
                ? "{\"stored\":1,\"offsets\":[4711]}"
                : OUTCOME.formatted(outcomes.size() > 1 ? outcomes.pop() : outcomes.peek());
    }

    @Test
    void aNodeThatIsBusyIsAskedAgainAndTheReportWaitsForDeliveries() throws IOException {
        refusals.addAll(List.of(429, 503));
        outcomes.addAll(List.of("pending", "failed too_late"));
        assertEquals(0, imported("{\"a\":1}\n"));
        assertEquals(
                List.of("begin", "part", "part", "part", "outcome", "outcome"),
                calls.stream().map(call -> call.split(" ")[0]).toList());
        assertTrue(calls.get(0).contains("\"source\":\"offline-sales\""), calls.get(0));
        assertTrue(calls.get(3).contains("\"text\":\"{\\\"a\\\":1}\""), calls.get(3));
        assertEquals("outcome {\"offsets\":[4711]}", calls.get(4));
        assertTrue(rig.out().contains("meta: 1 failed too_late"), rig.out());
    }

    @Test
    void aFailureSaysFromWhichRecordToGoOn() throws IOException {
        refusals.addAll(List.of(200, 400));
        assertEquals(1, imported("{}\n".repeat(150)));
        assertTrue(rig.err().contains("answered 400: not now"), rig.err());
        assertTrue(rig.err().contains("go on with --from-record 101"), rig.err());
    }

    private int imported(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("old.jsonl"), text);
        return rig.run(
                "import",
                file.toString(),
                "--store",
                "shop-eu",
                "--source",
                "offline-sales",
                "--rate",
                "100000",
                "--node",
                "http://127.0.0.1:" + node.getAddress().getPort());
    }
}
