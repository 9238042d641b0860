// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.cli.StandInNode.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** events, deliveries, api-logs, requests and bundle. */
class InspectionCommandsTest {
    private static final String EVENT =
            """
            {"seq":%d,"event_name":"purchase_placed","event_id":"e%d","order_id":"o-1","amount":"129.90 EUR",
             "merchant":"m","store":"s","sources":["browser"],"received_at":"2026-01-0%dT00:00:00Z",
             "deliveries":[{"destination":"meta","status":"%s","reason":"http_400","sentence":"x"}]}
            """;
    private static final String CALL =
            """
            {"id":"att-1","destination":"meta","started_at":"2026-01-02T00:00:00Z","latency_ms":7,"status":400,
             "outcome":"permanent","code":"100","text":"no","warnings":[],
             "request":{"method":"POST","url":"https://g.example/it's","headers":{"Authorization":"•••"},
              "body":"\\u001b[2J'$(id)'"},"response":{"headers":{},"body":"bad"},
             "curl":"curl --url 'https://g.example/it'\\\\''s' \\u001b[2J"}
            """;
    private static final String WHOLE =
            """
            {"seq":7,"copies":2,"config_version":"rules-1","notes":["currency was lower case"],
             "event":{"event_name":"purchase_placed","event_id":"e7","event_time":"2026-01-01T00:00:00Z",
              "received_at":"2026-01-02T00:00:00Z","merchant":"m","store":"s","value":129.90,
              "user":{"email":"a\\u001b[31m@x.example"},"consent":{"marketing":"denied"}},
             "provenance":{"user.email":{"source":"shopify","origin":"/email","rule":"as given"},
              "consent.marketing":{"source":"browser","origin":"/consent","rule":"as given"}},
             "observations":[{"received_at":"2026-01-02T00:00:00Z","source":"shopify","verdict":"accepted",
              "sentence":"first copy","request":{"method":"POST","path":"/in","verified_by":"hmac","body":"{}"}}],
             "merges":[{"sentence":"merged by order_id o-1"}],"collisions":[],
             "deliveries":[{"destination":"meta","merchant":"m","event_name":"purchase_placed","status":"failed",
              "reason":"http_400","sentence":"refused","decision":{"allowed":true,"rule":"r1",
              "location":"a.rules.yaml:3","version":"rules-1","sentence":"allowed","stripped":["user.phone"]},
              "attempts_made":[%s]}]}
            """
                    .formatted(CALL);
    private static final String REQUEST =
            """
            {"requests":[{"id":"%1$s-0","offset":%1$s,"received_at":"2026-01-01T00:00:00Z","reason":"%2$s"}]}
            """;

    @TempDir private Path folder;
    private final CommandRig rig = new CommandRig();
    @AutoClose private final StandInNode node = new StandInNode(this::answer);

    private Reply answer(StandInNode.Call call) {
        boolean rejected = call.uri().contains("verdict=rejected");
        return switch (call.path()) {
            case "/api/v1/events" -> Reply.json(events(call.uri()));
            case "/api/v1/events/7" -> Reply.json(WHOLE);
            case "/api/v1/api-logs" -> Reply.json("{\"attempts\":[" + CALL + "]}");
            case "/api/v1/api-logs/att-1" -> Reply.json(CALL);
            case "/api/v1/requests" ->
                    Reply.json(
                            rejected
                                    ? REQUEST.formatted("4", "missing_field")
                                    : REQUEST.formatted("9", "bad_signature"));
            case "/api/v1/deliveries" -> Reply.json("{\"deliveries\":[]}");
            case "/api/v1/bundle" ->
                    call.uri().endsWith("=o-1")
                            ? new Reply(200, "application/zip", new byte[] {80, 75, 0, -1})
                            : Reply.of(404, "{}");
            default -> Reply.of(404, "{\"message\":\"nothing\"}");
        };
    }

    private static String events(String uri) {
        if (uri.contains("key=")) {
            boolean known = uri.contains("key=o-1");
            return "{\"events\":[" + (known ? EVENT.formatted(7, 7, 2, "failed") : "") + "]}";
        }
        String first =
                EVENT.formatted(6, 6, 3, "delivered") + "," + EVENT.formatted(5, 5, 2, "failed");
        return uri.contains("before=5")
                ? "{\"events\":[" + EVENT.formatted(4, 4, 1, "failed") + "]}"
                : "{\"events\":[" + first + "],\"next\":5}";
    }

