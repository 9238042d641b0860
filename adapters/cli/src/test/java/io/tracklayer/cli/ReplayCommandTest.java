// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

class ReplayCommandTest {
    private static final String PREVIEW =
            """
            {"order":{"since":"2026-01-01T00:00:00Z","until":"2026-01-02T00:00:00Z","rate":50},"matched":3,
             "complete":true,"admitted":2,"excluded":{"too_late":1},"groups":[{"destination":"meta",
             "status":"failed","reason":"http_400","event_name":"purchase_placed","count":3}],"first":[{"event_seq":1,
             "destination":"meta","status":"failed","reason":"http_400","event_name":"purchase_placed",
             "excluded":"too_late","sentence":"Meta does not take events this old"}]}
            """;
    private static final String REPLAY =
            """
            {"id":"rpl_1","state":"%s","by":"anna","total":3,"queued":2,"delivered":%d,"failed":%d,"skipped":0,
             "excluded":{"too_late":1},"order":{"rate":50}}
            """;

    private final CommandRig rig = new CommandRig();
    private final List<String> calls = new ArrayList<>();
    private String ended = REPLAY.formatted("done", 2, 0);
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
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add((exchange.getRequestMethod() + " " + path + " " + sent).strip());
        boolean cancel = path.endsWith("/cancel");
        String text = cancel ? REPLAY.formatted("cancelled", 1, 0) : ended;
        if (path.endsWith("/preview")) {
            text = PREVIEW;
        } else if (path.equals("/api/v1/replays")) {
            text =
                    exchange.getRequestMethod().equals("GET")
                            ? "{\"replays\":[" + ended + "]}"
                            : REPLAY.formatted("running", 0, 0);
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void withoutAYesThePreviewIsShownAndNothingIsStarted() {
        assertEquals(3, replay("--destination", "meta", "--since", "7d"));
        assertEquals(1, calls.size(), calls.toString());
        assertTrue(calls.get(0).contains("\"destination\":\"meta\""), calls.get(0));
        assertTrue(calls.get(0).contains("\"since\":\"7d\""), calls.get(0));
        assertTrue(rig.out().contains("3 match, 2 would be sent, left alone: too_late 1"));
        assertTrue(rig.out().contains("does not take events this old"), rig.out());
        assertTrue(rig.err().contains("--yes"), rig.err());
    }

    @Test
    void aDryRunOnlyShows() {
        assertEquals(0, replay("--dry-run", "--yes"));
        assertEquals(1, calls.size(), calls.toString());
        assertTrue(rig.out().contains("2 would be sent"), rig.out());
    }

    @Test
    void aYesStartsWhatThePreviewWasOf() {
        assertEquals(0, replay("--yes", "--rate", "5", "--force", "--status", "delivered"));
        String started = calls.get(1);
        assertTrue(started.startsWith("POST /api/v1/replays {"), started);
        assertTrue(started.contains("\"since\":\"2026-01-01T00:00:00Z\""), started);
        assertTrue(started.contains("\"until\":\"2026-01-02T00:00:00Z\""), started);
        assertTrue(started.contains("\"rate\":5"), started);
        assertTrue(started.contains("\"force\":true"), started);
        assertTrue(started.contains("\"by\":\"" + System.getProperty("user.name")), started);
        assertTrue(rig.out().contains("rpl_1 running, by anna, total 3"), rig.out());
    }

    @Test
    void followingEndsWithTheReplayAndTellsByItsCodeWhetherAllWentWell() {
        assertEquals(0, replay("--yes", "--follow"));
        assertTrue(rig.out().contains("rpl_1 done"), rig.out());
        ended = REPLAY.formatted("done", 1, 1);
        assertEquals(1, replay("--yes", "--follow"));
    }

    @Test
    void statusAndCancelNameAReplay() {
        assertEquals(0, replay("status"));
        assertTrue(rig.out().contains("rpl_1"), rig.out());
        assertEquals(0, replay("status", "rpl_1", "--json"));
        assertEquals(0, replay("cancel", "rpl_1"));
        assertTrue(calls.get(2).startsWith("POST /api/v1/replays/rpl_1/cancel"), calls.get(2));
        assertTrue(rig.out().contains("rpl_1 cancelled"), rig.out());
        assertEquals(1, replay("cancel", "../events"));
        assertFalse(calls.size() > 3, calls.toString());
    }

    private int replay(String... words) {
        List<String> all = new ArrayList<>(List.of("replay"));
        all.addAll(List.of(words));
        all.addAll(List.of("--node", "http://127.0.0.1:" + node.getAddress().getPort()));
        return rig.run(all.toArray(String[]::new));
    }
}
