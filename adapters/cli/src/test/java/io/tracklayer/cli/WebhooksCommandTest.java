// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhooksCommandTest {
    private static final String MAPPING =
            """
            version: 1
            verify: { none: unsafe }
            events:
              - event: purchase_placed
                when: { /type: order }
                fields: { order_id: /id, value: /total, user.email: { header: X-Mail } }
            examples:
              - name: an order of a file
                given: { file: order.json }
                expect: { event: purchase_placed, fields: { order_id: 7 } }
            """;

    @TempDir Path folder;
    private final CommandRig rig = new CommandRig();
    private Installation installation;
    private Path config;

    @BeforeEach
    void install() throws IOException {
        installation = new Installation(folder);
        config = installation.config();
        write("rules/own.rules.yaml", "version: 1\ndescription: No rules.\nrules: []\n");
        write("webhooks/orders.webhook.yaml", MAPPING);
        write("webhooks/order.json", "{\"type\":\"order\",\"id\":7,\"total\":\"129.90\"}");
    }

    @Test
    void checkSaysEverythingThatIsWrongWithItsPlace() throws IOException {
        assertEquals(0, run("check"));
        assertTrue(rig.out().contains("1 mapping(s), 0 problem(s)"), rig.out());
        write("webhooks/b.webhook.yaml", MAPPING.replace("order_id: /id", "order_di: /id"));
        assertEquals(1, run("check"));
        assertTrue(rig.out().contains("b.webhook.yaml:6: \"order_di\" is no field"), rig.out());
        assertTrue(rig.out().contains("Did you mean \"order_id\"?"), rig.out());
    }

    @Test
    void testRunsTheExamplesAlsoThoseOfFiles() throws IOException {
        assertEquals(0, run("test"), rig.out());
        assertTrue(rig.out().contains("1 mapping(s), 1 example(s), 0 failure(s)"), rig.out());
        write("webhooks/order.json", "{\"type\":\"order\",\"id\":8,\"total\":5}");
        assertEquals(1, run("test"));
        assertTrue(
                rig.out()
                        .contains(
                                "orders.webhook.yaml:8: an order of a file: fields.order_id is 8, expected 7"),
                rig.out());
        Files.delete(config.resolve("webhooks/order.json"));
        assertEquals(1, run("test", mapping().toString()));
        assertTrue(rig.out().contains("\"order.json\" cannot be read"), rig.out());
    }

    @Test
    void dryRunShowsTheEventItsOriginsAndWhatDestinationsWouldDecide() {
        assertEquals(0, dryRun("--header", "X-Mail: ada@example.com"), rig.err());
        JsonNode result = Json.read(rig.out()).orElseThrow().path("results").path(0);
        assertEquals("ord_7_purchase", result.path("event").path("event_id").asText());
        assertEquals("EUR", result.path("event").path("currency").asText());
        assertEquals("header x-mail, as given", result.path("origins").path("user.email").asText());
        assertEquals(
                "store settings, default of the store",
                result.path("origins").path("currency").asText());
        JsonNode decided = result.path("decided").path("destinations").path(0);
        assertEquals("bird", decided.path("destination").asText());
        assertTrue(!decided.path("reason").asText().isEmpty());
    }

    @Test
    void dryRunIsReadableText() {
        assertEquals(
                0,
                run(
                        "dry-run",
                        mapping().toString(),
                        "--payload",
                        config.resolve("webhooks/order.json").toString()));
        assertTrue(rig.out().contains("purchase_placed ord_7_purchase"), rig.out());
        assertTrue(rig.out().contains("order_id = 7  <- /id"), rig.out());
        assertTrue(rig.out().contains("bird: "), rig.out() + rig.err());
    }

    @Test
    void dryRunWithoutAConfigurationTriesTheMappingAlone() throws IOException {
        Files.delete(config.resolve("tracklayer.yaml"));
        assertEquals(0, dryRun());
        assertTrue(rig.err().contains("only the mapping itself is tried"), rig.err());
        JsonNode result = Json.read(rig.out()).orElseThrow().path("results").path(0);
        assertEquals("129.90", result.path("values").path("value").asText());
        assertTrue(result.path("event").isMissingNode());
    }

    @Test
    void dryRunSaysWhyAMessageIsNoEvent() throws IOException {
        write("webhooks/order.json", "{\"type\":\"other\"}");
        assertEquals(0, dryRun());
        assertTrue(rig.out().contains("no_event_mapped"), rig.out());
        write("webhooks/order.json", "{");
        assertEquals(1, dryRun());
        assertTrue(rig.err().contains("malformed_json"), rig.err());
    }

    @Test
    void schemaIsTheOneThatIsChecked() {
        assertEquals(0, run("schema"));
        assertTrue(rig.out().contains("TrackLayer webhook mapping"), rig.out());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertEquals(1, run("check", "nowhere.yaml"));
        assertTrue(rig.err().contains("cannot read nowhere.yaml"), rig.err());
    }

    private int dryRun(String... more) {
        String[] all = new String[5 + more.length];
        String[] first = {
            "dry-run",
            "--json",
            mapping().toString(),
            "--payload",
            config.resolve("webhooks/order.json").toString()
        };
        System.arraycopy(first, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        return run(all);
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "webhooks";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--config";
        all[arguments.length + 2] = config.toString();
        return rig.run(all);
    }

    private Path mapping() {
        return config.resolve("webhooks/orders.webhook.yaml");
    }

    private void write(String name, String text) throws IOException {
        installation.write(name, text);
    }
}
