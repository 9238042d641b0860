// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendors' server libraries for Node.js, with another host and key and nothing else. */
class NodeSdkTest {
    @TempDir static Path folder;
    private static SdkNode node;
    private static Doorway doorway;

    @BeforeAll
    static void start() throws IOException {
        NodeModules.folder();
        node = SdkNode.start(folder);
        doorway = Doorway.before(node.base());
    }

    @AfterAll
    static void stop() {
        if (doorway != null) {
            doorway.close();
        }
        if (node != null) {
            node.close();
        }
    }

    @BeforeEach
    void clean() {
        doorway.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"segment-node.cjs", "rudder-node.cjs"})
    void anOrderArrivesOnceWithAllItsFieldsAndTheTimeItWasPlaced(String script) throws IOException {
        String order = Orders.freshId();
        assertEquals("sent", send(script, order));
        TreeMap<String, Object> fields = Orders.awaitOnce(node, order);
        assertEquals("2026-01-15T10:20:30Z", fields.get("event_time"), fields.toString());
        assertEquals("u-" + order, fields.get("user.external_id"));
        assertEquals("jane@example.com", fields.get("user.email"));
        assertEquals("198.51.100.9", fields.get("user.client_ip"));
        assertEquals("Mozilla/5.0 (X11)", fields.get("user.user_agent"));
        assertEquals(Set.of(200), Set.copyOf(statuses()));
        assertEquals(List.of(), node.requests("rejected"));
        assertEquals(List.of(), node.requests("refused"));
    }

    @ParameterizedTest
    @CsvSource({
        "segment-node.cjs, 503",
        "segment-node.cjs, 429",
        "rudder-node.cjs, 503",
        "rudder-node.cjs, 429"
    })
    void whatABusyNodeTurnsAwayIsSentAgainAndNothingIsLost(String script, int status)
            throws IOException {
        String order = Orders.freshId();
        doorway.overload(status, 2);
        assertTrue(send(script, order).endsWith("sent"));
        Orders.awaitOnce(node, order);
        assertEquals(List.of(status, status), statuses().subList(0, 2));
        assertEquals(Set.of(200), Set.copyOf(statuses().subList(2, statuses().size())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"segment-node.cjs", "rudder-node.cjs"})
    void anOrderWhoseAnswerWasLostIsSentAgainAndCountsOnce(String script) throws IOException {
        String order = Orders.freshId();
        int before = Orders.repetitions(node);
        doorway.loseAnswers(1);
        assertTrue(send(script, order).endsWith("sent"));
        Orders.awaitOnce(node, order);
        Orders.awaitRepetition(node, before);
        assertEquals(1, Orders.copies(node, order));
        assertEquals(0, statuses().get(0));
        assertEquals(Set.of(200), Set.copyOf(statuses().subList(1, statuses().size())));
    }

    private static List<Integer> statuses() {
        return doorway.seen().stream().map(Doorway.Seen::status).toList();
    }

    private static String send(String script, String order) throws IOException {
        return NodeModules.run(
                        script,
                        Map.of(
                                "KEY",
                                SdkNode.KEY,
                                "HOST",
                                doorway.base(),
                                "ORDER",
                                Orders.json(order)))
                .strip();
    }
}
