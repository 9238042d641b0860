// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class IdentityCommandTest {
    private static final String PERSON =
            """
            {"id":12,"merchant":"acme","persons":[{"person":12,"kind":"customer","last_seen":"2026-01-01T00:00:00Z",
             "keys":[{"kind":"email","label":"5f70c1aa…","shared":true}]}],
             "ids":[{"field":"click_ids.gclid","value":"Cj0K","seen":"2026-01-01T00:00:00Z","landing":"https://s/","used":false}],
             "joins":[{"id":96,"sentence":"joined by email 5f70c1aa…"}]}
            """;
    private static final String ERASED =
            """
            {"done":%s,"removed":{"persons":2,"keys":5,"ids":3,"joins":1,"consents":2},"not_reached":["raw requests"]}
            """;

    private final CommandRig rig = new CommandRig();
    private final List<String> calls = new ArrayList<>();
    private String found = "{\"identities\":[" + PERSON + "]}";
    private boolean done = true;
    @AutoClose private final StandInNode node = new StandInNode(this::answer);

    private StandInNode.Reply answer(StandInNode.Call call) {
        calls.add(call.toString());
        return StandInNode.Reply.json(text(call.uri()));
    }

    private String text(String path) {
        if (path.endsWith("/undo")) {
            return "{\"id\":96,\"sentence\":\"joined by email, undone\"}";
        }
        if (path.endsWith("/erase")) {
            return ERASED.formatted(done);
        }
        return path.contains("?") ? found : PERSON;
    }

    @Test
    void aPersonIsShownWithMaskedKeysItsJoinsAndItsIds() {
        assertEquals(0, run("identity", "show", "email=a+b@example.com", "--merchant", "acme"));
        assertEquals(
                List.of("GET /api/v1/identities?email=a%2Bb%40example.com&merchant=acme"), calls);
        assertTrue(rig.out().contains("email 5f70c1aa… (shared)"), rig.out());
        assertTrue(rig.out().contains("join 96: joined by email 5f70c1aa…"), rig.out());
        assertTrue(rig.out().contains("click_ids.gclid Cj0K"), rig.out());
        assertTrue(rig.out().contains("(too old)"), rig.out());
    }

    @Test
    void aPersonIsFoundByItsNumberToo() {
        assertEquals(0, run("identity", "show", "id=12", "--json"));
        assertEquals(List.of("GET /api/v1/identities/12"), calls);
        assertTrue(rig.out().contains("\"merchant\" : \"acme\""), rig.out());
    }

    @Test
    void nobodyFoundIsAFailureAndSaysSo() {
        found = "{\"identities\":[]}";
        assertEquals(1, run("identity", "show", "order_id=1"));
        assertTrue(rig.err().contains("nobody is remembered by this key"), rig.err());
        assertEquals(1, run("identity", "show", "anna@example.com"));
        assertTrue(rig.err().contains("write it as email=anna@example.com"), rig.err());
        assertEquals(1, run("identity", "undo", "x"));
        assertEquals(1, calls.size());
    }

    @Test
    void aJoinIsTakenBackInTheNameOfWhoRunsTheCommand() {
        assertEquals(0, run("identity", "undo", "96"));
        assertEquals(
                List.of(
                        "POST /api/v1/identities/joins/96/undo {\"by\":\""
                                + System.getProperty("user.name")
                                + "\"}"),
                calls);
        assertTrue(rig.out().contains("joined by email, undone"), rig.out());
    }

    @Test
    void withoutAYesNothingIsErased() {
        assertEquals(4, run("erase", "--email", "a@example.com"));
        assertEquals(List.of(), calls);
        assertTrue(rig.err().contains("--yes"), rig.err());
        assertEquals(2, run("erase", "--yes"));
        assertTrue(rig.err().contains("--external-id"), rig.err());
    }

    @Test
    void anErasureSaysWhatItRemovedAndWhatItDoesNotReach() {
        assertEquals(0, run("erase", "--order", "1001", "--merchant", "acme", "--yes"));
        assertTrue(calls.get(0).contains("\"order_id\":\"1001\""), calls.get(0));
        assertTrue(calls.get(0).contains("\"merchant\":\"acme\""), calls.get(0));
        assertTrue(
                rig.out()
                        .contains(
                                "erased: 2 joined persons, 5 keys, 3 click and browser ids, 1"
                                        + " joins, consent under 2 keys"),
                rig.out());
        assertTrue(rig.out().contains("  raw requests"), rig.out());
        done = false;
        assertEquals(1, run("erase", "--external-id", "77", "--yes"));
        assertTrue(rig.out().contains("done as soon as the node has caught up"), rig.out());
    }

    private int run(String... arguments) {
        return rig.run(node.words(arguments));
    }
}
