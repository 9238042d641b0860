// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands "tl import" and "tl routes" against a node, each as a process of its own. */
class ImportTest {
    @TempDir private Path folder;
    private RunningShop shop;

    @BeforeEach
    void start() throws Exception {
        shop = RunningShop.start(folder, OfflineSales::addTo);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    private record Said(int code, String text) {}

    @Test
    void historyIsTakenInOnceAndWhatIsTooOldForAPlatformIsCounted() throws Exception {
        Instant now = Instant.now();
        StringBuilder text =
                new StringBuilder("event,order_id,occurred_at,value,currency,coupon\n");
        for (int i = 0; i < 250; i++) {
            Instant at = i < 200 ? now.minus(Duration.ofDays(60)) : now.minusSeconds(60);
            text.append("purchase_placed,H").append(i).append(',').append(at);
            text.append(i == 7 ? ",5,EUR,\"two\nlines, ${body}\"\n" : ",5,EUR,\n");
        }
        text.append("purchase_placed,too,many,cells,in,this,row\n");
        Path file = Files.writeString(folder.resolve("sales.csv"), text);

        Said dry = tl("import", file.toString(), "--dry-run", "--store", "shop-eu");
        assertEquals(2, dry.code, dry.text);
        dry = run(file, "--dry-run");
        assertTrue(dry.text.contains("251 records read, nothing taken in"), dry.text);
        assertTrue(dry.text.contains("250 accepted, 1 rejected"), dry.text);
        assertTrue(dry.text.contains("record 251: "), dry.text);
        assertTrue(dry.text.contains("meta: 250 consent_unknown:marketing"), dry.text);
        assertTrue(dry.text.contains("warehouse: 250 sent"), dry.text);
        assertEquals(List.of(), shop.rows("/api/v1/events", "events"));

        Said first = run(file, "--rate", "1000");
        assertTrue(first.text.contains("251 records taken in"), first.text);
        assertTrue(first.text.contains("250 accepted, 1 rejected"), first.text);
        assertTrue(first.text.contains("warehouse: 250 delivered"), first.text);
        Map<?, ?> event = shop.awaitEvent("ord_H7_purchase");
        String shown = shop.web().json("/api/v1/events/" + event.get("seq")).toString();
        assertTrue(shown.contains("two\nlines, ${body}"), shown);
        assertTrue(shown.contains("method=IMPORT, path=/imports/imp-"), shown);

        Said again = run(file, "--rate", "1000", "--from-record", "201");
        assertTrue(again.text.contains("51 records taken in"), again.text);
        assertTrue(again.text.contains("messages: 50 merged, 1 rejected"), again.text);
        assertEquals(250, shop.rows("/api/v1/events?limit=500", "events").size());
        assertTrue(
                shop.rows("/api/v1/audit", "entries").toString().contains("file sales.csv"),
                "audited");
    }

    @Test
    void tooOldEventsFailAsTooLateAtThatPlatformOnly() throws Exception {
        Instant old = Instant.now().minus(Duration.ofDays(60));
        String line =
                "{\"event\":\"purchase_placed\",\"order_id\":\"O1\",\"occurred_at\":\"%s\","
                        + "\"value\":5,\"currency\":\"EUR\",\"user\":{\"email\":\"a@example.com\"},"
                        + "\"consent\":{\"marketing\":\"granted\",\"analytics\":\"granted\","
                        + "\"ad_user_data\":\"granted\",\"ad_personalization\":\"granted\","
                        + "\"sale_of_data\":\"granted\"}}\n";
        Path file = Files.writeString(folder.resolve("old.jsonl"), line.formatted(old));
        assertTrue(run(file, "--dry-run").text.contains("meta: 1 too_late"), "foreseen");
        Said said = run(file);
        assertTrue(said.text.contains("meta: 1 skipped too_late"), said.text);
        assertTrue(said.text.contains("warehouse: 1 delivered"), said.text);
    }

    @Test
    void whatCannotBeImportedIsSaidBeforeAnythingIsTakenIn() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "a,b\n1,\"never closed\n");
        Said unknown = tl("import", file.toString(), "--store", "shop-eu", "--source", "nosuch");
        assertEquals(1, unknown.code, unknown.text);
        assertTrue(unknown.text.contains("has no source \"nosuch\""), unknown.text);
        Said open = tl("import", file.toString(), "--store", "shop-eu", "--source", "browser");
        assertEquals(1, open.code, open.text);
        assertTrue(open.text.contains("a.csv:2: a quote is opened and not closed"), open.text);
        Files.write(file, "a,b\nm\u00fcller,1\n".getBytes(StandardCharsets.ISO_8859_1));
        Said charset = tl("import", file.toString(), "--store", "shop-eu", "--source", "browser");
        assertEquals(1, charset.code, charset.text);
        assertTrue(charset.text.contains("--charset"), charset.text);
        assertEquals(List.of(), shop.rows("/api/v1/events", "events"));
    }

    @Test
    void routesAreCheckedWithAndWithoutANodeAndReloaded() throws Exception {
        shop.shop()
                .write(
                        "routes/tick.camel.yaml",
                        """
                        - route:
                            id: tick
                            from:
                              uri: timer:tick
                              parameters: {repeatCount: 1}
                              steps:
                                - setBody:
                                    constant: '{"event":"purchase_placed","order_id":"T1","value":5}'
                                - to: tracklayer:shop-eu/nosuch
                        """);
        String config = shop.shop().config().toString();
        for (Said said : List.of(tl("routes", "check"), offline("routes", "check", config))) {
            assertEquals(1, said.code, said.text);
            assertTrue(said.text.contains("no source \"nosuch\""), said.text);
            assertTrue(said.text.contains("1 file(s), 1 problem(s)"), said.text);
        }
        shop.shop().change("routes/tick.camel.yaml", text -> text.replace("nosuch", "browser"));
        assertEquals(0, offline("routes", "check", config).code);
        Said listed = tl("routes", "list");
        assertTrue(listed.text.contains("new, changed"), listed.text);
        Said reloaded = tl("routes", "reload");
        assertEquals(0, reloaded.code, reloaded.text);
        assertTrue(reloaded.text.contains("started tick.camel.yaml"), reloaded.text);
        shop.awaitEvent("ord_T1_purchase");
        shop.shop().change("routes/tick.camel.yaml", text -> text.replace("uri: timer", "uri: x"));
        Said refused = tl("routes", "reload");
        assertEquals(1, refused.code, refused.text);
        assertTrue(refused.text.contains("running_last_good, changed"), refused.text);
        assertFalse(refused.text.contains("stopped"), refused.text);
    }

    private Said run(Path file, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("import", file.toString()));
        words.addAll(List.of("--store", "shop-eu", "--source", "offline-sales"));
        words.addAll(List.of(more));
        Said said = tl(words.toArray(String[]::new));
        assertEquals(0, said.code, said.text);
        return said;
    }

    private Said tl(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--node", shop.base().toString()));
        return offline(all.toArray(String[]::new));
    }

    private static Said offline(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(
                List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("io.tracklayer.cli.Tl");
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), text);
        return new Said(process.exitValue(), text);
    }
}
