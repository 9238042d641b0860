// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators' route files in a running node: what they bring, and what a reload does. */
class FeedsTest {
    @TempDir Path folder;
    private RunningShop shop;

    @BeforeEach
    void start() throws Exception {
        shop =
                RunningShop.start(
                        folder,
                        files -> {
                            files.change(
                                    "tracklayer.yaml",
                                    text ->
                                            text.replace(
                                                    "segment: {}",
                                                    "segment: {}\n          till: {plugin: segment}"));
                            files.write("routes/drop.camel.yaml", routeOf("drop", ""));
                        });
        Awaitility.await("the routes run")
                .atMost(Web.PATIENCE)
                .until(() -> shop.web().json("/api/v1/routes").toString().contains("Started"));
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void aDroppedFileBecomesEventsAndIsDoneAndItsBadLineIsSeen() {
        String one = RunningShop.freshId();
        String two = RunningShop.freshId();
        drop("a.jsonl", line(one) + "\nno json ${body}\n" + line(two) + "\n");

        shop.awaitEvent(one);
        shop.awaitRequest("rejected", "malformed_json", List.of());
        Map<?, ?> event = shop.awaitEvent(two);
        await(folder.resolve("inbox/.done/a.jsonl"));
        assertEquals(3L, route("drop").get("stored"));
        assertEquals(0L, route("drop").get("failed"));
        String shown = shop.web().json("/api/v1/events/" + event.get("seq")).toString();
        assertTrue(shown.contains("method=ROUTE, path=/routes/drop"), shown);
        assertTrue(shown.contains("verified_by=route drop"), shown);
    }

    @Test
    void theSameFileDroppedAgainIsRecognisedLineByLine() {
        String id = RunningShop.freshId();
        drop("a.jsonl", line(id));
        shop.awaitEvent(id);
        await(folder.resolve("inbox/.done/a.jsonl"));
        drop("b.jsonl", line(id));
        shop.awaitRequest("duplicate", "repeated_message", List.of());
        assertEquals(1, shop.rows("/api/v1/events?limit=500", "events").size());
    }

    @Test
    void whatAMessageSaysIsNeverEvaluatedAndNeverBecomesAHeader() {
        String hostile = "${bean:node?method=close} {{env:HOME}} ${exception.message}";
        shop.shop().write("routes/csv.camel.yaml", csv());
        assertEquals(List.of("csv.camel.yaml"), reload().get("started"));
        dropInto(
                "csv",
                "c.csv",
                "event,order_id,value,CamelFileName,CamelHttpUri,cAmelBeanMethodName,coupon\n"
                        + "purchase_placed,4711,12.50,/etc/evil,http://127.0.0.2/,close,"
                        + hostile
                        + "\n");
        Map<?, ?> event = shop.awaitEvent("ord_4711_purchase");
        String shown = shop.web().json("/api/v1/events/" + event.get("seq")).toString();
        assertTrue(shown.contains("coupon=" + hostile), shown);
        await(folder.resolve("csv/.done/c.csv"));
        assertEquals(Map.of(), arrivalHeaders(event));
    }

    @Test
    void badRowsOfATableAreSeenAndTheGoodOnesAreKept() {
        shop.shop().write("routes/csv.camel.yaml", csv());
        reload();
        dropInto(
                "csv",
                "c.csv",
                "event,order_id,value\n"
                        + "purchase_placed,1,12.50\n"
                        + "purchase_placed,2,12.50,too many\n"
                        + "purchase_placed,3,12.50\n"
                        + "purchase_placed,4,\"never closed\n");
        shop.awaitEvent("ord_1_purchase");
        Map<?, ?> first = shop.awaitRequest("rejected", "malformed_json", List.of());
        shop.awaitEvent("ord_3_purchase");
        shop.awaitRequest("rejected", "malformed_json", List.of(first));
        await(folder.resolve("csv/.done/c.csv"));
    }

    /** A writer that rests for longer than the second that the route waits has ended. */
    @Test
    void aFileThatIsStillWrittenIsNotRead() throws IOException {
        String id = RunningShop.freshId();
        Path file = Files.createDirectories(folder.resolve("inbox")).resolve("slow.jsonl");
        String line = line(id);
        try (OutputStream writing = Files.newOutputStream(file)) {
            for (int i = 0; i < 20; i++) {
                writing.write(' ');
                writing.flush();
                LockSupport.parkNanos(50_000_000);
                assertEquals(0L, route("drop").get("stored"), "after " + i);
            }
            writing.write(line.getBytes(StandardCharsets.UTF_8));
        }
        shop.awaitEvent(id);
        await(folder.resolve("inbox/.done/slow.jsonl"));
        assertEquals(List.of(), shop.requests("rejected"));
    }

    @Test
    void aMessageThatCannotBeStoredStaysWhereItIsUntilItCan() {
        String id = RunningShop.freshId();
        shop.shop().write("routes/drop.camel.yaml", routeOf("drop", "").replace("segment", "till"));
        assertEquals(List.of("drop.camel.yaml"), reload().get("replaced"));
        shop.shop()
                .change("tracklayer.yaml", text -> text.replace("till: {plugin", "tall: {plugin"));
        Awaitility.await("the source is gone")
                .atMost(Web.PATIENCE)
                .until(
                        () -> {
                            drop(RunningShop.freshId(), line(RunningShop.freshId()));
                            Object failure = route("drop").get("last_failure");
                            return failure != null && failure.toString().contains("no source");
                        });
        drop("stays.jsonl", line(id));
        long failed = (Long) route("drop").get("failed");
        Awaitility.await("it was tried")
                .atMost(Web.PATIENCE)
                .until(() -> (Long) route("drop").get("failed") > failed + 3);
        assertTrue(Files.exists(folder.resolve("inbox/stays.jsonl")));
        shop.shop()
                .change("tracklayer.yaml", text -> text.replace("tall: {plugin", "till: {plugin"));
        shop.awaitEvent(id);
        await(folder.resolve("inbox/.done/stays.jsonl"));
    }

    @Test
    void aBrokenFileChangesNothingAndARemovedOneStopsAndBothAreSaid() throws IOException {
        shop.shop().write("routes/drop.camel.yaml", routeOf("drop", "").replace("move:", "moove:"));
        Map<String, Object> refused = reload();
        assertEquals(List.of("drop.camel.yaml"), refused.get("refused"));
        Map<?, ?> file = shop.rows("/api/v1/routes", "files").get(0);
        assertEquals("running_last_good", file.get("state"));
        assertTrue(file.get("problems").toString().contains("moove"), file.toString());
        String id = RunningShop.freshId();
        drop("a.jsonl", line(id));
        shop.awaitEvent(id);

        shop.shop().write("routes/drop.camel.yaml", routeOf("other", ""));
        assertEquals(List.of("drop.camel.yaml"), reload().get("replaced"));
        assertEquals("Started", route("other").get("status"));
        Files.delete(shop.shop().config().resolve("routes/drop.camel.yaml"));
        assertEquals(List.of("drop.camel.yaml"), reload().get("stopped"));
        assertEquals(List.of(), shop.rows("/api/v1/routes", "files"));
        RunningShop.awaitRow(
                "audit",
                () -> shop.rows("/api/v1/audit", "entries"),
                row ->
                        "routes.reload".equals(row.get("action"))
                                && "anna".equals(row.get("by"))
                                && row.get("detail").toString().contains("stopped [drop"));
    }

    @Test
    void allProblemsOfAllFilesAreSaidAtOnceWithTheirLines() {
        shop.shop()
                .write(
                        "routes/bad.camel.yaml",
                        """
                        - route:
                            id: intake
                            from:
                              uri: timer:x
                              steps:
                                - toD: tracklayer:${body}/segment
                                - to: exec:rm
                        - route:
                            from:
                              uri: nosuch:thing
                              steps:
                                - bean:
                                    ref: node
                                - to: tracklayer:shop-eu/nosuch
                        - route:
                            id: sftp
                            from:
                              uri: sftp:somewhere
                              parameters:
                                username: u
                                password: secret
                              steps:
                                - setBody:
                                    simple: "${bean:node?method=close}"
                                - nostep: x
                        - route:
                            id: nowhere
                            from:
                              uri: timer:y
                              steps:
                                - to: log:x
                        """);
        shop.shop().write("routes/worse.camel.yaml", "- route: [half wri");
        Map<String, Object> answer = reload();
        assertEquals(List.of("bad.camel.yaml", "worse.camel.yaml"), answer.get("refused"));
        String problems = answer.get("files").toString();
        for (String said :
                List.of(
                        "bad.camel.yaml:2:5: the id \"intake\" is that of another route",
                        "bad.camel.yaml:6:11: \"toD\" may compute an address",
                        "bad.camel.yaml:7:1: \"exec:\" leads into the node",
                        "bad.camel.yaml:8:3: a route needs an id",
                        "bad.camel.yaml:10:1: ",
                        "bad.camel.yaml:12:11: \"bean\" runs a program",
                        "bad.camel.yaml:14:1: ",
                        "bad.camel.yaml:21:9: \"password\" is a secret",
                        "bad.camel.yaml:24:13: an expression may read the message only",
                        "nostep",
                        "bad.camel.yaml:26:3: the route leads nowhere",
                        "worse.camel.yaml:1:")) {
            assertTrue(problems.contains(said), said + " is not in\n" + problems);
        }
        assertFalse(problems.contains("secret}"), problems);
        assertEquals("Started", route("drop").get("status"));
    }

    @Test
    void twentyReloadsUnderLoadLoseNothingAndStopNothingOfOurs() {
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            for (int n = 0; n < 5; n++) {
                String dropped = RunningShop.freshId();
                drop(dropped + ".jsonl", line(dropped));
                sent.add(dropped);
            }
            shop.shop().write("routes/drop.camel.yaml", routeOf("drop", "# " + i));
            Thread reloading = new Thread(this::reload);
            reloading.start();
            while (reloading.isAlive()) {
                String posted = RunningShop.freshId();
                assertEquals(200, post(posted));
                sent.add(posted);
            }
        }
        Awaitility.await("all " + sent.size() + " events")
                .atMost(Web.PATIENCE)
                .until(() -> ids().containsAll(sent));
        assertEquals(sent.size(), ids().size());
        Awaitility.await("an empty inbox")
                .atMost(Web.PATIENCE)
                .until(() -> folder.resolve("inbox").toFile().listFiles(File::isFile).length == 0);
    }

