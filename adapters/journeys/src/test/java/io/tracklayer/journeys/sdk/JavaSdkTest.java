// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segment's library for Java, with another endpoint and key and nothing else. */
class JavaSdkTest {
    @TempDir static Path folder;
    private static SdkNode node;
    private static Doorway doorway;

    @BeforeAll
    static void start() throws IOException {
        node = SdkNode.start(folder);
        doorway = Doorway.before(node.base());
    }

    @AfterAll
    static void stop() {
        doorway.close();
        node.close();
    }

    @BeforeEach
    void clean() {
        doorway.forget();
    }

    @Test
    void anOrderArrivesOnceWithAllItsFieldsAndTheTimeItWasPlaced() {
        String order = Orders.freshId();
        assertEquals(List.of("identify sent", "track sent"), send(order));
        TreeMap<String, Object> fields = Orders.awaitOnce(node, order);
        assertEquals("2026-01-15T10:20:30Z", fields.get("event_time"));
        assertEquals("u-" + order, fields.get("user.external_id"));
        assertEquals("jane@example.com", fields.get("user.email"));
        assertEquals("198.51.100.9", fields.get("user.client_ip"));
        assertEquals("/v1/import/", doorway.seen().get(0).target().getPath());
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429})
    void whatABusyNodeTurnsAwayIsSentAgainAndNothingIsLost(int status) {
        String order = Orders.freshId();
        doorway.overload(status, 1); // its first pause is of 15 to 30 s already
        assertEquals(List.of("identify sent", "track sent"), send(order));
        Orders.awaitOnce(node, order);
        assertEquals(
                List.of(status, 200), doorway.seen().stream().map(Doorway.Seen::status).toList());
    }

    @Test
    void anOrderWhoseAnswerWasLostIsSentAgainAndCountsOnce() {
        String order = Orders.freshId();
        int before = Orders.repetitions(node);
        doorway.loseAnswers(1);
        assertEquals(List.of("identify sent", "track sent"), send(order));
        Orders.awaitOnce(node, order);
        Orders.awaitRepetition(node, before);
        assertEquals(1, Orders.copies(node, order));
    }

    /** Sends and waits until the library says what became of each message. */
    private static List<String> send(String order) {
        List<String> results = new CopyOnWriteArrayList<>();
        Analytics analytics =
                Analytics.builder(SdkNode.KEY)
                        .endpoint(doorway.base())
                        .callback(new Results(results))
                        .build();
        analytics.enqueue(
                IdentifyMessage.builder()
                        .userId("u-" + order)
                        .traits(Map.of("email", "jane@example.com")));
        analytics.enqueue(
                TrackMessage.builder("Order Completed")
                        .userId("u-" + order)
                        .timestamp(Date.from(Instant.parse("2026-01-15T10:20:30Z")))
                        .properties(Orders.properties(order))
                        .context(
                                Map.of(
                                        "ip",
                                        "198.51.100.9",
                                        "traits",
                                        Map.of("email", "jane@example.com"))));
        analytics.flush();
        Awaitility.await("what became of both")
                .atMost(SdkNode.PATIENCE)
                .until(() -> results.size() == 2);
        analytics.shutdown();
        return List.copyOf(results);
    }

    private record Results(List<String> results) implements Callback {
        @Override
        public void success(Message message) {
            results.add(message.type() + " sent");
        }

        @Override
        public void failure(Message message, Throwable why) {
            results.add(message.type() + " lost: " + why);
        }
    }
}
