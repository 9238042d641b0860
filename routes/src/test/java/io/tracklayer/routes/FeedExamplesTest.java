// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of config/routes/examples, as they stand but for addresses and waits. */
class FeedExamplesTest {
    private static final Path EXAMPLES = Path.of("../config/routes/examples");
    private static final String HEAD = "receipt;date;total;currency;email;phone;card;branch\n";

    @TempDir private Path folder;
    private RunningShop shop;

    private void start(String mapping) throws Exception {
        shop = RunningShop.start(folder, files -> OfflineSales.map(files, mapping));
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void aTableOfSalesInAFolderBecomesEventsAndBadRowsAreSeen() throws Exception {
        start("offline-sales.webhook.yaml");
        bring("offline-sales-csv", "5000", "200");
        StringBuilder rows = new StringBuilder(HEAD);
        for (int i = 0; i < 300; i++) {
            rows.append(row("C" + i)).append('\n');
        }
        rows.append("short row\n");
        Path inbox = folder.resolve("inbox/offline-sales");
        Files.createDirectories(inbox);
        Files.writeString(inbox.resolve("a.csv"), rows);
        shop.awaitRequest("rejected", OfflineSales.NO_ROW, List.of());
        awaitEvents(300);
        OfflineSales.isSale(shop, "C0");
        awaitNothingIn(inbox);
        Files.writeString(inbox.resolve("again.csv"), rows);
        awaitNothingIn(inbox);
        awaitApplied();
        assertEquals(300, shop.rows("/api/v1/events?limit=500", "events").size());
    }

    @Test
    void filesOfAnSftpServerAreFetchedOnceAndItsHostKeyIsAskedFor() throws Exception {
        start("offline-sales.webhook.yaml");
        Path served = Files.createDirectories(folder.resolve("served/sales"));
        Files.writeString(served.resolve("a.csv"), HEAD + row("S1") + "\n");
        try (SshServer server = sftp(served.getParent())) {
            shop.shop().write("secrets/till-sftp", "pass+word&%\n");
            shop.shop().write("secrets/known-hosts", knownHost(server));
            bring(
                    "offline-sales-sftp",
                    "sftp.example.com",
                    "127.0.0.1",
                    "port: 22",
                    "port: " + server.getPort(),
                    "5000",
                    "200",
                    "delay: 60000",
                    "delay: 200");
            awaitEvents(1);
            OfflineSales.isSale(shop, "S1");
            awaitNothingIn(served);
            assertEquals(1, files(served.resolve(".done")));
            shop.shop()
                    .change(
                            "routes/offline-sales-sftp.camel.yaml",
                            text -> text.replace("secrets/known-hosts", "secrets/meta"));
            OfflineSales.reload(shop);
            Files.writeString(served.resolve("b.csv"), HEAD + row("S2") + "\n");
            Awaitility.await("an unknown host key")
                    .atMost(Web.PATIENCE)
                    .until(() -> health().contains("UnknownHostKey"));
            assertFalse(health().contains("pass+word"), health());
            assertEquals(1, files(served));
        }
    }

    @Test
    void salesOfATableAreTakenOnceThoughTheyAreLookedForAgain() throws Exception {
        start("store-sales.webhook.yaml");
        shop.shop().write("secrets/tills-url", "jdbc:hsqldb:mem:tills-of-the-test\n");
        shop.shop().write("secrets/tills-password", "s3cret\n");
        try (Connection tills = database()) {
            sale(tills, "J1");
            bring(
                    "offline-sales-jdbc",
                    "period: 60000",
                    "period: 200",
                    "- interval '10' second",
                    "- interval '1' second");
            awaitEvents(1);
            sale(tills, "J2");
            awaitEvents(2);
            OfflineSales.isSale(shop, "J2");
            long before = stored("offline-sales-jdbc");
            execute(
                    tills,
                    "update tracklayer_progress set since = timestamp '2026-01-01 00:00:00'");
            Awaitility.await("both are read again")
                    .atMost(Web.PATIENCE)
                    .until(() -> stored("offline-sales-jdbc") >= before + 2);
            awaitApplied();
            assertEquals(2, shop.rows("/api/v1/events", "events").size());
        }
    }

    private static String row(String receipt) {
        return receipt + ";01.11.2026 10:00;12,50;EUR;anna@example.com;;77;Berlin";
    }

    private Connection database() throws SQLException {
        Connection tills =
                DriverManager.getConnection("jdbc:hsqldb:mem:tills-of-the-test", "SA", "");
        String example = read("offline-sales-jdbc");
        execute(tills, "create user \"tracklayer\" password 's3cret' admin");
        execute(
                tills,
                "create table sales (sale_no varchar(20), sold_at timestamp, total decimal(9,2),"
                        + " currency varchar(3), email varchar(100), changed_at timestamp)");
        for (String line : example.lines().toList()) {
            if (line.startsWith("#   ")) {
                execute(tills, line.substring(4).replace(";", ""));
            }
        }
        return tills;
    }

    private static void sale(Connection tills, String number) throws SQLException {
        execute(
                tills,
                "insert into sales values ('"
                        + number
                        + "', localtimestamp, 12.50, 'EUR', 'anna@example.com', localtimestamp)");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static SshServer sftp(Path root) throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        server.setPasswordAuthenticator(
                (user, password, session) ->
                        user.equals("tracklayer") && password.equals("pass+word&%"));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.start();
        return server;
    }

    private static String knownHost(SshServer server) throws Exception {
        StringBuilder line = new StringBuilder("[127.0.0.1]:").append(server.getPort()).append(' ');
        PublicKeyEntry.appendPublicKeyEntry(
                line, server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
        return line.append('\n').toString();
    }

    private void bring(String example, String... changes) {
        String text = read(example).replace("my-shop-eu", "shop-eu");
        for (int i = 0; i < changes.length; i += 2) {
            text = text.replace(changes[i], changes[i + 1]);
        }
        shop.shop().write("routes/" + example + ".camel.yaml", text);
        OfflineSales.reload(shop);
    }

    private static String read(String example) {
        try {
            return Files.readString(EXAMPLES.resolve(example + ".camel.yaml"));
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    private void awaitEvents(int number) {
        Awaitility.await(number + " events")
                .atMost(Web.PATIENCE)
                .until(() -> shop.rows("/api/v1/events?limit=500", "events").size() == number);
    }

    /** Everything stored so far is applied: a request that came later is. */
    private void awaitApplied() {
        String id = RunningShop.freshId();
        shop.web()
                .post(
                        "/v1/track",
                        "{\"type\":\"track\",\"messageId\":\"%s\"}"
                                .formatted(id)
                                .getBytes(StandardCharsets.UTF_8),
                        Map.of("Authorization", RunningShop.basic(Shop.SEGMENT_KEY)));
        shop.awaitRequest("rejected", "no_user_anon_id", List.of());
    }

    private static void awaitNothingIn(Path inbox) {
        Awaitility.await(inbox + " is empty").atMost(Web.PATIENCE).until(() -> files(inbox) == 0);
    }

    private static int files(Path folder) {
        java.io.File[] files = folder.toFile().listFiles(java.io.File::isFile);
        return files == null ? 0 : files.length;
    }

    private long stored(String route) {
        return (Long) OfflineSales.route(shop, route).get("stored");
    }

    private String health() {
        return shop.rows("/api/v1/routes", "files").toString();
    }
}
