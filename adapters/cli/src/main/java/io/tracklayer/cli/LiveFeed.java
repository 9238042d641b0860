// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a node tells as it happens: events by its live stream, rejected requests by asking. */
final class LiveFeed {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final List<String> REJECTED = List.of("rejected", "refused");

    /** An event's number is made of its journal offset and its place in the request. */
    private static final int PLACES = 4096;

    private final Http node;
    private final PrintWriter err;

    LiveFeed(Http node, PrintWriter err) {
        this.node = node;
        this.err = err;
    }

    /** The journal offset from which on things will have changed that have not now. */
    long now() {
        long next = 0;
        for (JsonNode row : Rows.of(node.get("/api/v1/events?limit=20"), "events")) {
            long offset =
                    row.path("updated_offset").asLong((row.path("seq").asLong() - 1) / PLACES);
            next = Math.max(next, offset + 1);
        }
        return next;
    }

    /** The offset of the newest request that was rejected or refused. */
    long newestRequest() {
        long newest = 0;
        for (JsonNode row : requests(1)) {
            newest = Math.max(newest, row.path("offset").asLong());
        }
        return newest;
    }

    /**
     * Hands on what changes from an offset on, until nobody reads it; outlives broken connections.
     */
    void follow(long from, Predicate<JsonNode> wanted, StreamPrinter printer) {
        String next = String.valueOf(from);
        Duration wait = FIRST_WAIT;
        while (!printer.ended()) {
            String path = "/api/v1/events/stream" + new Query().with("since", next);
            try (Stream<String> lines = node.lines(path)) {
                wait = FIRST_WAIT;
                Iterator<String> each = lines.iterator();
                while (!printer.ended() && each.hasNext()) {
                    String line = each.next();
                    if (line.startsWith("id:")) {
                        next = line.substring(3).strip();
                    } else if (line.startsWith("data:")) {
                        Json.read(line.substring(5)).filter(wanted).ifPresent(printer::event);
                    }
                }
            } catch (UncheckedIOException | NodeSilentFailure broken) {
                lost(wait);
            }
            Pauses.sleep(wait);
            wait =
                    wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0
                            ? wait.multipliedBy(2)
                            : LONGEST_WAIT;
        }
    }

    private void lost(Duration wait) {
        if (wait.equals(FIRST_WAIT)) {
            err.println("tl: the connection to " + node.base() + " is lost, trying again");
            err.flush();
        }
    }

    /** Hands on requests that are rejected or refused after an offset, on a thread of its own. */
    void rejected(long after, Predicate<JsonNode> wanted, Consumer<JsonNode> to) {
        Thread looking = new Thread(() -> look(after, wanted, to), "rejected");
        looking.setDaemon(true);
        looking.start();
    }

    private void look(long after, Predicate<JsonNode> wanted, Consumer<JsonNode> to) {
        long newest = after;
        while (true) {
            try {
                long seen = newest;
                for (JsonNode row : requests(100)) {
                    long offset = row.path("offset").asLong();
                    if (offset > seen && wanted.test(row)) {
                        to.accept(row);
                    }
                    newest = Math.max(newest, offset);
                }
            } catch (CliFailure unanswered) {
                // the stream beside it says that the node is away, and comes back with it
                newest = Math.max(newest, after);
            }
            Pauses.sleep(BETWEEN_LOOKS);
        }
    }

    /** The newest ones, oldest first. */
    private List<JsonNode> requests(int limit) {
        List<JsonNode> rows = new ArrayList<>();
        for (String verdict : REJECTED) {
            Query query = new Query().with("verdict", verdict).with("limit", limit);
            rows.addAll(Rows.of(node.get("/api/v1/requests" + query), "requests"));
        }
        rows.sort(Comparator.comparingLong(row -> row.path("offset").asLong()));
        return rows;
    }
}
