// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The deliver route as shipped, with doubles for its verbs. */
class DeliverRouteTest extends CamelTestSupport {
    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private final ExecutorService senders = Executors.newFixedThreadPool(4);

    /** Claims one list of batches, then nothing more. A batch "empty" has no request. */
    public static final class Lane {
        private final Queue<String> done;
        private final BlockingQueue<List<String>> due;

        Lane(Queue<String> done, List<String> due) {
            this.done = done;
            this.due = new LinkedBlockingQueue<>(List.of(due));
        }

        public List<String> claim() throws InterruptedException {
            List<String> claimed = due.poll(50, TimeUnit.MILLISECONDS);
            return claimed == null ? List.of() : claimed;
        }

        public String pack(String batch) {
            done.add("pack " + batch);
            return batch.equals("empty") ? null : "request of " + batch;
        }

        public void record(String answer) {
            done.add("record " + answer);
        }
    }

    /** Answers; with a barrier only when as many requests as it has parties are on their way. */
    public static final class Platform {
        private final Queue<String> done;
        private final CyclicBarrier together;

        Platform(Queue<String> done, int parties) {
            this.done = done;
            this.together = new CyclicBarrier(parties);
        }

        public String send(String request) throws Exception {
            together.await(Web.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            done.add("send " + request);
            return "answer to " + request;
        }
    }

    @AfterEach
    void endRouteThenSenders() {
        context().stop();
        senders.shutdownNow();
    }

    @Test
    void aBatchIsPackedThenSentThenRecordedAndTheAnswerIsHandedOn() throws Exception {
        deliver(List.of("a"), 1);
        awaitDone(3);
        assertEquals(
                List.of("pack a", "send request of a", "record answer to request of a"),
                List.copyOf(done));
    }

    @Test
    void aBatchWithoutARequestIsNeitherSentNorRecorded() throws Exception {
        deliver(List.of("empty", "a"), 1);
        awaitDone(4);
        assertEquals(1, done.stream().filter("pack empty"::equals).count());
        assertEquals(
                List.of("pack a", "send request of a", "record answer to request of a"),
                done.stream().filter(verb -> !verb.equals("pack empty")).toList());
    }

    @Test
    void fourBatchesAreOnTheirWayAtOnce() throws Exception {
        deliver(List.of("a", "b", "c", "d"), 4);
        awaitDone(12);
        assertEquals(4, done.stream().filter(verb -> verb.startsWith("record ")).count());
    }

    private void deliver(List<String> due, int atOnce) throws Exception {
        CamelContext camel = context();
        camel.getRegistry().bind("lane-x", new Lane(done, due));
        camel.getRegistry().bind("shipments", new Platform(done, atOnce));
        camel.getRegistry().bind("senders-x", ExecutorService.class, senders);
        ShippedRoutes.load(camel, "deliver");
        camel.addRouteFromTemplate(
                "deliver-x",
                "deliver",
                Map.of("destination", "x", "lane", "lane-x", "senders", "senders-x"));
    }

    private void awaitDone(int verbs) {
        Awaitility.await(verbs + " verbs").atMost(Web.PATIENCE).until(() -> done.size() >= verbs);
    }
}
