// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many live viewers as a node lets in, all of the same events, which no destination changes. */
class ManyViewersTest {
    private static final int VIEWERS = 50;
    private static final int REQUESTS = 3;
    private static final int BATCH = 100;

    /** Takes so little that the node soon notices when it is not read. */
    private static final int NARROW = 4_096;

    /** So long that what a viewer does not read soon fills what lies between it and the node. */
    private static final String LONG_ORDER = "\"order_id\":\"" + "7".repeat(1_500) + "\",";

    private static final Pattern EVENT_ID = Pattern.compile("\"event_id\":\"([^\"]*)\"");

    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop = RunningShop.start(folder, ManyViewersTest::withoutDestinations);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static void withoutDestinations(Shop files) {
        for (String id : List.of("meta", "warehouse")) {
            files.change("destinations/" + id + ".yaml", text -> text + "enabled: false\n");
        }
    }

    @Test
    void fiftyViewersSeeEveryEventOnceInOrderAndOneThatDoesNotReadHoldsNobodyBack()
            throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(VIEWERS);
        List<Viewer> viewers = new ArrayList<>();
        try {
            awaitPlaces(viewers, NARROW, 1);
            Viewer idle = viewers.get(0);
            awaitPlaces(viewers, 0, VIEWERS);
            List<Future<List<String>>> seen = new ArrayList<>();
            List<String> sent = sent("many");
            for (Viewer viewer : viewers.subList(1, VIEWERS)) {
                seen.add(readers.submit(() -> viewer.read(sent.size())));
            }
            for (int request = 0; request < REQUESTS; request++) {
                post(sent.subList(request * BATCH, (request + 1) * BATCH));
            }
            long patience = Web.PATIENCE.toSeconds();
            for (Future<List<String>> one : seen) {
                assertEquals(sent, one.get(patience, TimeUnit.SECONDS));
            }
            assertEquals(sent, idle.read(sent.size()), "the one that reads last");
        } finally {
            viewers.forEach(Viewer::close);
            readers.shutdownNow();
        }
    }

    @Test
    void oneMoreThanFiftyIsAskedToWaitAndComesInWhenAnotherHasLeft() throws IOException {
        List<Viewer> viewers = new ArrayList<>();
        try {
            awaitPlaces(viewers, 0, VIEWERS);
            try (Viewer refused = new Viewer(0)) {
                assertTrue(refused.head.startsWith("HTTP/1.1 503"), refused.head);
            }
            viewers.remove(0).close();
            awaitPlaces(viewers, 0, VIEWERS);
        } finally {
            viewers.forEach(Viewer::close);
        }
    }

    /** Opens so many in all; those of before may take a while to leave. */
    private static void awaitPlaces(List<Viewer> viewers, int bytes, int count) {
        Awaitility.await("places for viewers")
                .atMost(Web.PATIENCE)
                .until(() -> fill(viewers, bytes, count) == count);
    }

    private static int fill(List<Viewer> viewers, int bytes, int count) throws IOException {
        while (viewers.size() < count) {
            Viewer viewer = new Viewer(bytes);
            if (!viewer.head.startsWith("HTTP/1.1 200")) {
                viewer.close();
                return viewers.size();
            }
            viewers.add(viewer);
        }
        return viewers.size();
    }

    private static List<String> sent(String run) {
        return IntStream.range(0, REQUESTS * BATCH).mapToObj(i -> run + "-" + i).toList();
    }

    private static void post(List<String> ids) {
        String messages =
                ids.stream()
                        .map(RunningShop::track)
                        .map(json -> json.replaceFirst("\\{", "{\"type\":\"track\","))
                        .map(json -> json.replace("\"price\"", LONG_ORDER + "\"price\""))
                        .collect(Collectors.joining(","));
        Web.Answer answer =
                shop.web()
                        .postJson(
                                "/v1/batch?writeKey=" + Shop.SEGMENT_KEY,
                                "{\"batch\":[" + messages + "]}");
        assertEquals(200, answer.status(), answer.text());
    }

    /** One of them; waiting longer than patience for the next line fails the test. */
    private static final class Viewer implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader lines;
        private final String head;

        /**
         * Opens one.
         *
         * @param bytes its system takes before the node has to wait, or 0 for as many as usual
         */
        Viewer(int bytes) throws IOException {
            if (bytes > 0) {
                socket.setReceiveBufferSize(bytes);
            }
            socket.setSoTimeout((int) Web.PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(shop.base().getHost(), shop.base().getPort()));
            socket.getOutputStream()
                    .write(
                            "GET /api/v1/events/stream?since=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            head = lines.readLine();
        }

        /** The ids of the next so many events, as they come. */
        List<String> read(int count) throws IOException {
            List<String> ids = new ArrayList<>();
            while (ids.size() < count) {
                String line = lines.readLine();
                Matcher id = EVENT_ID.matcher(line == null ? "" : line);
                if (line == null) {
                    throw new IOException("the stream ended after " + ids);
                }
                if (line.startsWith("data: ") && id.find()) {
                    ids.add(id.group(1));
                }
            }
            return ids;
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException leftToTheSystem) {
                throw new AssertionError(leftToTheSystem);
            }
        }
    }
}
