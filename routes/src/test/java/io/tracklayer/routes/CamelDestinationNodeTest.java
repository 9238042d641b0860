// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Destinations of type camel in a running node: a file, a database, and what cannot be. */
class CamelDestinationNodeTest {
    private static final String DATABASE = "jdbc:hsqldb:mem:warehouse";

    @TempDir Path folder;
    private RunningShop shop;
    private Connection warehouse;

    @BeforeEach
    void start() throws Exception {
        warehouse = DriverManager.getConnection(DATABASE, "SA", "");
        warehouse
                .createStatement()
                .execute(
                        "CREATE TABLE sale (id VARCHAR(99), total DECIMAL(9,2), note VARCHAR(99),"
                                + " body CLOB)");
        shop =
                RunningShop.start(
                        folder,
                        files -> {
                            camel(
                                    files,
                                    "export",
                                    "endpoint: \"file:"
                                            + folder.resolve("out")
                                            + "?fileName=events.jsonl&fileExist=Append\"\n"
                                            + "  format: lines\n"
                                            + "  fields: [event_id, product=items.product_id]");
                            camel(
                                    files,
                                    "sales",
                                    "endpoint: \""
                                            + DATABASE
                                            + "\"\n  user: SA\n  fields: [id=event_id, total=value]\n"
                                            + "  statement: \"INSERT INTO sale VALUES (:?id, :?total,"
                                            + " :?note, :?event)\"");
                            camel(files, "inside", "endpoint: \"bean:node?method=close\"");
                            camel(
                                    files,
                                    "unknown",
                                    "endpoint: \"nosuch:thing\"\n  secret-options: [\"${env:HOME}\"]");
                        });
    }

    @AfterEach
    void stop() throws Exception {
        shop.close();
        warehouse.createStatement().execute("SHUTDOWN");
        warehouse.close();
    }

    @Test
    void eventsReachAFileAndADatabaseAndWhatCannotBeIsSaid() throws Exception {
        String id = RunningShop.freshId();
        String hostile = id + "'); DROP TABLE sale; --${body}";
        post(id);
        post(hostile);

        Path file = folder.resolve("out/events.jsonl");
        Awaitility.await("both events in the file")
                .atMost(Web.PATIENCE)
                .until(() -> lines(file).size() == 2);
        assertTrue(
                lines(file).contains("{\"event_id\":\"" + id + "\",\"product\":[\"10\"]}"),
                lines(file).toString());
        Awaitility.await("both events in the database")
                .atMost(Web.PATIENCE)
                .until(() -> count() == 2);
        try (ResultSet row =
                warehouse
                        .createStatement()
                        .executeQuery("SELECT id, total, note, body FROM sale ORDER BY id")) {
            assertTrue(row.next());
            assertEquals(id, row.getString(1));
            assertEquals("5.00", row.getString(2));
            assertEquals(null, row.getString(3));
            assertEquals("{\"id\":\"" + id + "\",\"total\":5.00}", row.getString(4));
            assertTrue(row.next());
            assertEquals(hostile, row.getString(1));
        }
        assertHeld("inside", "Use the destination webhook for HTTP");
        assertHeld("unknown", "Camel has no such endpoint");
        assertFalse(
                shop.web()
                        .json("/api/v1/deliveries?destination=unknown")
                        .toString()
                        .contains(System.getenv("HOME") + ")"));
    }

    private void assertHeld(String destination, String text) {
        Map<?, ?> row =
                RunningShop.awaitRow(
                        destination + " is held",
                        () ->
                                shop.rows(
                                        "/api/v1/deliveries?destination=" + destination,
                                        "deliveries"),
                        found -> "held".equals(found.get("status")));
        assertTrue(row.toString().contains(text), row.toString());
    }

    private int count() throws Exception {
        try (ResultSet row =
                warehouse.createStatement().executeQuery("SELECT COUNT(*) FROM sale")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void camel(Shop files, String id, String settings) {
        files.write(
                "destinations/" + id + ".yaml",
                "version: 1\nplugin: camel\nmerchant: shop\nsettings:\n  " + settings + "\n");
    }

    private void post(String id) {
        Map<String, String> headers =
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        RunningShop.basic(Shop.SEGMENT_KEY));
        String priced =
                RunningShop.track(id)
                        .replace("\"price\":5", "\"price\":5,\"value\":5,\"currency\":\"EUR\"");
        byte[] body = priced.getBytes(StandardCharsets.UTF_8);
        assertEquals(200, shop.web().post("/v1/track", body, headers).status());
    }
}