    @Test
    void eventsAreFetchedPageAfterPageAndFilteredByWhatBecameOfThem() {
        assertEquals(0, run("events", "--status", "failed", "--all", "--json"));
        JsonNode rows = Json.read(rig.out()).orElseThrow().path("events");
        assertEquals(2, rows.size(), rig.out());
        assertEquals(5, rows.get(0).path("seq").asInt());
        assertEquals(4, rows.get(1).path("seq").asInt());
        assertTrue(node.calls().get(1).contains("before=5"), node.calls().toString());
    }

    @Test
    void aTimeEndsTheListWithoutFurtherPages() {
        assertEquals(0, run("events", "--since", "2026-01-03", "--all"));
        assertTrue(rig.out().contains("meta=delivered"), rig.out());
        assertFalse(rig.out().contains("e5"), rig.out());
        assertEquals(1, node.calls().size(), node.calls().toString());
        assertEquals(2, run("events", "--since", "yesterday"));
        assertTrue(rig.err().contains("write 15m, 24h, 7d"), rig.err());
    }

    @Test
    void nothingFoundIsOne() {
        assertEquals(1, run("deliveries", "--status", "held"));
        assertEquals(1, run("events", "show", "unknown"));
        assertTrue(rig.err().contains("tl diagnose"), rig.err());
        assertEquals(1, run("api-logs", "show", "../events"));
    }

    @Test
    void theWholeOfAnEventIsReadableFromWhatCameToWhatWasAnswered() {
        assertEquals(0, run("events", "show", "o-1"));
        for (String part :
                List.of(
                        "merged by order_id o-1",
                        "currency was lower case",
                        "user.email = a?[31m@x.example  <- shopify /email, as given",
                        "marketing = denied  <- browser /consent, as given",
                        "meta: failed http_400, refused",
                        "allowed by rule r1 at a.rules.yaml:3, rules-1: allowed",
                        "removed before sending: user.phone",
                        "request att-1 at 2026-01-02T00:00:00Z: 400 permanent no")) {
            assertTrue(rig.out().contains(part), part + " in\n" + rig.out());
        }
        assertFalse(rig.out().contains("\u001b"), "a terminal would obey it");
    }

    @Test
    void deliveriesAndCallsOfAnOrderAreFoundThroughItsEvents() {
        assertEquals(0, run("deliveries", "--order", "o-1", "--status", "failed"));
        assertTrue(rig.out().contains("http_400"), rig.out());
        assertEquals(1, run("deliveries", "--order", "o-1", "--status", "delivered"));
        assertEquals(0, run("api-logs", "--order", "o-1", "--code", "100", "--json"));
        assertEquals(1, run("api-logs", "--order", "o-1", "--status", "200"));
    }

    @Test
    void callsAreFilteredByStatusAndCode() {
        assertEquals(0, run("api-logs", "--status", "400", "--code", "100"));
        assertEquals(1, run("api-logs", "--status", "500"));
    }

    @Test
    void aCallIsShownAsTheCommandThatTheNodeWrites() {
        assertEquals(0, run("api-logs", "show", "att-1", "--curl"));
        assertTrue(rig.out().contains("curl --url 'https://g.example/it'\\''s' "), rig.out());
        assertFalse(rig.out().contains("\u001b"), rig.out());
    }

    @Test
    void rejectedAndRefusedRequestsAreOneListNewestFirst() {
        assertEquals(0, run("requests"));
        assertTrue(rig.out().contains("missing_field"), rig.out());
        assertTrue(rig.out().indexOf("bad_signature") < rig.out().indexOf("missing_field"));
        assertEquals(0, run("requests", "--reason", "bad_signature", "--json"));
        assertFalse(rig.out().substring(rig.out().indexOf('{')).contains("missing_field"));
    }

    @Test
    void aBundleIsWrittenWholeAndNeverOverAnotherFile() throws Exception {
        Path file = folder.resolve("o.zip");
        assertEquals(0, run("bundle", "o-1", "--out", file.toString()));
        assertArrayEquals(new byte[] {80, 75, 0, -1}, Files.readAllBytes(file));
        assertTrue(rig.out().contains("REDACTED.txt"), rig.out());
        assertEquals(1, run("bundle", "o-1", "--out", file.toString()));
        assertTrue(rig.err().contains("--out"), rig.err());
        assertEquals(1, run("bundle", "o-2", "--out", folder.resolve("p").toString()));
    }

    private int run(String... words) {
        return rig.run(node.words(words));
    }
}
