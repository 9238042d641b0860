// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes of intake and pipeline as shipped, with doubles for their verbs. */
class PipelineRouteTest extends CamelTestSupport {
    private final List<String> done = new ArrayList<>();

    /** A message by name: one part says at which verb it ends, "boom" at which it fails. */
    public static final class Message {
        private final String name;
        private boolean open = true;

        Message(String name) {
            this.name = name;
        }

        public boolean open() {
            return open;
        }

        public String dedupKey() {
            return name;
        }
    }

    /** Notes every verb. */
    public final class Verbs {
        public List<Message> decode(String names) {
            return List.of(names.split(" ")).stream().map(Message::new).toList();
        }

        public void normalise(Message message) {
            note("normalise", message);
        }

        public void merge(Message message) {
            note("merge", message);
        }

        public void enrich(Message message) {
            note("enrich", message);
        }

        public void decide(Message message) {
            note("decide", message);
        }

        public void conclude(Message message) {
            note("conclude", message);
        }

        public void settle(String settlement) {
            done.add("settle " + settlement);
        }

        public String receive(String request) {
            return "answer to " + request;
        }

        private void note(String verb, Message message) {
            done.add(verb + " " + message.name);
            if (message.name.equals("boom-in-" + verb)) {
                throw new IllegalStateException(verb);
            }
            message.open &= !Objects.equals(message.name, "ends-in-" + verb);
        }
    }

    /** Remembers keys; nothing is ever taken back. */
    private static final class Keys implements IdempotentRepository {
        private final Set<String> seen = new HashSet<>();

        @Override
        public boolean add(String key) {
            return seen.add(key);
        }

        @Override
        public boolean contains(String key) {
            return seen.contains(key);
        }

        @Override
        public boolean remove(String key) {
            throw new IllegalStateException("a key was taken back");
        }

        @Override
        public boolean confirm(String key) {
            return true;
        }

        @Override
        public void clear() {
            throw new IllegalStateException("keys were cleared");
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}
    }

    @BeforeEach
    void load() throws Exception {
        CamelContext camel = context();
        camel.getRegistry().bind("intake", new Verbs());
        camel.getRegistry().bind("pipeline", new Verbs());
        camel.getRegistry().bind("reconciliation", new Keys());
        ShippedRoutes.load(camel, "intake", "pipeline", "settle");
    }

    @Test
    void theAnswerOfTheIntakeIsTheAnswerOfItsRoute() {
        assertEquals("answer to r", template().requestBody("direct:intake", "r", String.class));
    }

    @Test
    void aMessageTakesEveryStepInOrder() {
        arrive("m");
        assertEquals(List.of("normalise m", "merge m", "enrich m", "decide m", "conclude m"), done);
    }

    @Test
    void aFurtherCopyIsNotDroppedButMergedAndConcluded() {
        arrive("m");
        done.clear();
        arrive("m");
        assertEquals(List.of("normalise m", "merge m", "enrich m", "decide m", "conclude m"), done);
    }

    @Test
    void aMessageThatIsNoEventOnlyLeavesItsRow() {
        arrive("ends-in-normalise");
        assertEquals(List.of("normalise ends-in-normalise", "conclude ends-in-normalise"), done);
    }

    @Test
    void aRepetitionIsNeitherEnrichedNorDecidedAgain() {
        arrive("ends-in-merge");
        assertEquals(
                List.of("normalise ends-in-merge", "merge ends-in-merge", "conclude ends-in-merge"),
                done);
    }

    @Test
    void aStepThatFailsStopsTheWholeRequestAndTheFailureComesBack() {
        Exchange failed =
                template()
                        .send(
                                "direct:arrival",
                                exchange -> exchange.getMessage().setBody("a boom-in-enrich b"));
        assertEquals(IllegalStateException.class, rootOf(failed.getException()).getClass());
        assertEquals(
                List.of(
                        "normalise boom-in-enrich",
                        "merge boom-in-enrich",
                        "enrich boom-in-enrich"),
                done.subList(5, done.size()));
    }

    @Test
    void aSettlementIsSettled() {
        template().sendBody("direct:settlement", "s");
        assertEquals(List.of("settle s"), done);
    }

    private void arrive(String names) {
        template().sendBody("direct:arrival", names);
    }

    private static Throwable rootOf(Throwable thrown) {
        return thrown.getCause() == null ? thrown : rootOf(thrown.getCause());
    }
}
