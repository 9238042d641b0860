// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReprocessCommandTest {
    private static final String TWO =
            """
            {"requests":[4,9],"matched":2,"reasons":{"missing_field:currency":3},"gone":1,"complete":true}
            """;

    private final CommandRig rig = new CommandRig();
    private final List<String> calls = new ArrayList<>();
    private String found = TWO;
    @AutoClose private final StandInNode node = new StandInNode(this::answer);

    private StandInNode.Reply answer(StandInNode.Call call) {
        calls.add(call.path() + " " + call.body());
        return StandInNode.Reply.json(found);
    }

    @Test
    void withoutAYesOnlyWhatWouldBeLookedAtIsShown() {
        assertEquals(4, reprocess("--reason", "missing_field:currency"));
        assertEquals(
                List.of("/api/v1/reprocess/preview {\"reason\":\"missing_field:currency\"}"),
                calls);
        assertTrue(rig.out().contains("2 request(s) would be looked at again"), rig.out());
        assertTrue(rig.out().contains("3 missing_field:currency"), rig.out());
        assertTrue(rig.out().contains("1 more are no longer kept"), rig.out());
        assertTrue(rig.err().contains("--yes"), rig.err());
    }

    @Test
    void aYesStartsItInTheNameOfWhoeverAsks() {
        assertEquals(0, reprocess("4", "--ignored", "--yes"));
        assertTrue(calls.get(1).startsWith("/api/v1/reprocess {"), calls.get(1));
        assertTrue(calls.get(1).contains("\"request\":4,"), calls.get(1));
        assertTrue(calls.get(1).contains("\"verdict\":\"ignored\""), calls.get(1));
        assertTrue(calls.get(1).contains("\"by\":\"" + System.getProperty("user.name")));
        assertTrue(rig.out().contains("2 request(s) looked at again"), rig.out());
    }

    @Test
    void aDryRunAndNothingFoundStartNothing() {
        assertEquals(0, reprocess("--dry-run", "--yes"));
        found = "{\"requests\":[],\"matched\":0,\"reasons\":{},\"gone\":0,\"complete\":true}";
        assertEquals(0, reprocess());
        assertEquals(2, calls.size(), calls.toString());
    }

    private int reprocess(String... arguments) {
        List<String> line = new ArrayList<>(List.of("reprocess"));
        line.addAll(List.of(arguments));
        return rig.run(node.words(line.toArray(String[]::new)));
    }
}