    private Set<Object> ids() {
        Set<Object> ids = new HashSet<>();
        String page = "/api/v1/events?limit=500";
        while (true) {
            Map<String, Object> answer = shop.web().json(page);
            ((List<?>) answer.get("events"))
                    .forEach(row -> ids.add(((Map<?, ?>) row).get("event_id")));
            if (answer.get("next") == null) {
                return ids;
            }
            page = "/api/v1/events?limit=500&before=" + answer.get("next");
        }
    }

    private int post(String id) {
        return shop.web()
                .post(
                        "/v1/track",
                        RunningShop.track(id).getBytes(StandardCharsets.UTF_8),
                        Map.of("Authorization", RunningShop.basic(Shop.SEGMENT_KEY)))
                .status();
    }

    private Map<String, Object> reload() {
        Web.Answer answer = shop.web().postJson("/api/v1/routes/reload", "{\"by\":\"anna\"}");
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    private Map<?, ?> arrivalHeaders(Map<?, ?> event) {
        Map<?, ?> observation =
                shop.rows("/api/v1/events/" + event.get("seq"), "observations").get(0);
        return (Map<?, ?>) ((Map<?, ?>) observation.get("request")).get("headers");
    }

    private String csv() {
        return routeOf("csv", "")
                .replace("tokenize: \"\\n\"", "simple: \"${body}\"")
                .replace(
                        "steps:\n        - split",
                        "steps:\n        - unmarshal:\n            custom: {ref: csv}\n        - split")
                .replace("/inbox", "/csv")
                .replace("segment", "browser");
    }

    private static String line(String id) {
        return """
        {"type":"track","event":"Product Viewed","userId":"u1","messageId":"m-%s",\
        "properties":{"event_id":"%s","product_id":"10","price":5}}"""
                .formatted(id, id);
    }

    private String routeOf(String id, String comment) {
        return """
        %s
        - route:
            id: %s
            from:
              uri: file
              parameters:
                directoryName: %s
                move: .done/${file:name}
                readLock: changed
                readLockMinAge: 1000
                readLockCheckInterval: 100
                delay: 100
                initialDelay: 0
              steps:
                - split:
                    tokenize: "\\n"
                    streaming: true
                    stopOnException: true
                    steps:
                      - to: tracklayer:shop-eu/segment
        """
                .formatted(comment, id, folder.resolve("inbox"));
    }

    private void drop(String name, String content) {
        dropInto("inbox", name, content);
    }

    private void dropInto(String into, String name, String content) {
        try {
            Path inbox = Files.createDirectories(folder.resolve(into));
            Path part = folder.resolve(name + ".part");
            Files.write(part, content.getBytes(StandardCharsets.UTF_8));
            Files.move(part, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void await(Path file) {
        Awaitility.await(file + " is there").atMost(Web.PATIENCE).until(() -> Files.exists(file));
    }

    private Map<?, ?> route(String id) {
        return shop.rows("/api/v1/routes", "files").stream()
                .filter(file -> file.get("routes") != null)
                .flatMap(file -> ((List<?>) file.get("routes")).stream())
                .map(row -> (Map<?, ?>) row)
                .filter(row -> id.equals(row.get("id")))
                .findFirst()
                .orElseThrow();
    }
}
