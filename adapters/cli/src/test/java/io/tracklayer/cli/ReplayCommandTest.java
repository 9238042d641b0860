// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
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
    @AutoClose private final StandInNode node = new StandInNode(this::answer);

    private StandInNode.Reply answer(StandInNode.Call call) {
        String path = call.path();
        calls.add(call.toString());
        if (path.endsWith("/cancel")) {
            return StandInNode.Reply.json(REPLAY.formatted("cancelled", 1, 0));
        }
        if (path.endsWith("/preview")) {
            return StandInNode.Reply.json(PREVIEW);
        }
        boolean started = path.equals("/api/v1/replays") && call.method().equals("POST");
        boolean listed = path.equals("/api/v1/replays") && call.method().equals("GET");
        return StandInNode.Reply.json(
                started
                        ? REPLAY.formatted("running", 0, 0)
                        : listed ? "{\"replays\":[" + ended + "]}" : ended);
    }

    @Test
    void withoutAYesThePreviewIsShownAndNothingIsStarted() {
        assertEquals(4, replay("--destination", "meta", "--since", "7d"));
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
        return rig.run(node.words(all.toArray(String[]::new)));
    }
}
