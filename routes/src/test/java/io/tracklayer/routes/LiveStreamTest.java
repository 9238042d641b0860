// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a live viewer sees, also one that was away for a while. */
class LiveStreamTest {
    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop = RunningShop.start(folder);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void anEventAppearsWhileTheViewerWatchesAndAgainWhenItWasDelivered() throws IOException {
        try (Stream stream = Stream.open("", "")) {
            assertTrue(stream.head.contains("text/event-stream"), stream.head);
            assertTrue(stream.head.contains("no-store"), stream.head);
            String eventId = RunningShop.freshId();
            send(eventId);
            stream.until(m -> m.eventId().equals(eventId));
            stream.until(m -> m.eventId().equals(eventId) && m.data.contains("\"delivered\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Last-Event-ID", "since"})
    void aViewerThatWasAwayMissesNothingEvenOfOneBigBatch(String way) throws IOException {
        String last;
        try (Stream stream = Stream.open("", "")) {
            String eventId = RunningShop.freshId();
            send(eventId);
            last = stream.until(m -> m.eventId().equals(eventId)).id;
        }
        Set<String> missed = sendBatch(230);
        String header = way.equals("since") ? "" : "Last-Event-ID: " + last + "\r\n";
        try (Stream stream = Stream.open(way.equals("since") ? "?since=" + last : "", header)) {
            Set<String> seen = new LinkedHashSet<>();
            stream.until(
                    m -> {
                        seen.add(m.eventId());
                        return seen.containsAll(missed);
                    });
            assertEquals(Set.of(), difference(missed, seen));
        }
    }

    @Test
    void theIdsOfTheStreamNeverGoBack() throws IOException {
        sendBatch(20);
        String lastId = RunningShop.freshId();
        List<Long> ids = new ArrayList<>();
        try (Stream stream = Stream.open("?since=0", "")) {
            send(lastId);
            stream.until(
                    m -> {
                        ids.add(Long.parseLong(m.id));
                        return m.eventId().equals(lastId);
                    });
        }
        assertEquals(ids.stream().sorted().toList(), ids);
    }

    @Test
    void theServerLeavesOutWhatAViewerDoesNotAskForAndShowsWhatWasRefusedWhenItDoes()
            throws IOException {
        String other = RunningShop.freshId();
        String wanted = RunningShop.freshId();
        try (Stream stream = Stream.open("?key=" + wanted, "");
                Stream requests = Stream.open("?requests=show", "")) {
            send(other);
            send(wanted);
            assertEquals(wanted, stream.until(m -> true).eventId());
            int refused =
                    shop.web()
                            .post(
                                    "/collect?k=not-a-key",
                                    RunningShop.pageView(other).getBytes(StandardCharsets.UTF_8),
                                    Map.of())
                            .status();
            assertEquals(401, refused);
            Message message = requests.until(m -> m.data.contains("\"refused\""));
            assertTrue(message.data.contains("\"fix\":\"Put the write key"), message.data);
        }
    }

    @Test
    void aFilterThatCannotBeReadIsRefusedBeforeAnythingIsStreamed() throws IOException {
        try (Stream stream = Stream.open("?status=lost", "")) {
            assertTrue(stream.head.startsWith("HTTP/1.1 400"), stream.head);
        }
    }

    private static void send(String eventId) {
        Web.Answer answer =
                shop.web()
                        .post(
                                "/collect?k=" + Shop.BROWSER_KEY,
                                RunningShop.pageView(eventId).getBytes(StandardCharsets.UTF_8),
                                Map.of());
        assertEquals(200, answer.status(), answer.text());
    }

    private static Set<String> sendBatch(int size) {
        Set<String> ids =
                IntStream.range(0, size)
                        .mapToObj(i -> RunningShop.freshId())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        String messages =
                ids.stream()
                        .map(RunningShop::track)
                        .map(json -> json.replaceFirst("\\{", "{\"type\":\"track\","))
                        .collect(Collectors.joining(","));
        Web.Answer answer =
                shop.web()
                        .post(
                                "/v1/batch?writeKey=" + Shop.SEGMENT_KEY,
                                ("{\"batch\":[" + messages + "]}").getBytes(StandardCharsets.UTF_8),
                                Map.of());
        assertEquals(200, answer.status(), answer.text());
        return ids;
    }

    private static Set<String> difference(Set<String> all, Set<String> some) {
        Set<String> rest = new LinkedHashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private record Message(String id, String data) {
        private static final Pattern EVENT_ID = Pattern.compile("\"event_id\":\"([^\"]*)\"");

        String eventId() {
            Matcher found = EVENT_ID.matcher(data);
            return found.find() ? found.group(1) : "";
        }
    }

    /** A viewer; waiting longer than patience fails the test. */
    private static final class Stream implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;
        private final String head;

        private Stream(Socket socket) throws IOException {
            this.socket = socket;
            this.lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder read = new StringBuilder();
            for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                read.append(line).append('\n');
            }
            this.head = read.toString();
        }

        static Stream open(String query, String header) throws IOException {
            Socket socket = new Socket(shop.base().getHost(), shop.base().getPort());
            socket.setSoTimeout((int) Web.PATIENCE.toMillis());
            String request =
                    "GET /api/v1/events/stream%s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n"
                            .formatted(query, header);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new Stream(socket);
        }

        /** Reads on to the first message that fits. */
        Message until(Predicate<Message> wanted) throws IOException {
            String id = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    Message message = new Message(id, line.substring(6));
                    if (wanted.test(message)) {
                        return message;
                    }
                }
            }
            throw new AssertionError("the stream ended");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
