// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.tracklayer.routes.doctor.Check.Level;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import io.tracklayer.store.journal.DiskFiles;
import io.tracklayer.store.journal.JournalSettings;
import io.tracklayer.store.journal.SegmentJournal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static final String HASH = "A".repeat(43) + "=";
    private static final String OPERATORS =
            """
            version: 1
            operators:
              - {name: anna, role: viewer, password: "pbkdf2-sha256$600000$%s==$%s"}
            """
                    .formatted("A".repeat(22), HASH);

    @TempDir private Path folder;
    private Path config;
    private Path data;

    @BeforeEach
    void installation() throws IOException {
        config = folder.resolve("config");
        data = folder.resolve("data");
        write("tracklayer.yaml", node("listen: 127.0.0.1:0"));
        write(
                "destinations/meta.yaml",
                """
                version: 1
                plugin: meta
                merchant: m
                settings: { pixel: "123456789012345", token: "${file:secrets/meta.txt}" }
                """);
        write("secrets/meta.txt", "EAAtoken");
        permit("secrets/meta.txt", "rw-------");
    }

    @Test
    void aSoundInstallationFailsNothing() {
        List<Map<?, ?>> checks = examined();
        assertTrue(level(checks, "fail").isEmpty(), checks.toString());
        assertTrue(level(checks, "warn").isEmpty(), checks.toString());
        for (String about :
                List.of(
                        "java",
                        "memory",
                        "plugins",
                        "secrets",
                        "configuration",
                        "write keys",
                        "admin access",
                        "api version",
                        "data folder",
                        "disk",
                        "journal and evidence",
                        "port",
                        "clock")) {
            assertFalse(about(checks, about).isEmpty(), about);
        }
        assertFalse(Files.exists(data), "looking makes nothing");
    }

    @Test
    void everyProblemOfTheConfigurationIsSaidWithItsPlace() throws IOException {
        write("destinations/meta.yaml", "version: 1\nplugin: metta\nmerchant: m\n");
        write("destinations/ga4.yaml", "version: 1\nplugin: ga4\nmerchant: m\nsettings: {}\n");
        List<Map<?, ?>> wrong = about(examined(), "configuration");
        assertTrue(wrong.size() > 1, wrong.toString());
        assertTrue(wrong.stream().allMatch(check -> check.get("level").equals("fail")));
        assertTrue(wrong.toString().contains("meta.yaml:2"), wrong.toString());
        assertTrue(wrong.toString().contains("ga4.yaml"), wrong.toString());
    }

    @Test
    void aSecretWithoutAFileFailsAndOneThatOthersMayReadIsAWarning() throws IOException {
        permit("secrets/meta.txt", "rw-r--r--");
        Map<?, ?> open = about(examined(), "secrets").get(0);
        assertEquals("warn", open.get("level"));
        assertTrue(open.get("advice").toString().startsWith("chmod 600 "), open.toString());
        Files.delete(config.resolve("secrets/meta.txt"));
        assertEquals("fail", about(examined(), "secrets").get(0).get("level"));
    }

    @Test
    void whatARouteCallsTheFileItReadsIsNoSecret() throws IOException {
        write(
                "routes/sales.camel.yaml",
                "- route: { from: { uri: \"file:in?move=${file:name}\" } }\n");
        assertEquals(Level.OK, FileChecks.secrets(config).get(0).level());
    }

    @Test
    void aNodeThatListensEverywhereBehindATokenIsToldAboutTls() throws IOException {
        write("secrets/admin.txt", "a-long-enough-random-token");
        permit("secrets/admin.txt", "rw-------");
        write(
                "tracklayer.yaml",
                node("listen: 0.0.0.0:0\n  admin-token: ${file:secrets/admin.txt}"));
        assertEquals("warn", access().get("level"));
        assertTrue(access().get("advice").toString().contains("TLS"), "" + access());
        write("secrets/admin.txt", "a-short-one");
        assertTrue(access().get("what").toString().contains("shorter than 16"), "" + access());
        assertFalse(examined().toString().contains("a-long-enough"), "no secret is said");
    }

    @Test
    void aNodeThatOthersReachAndNobodyCanLogInToIsAWarning() throws IOException {
        write("tracklayer.yaml", node("listen: 0.0.0.0:0"));
        assertEquals("warn", access().get("level"));
        assertTrue(access().get("advice").toString().startsWith("tl operators add"));
        write("tracklayer.yaml", node("listen: 127.0.0.1:0\n  trusted-proxies: [10.0.0.2]"));
        assertEquals("warn", access().get("level"));
    }

    @Test
    void operatorsAreCountedAndNeedTlsUnlessTheyAreOnThisMachine() throws IOException {
        operators("");
        assertEquals("credentials: 1 operator(s), on loopback", access().get("what"));
        write("tracklayer.yaml", node("listen: 0.0.0.0:0"));
        assertTrue(access().get("what").toString().contains("over TLS only"), "" + access());
        assertTrue(access().get("advice").toString().contains("trusted-proxies"), "" + access());
        operators("https: always\n");
        assertEquals("warn", access().get("level"));
        assertTrue(access().get("what").toString().contains("https: always"), "" + access());
        operators("");
        write("tracklayer.yaml", node("listen: 0.0.0.0:0\n  trusted-proxies: [10.0.0.2]"));
        assertEquals("ok", access().get("level"), "" + access());
        assertFalse(examined().toString().contains(HASH), "no hash is said");
    }

    @Test
    void everyProblemOfTheOperatorsFileIsSaidWithItsPlaceAndTheRestIsLookedAtStill()
            throws IOException {
        operators("");
        write("operators.yaml", OPERATORS.replace("role: viewer", "role: chief, merchants: [x]"));
        permit("operators.yaml", "rw-------");
        List<Map<?, ?>> wrong = level(examined(), "fail");
        assertEquals(2, wrong.size(), wrong.toString());
        assertTrue(wrong.toString().contains("operators.yaml:3"), wrong.toString());
        assertTrue(wrong.toString().contains("no merchant \"x\""), wrong.toString());
        assertFalse(about(examined(), "port").isEmpty());
    }

    @Test
    void anOperatorsFileThatOthersMayReadIsAWarning() throws IOException {
        operators("");
        permit("operators.yaml", "rw-r--r--");
        Map<?, ?> open = about(examined(), "secrets").get(0);
        assertEquals("warn", open.get("level"));
        assertTrue(open.get("where").toString().endsWith("operators.yaml"), open.toString());
    }

    private void operators(String more) throws IOException {
        write("operators.yaml", OPERATORS + more);
        permit("operators.yaml", "rw-------");
    }

    private Map<?, ?> access() {
        return about(examined(), "admin access").get(0);
    }

    @Test
    void keysThatMayBeUsedByAnybodyAreNamed() throws IOException {
        String hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        write(
                "keys.yaml",
                "version: 1\nkeys:\n  - {id: loose, sha256: "
                        + hash
                        + ", store: s, source: browser}\n");
        Map<?, ?> key = about(examined(), "write keys").get(0);
        assertEquals("warn", key.get("level"), key.toString());
        assertTrue(key.get("what").toString().contains("\"loose\""), key.toString());
        assertTrue(key.get("advice").toString().contains(" --kind browser"), key.toString());
    }

    @Test
    void journalAndEvidenceAreOpenedUnlessANodeHoldsThem() throws Exception {
        try (JdbcEvidenceStore store =
                        JdbcEvidenceStore.open(data.resolve("evidence"), Clock.systemUTC());
                SegmentJournal journal =
                        SegmentJournal.open(
                                data.resolve("journal"),
                                JournalSettings.defaults(),
                                new DiskFiles())) {
            assertEquals(0, store.appliedOffset() - journal.nextOffset());
            assertTrue(about(examined(), "journal and evidence").toString().contains("in use"));
        }
        List<Map<?, ?>> checks = examined();
        assertTrue(about(checks, "evidence").toString().contains("opens"), checks.toString());
        assertTrue(about(checks, "journal").toString().contains("opens"), checks.toString());
        Files.writeString(data.resolve("evidence/evidence.script"), "nonsense;\n");
        assertEquals("fail", about(examined(), "evidence").get(0).get("level"));
        assertTrue(Files.exists(data.resolve("evidence/evidence.script")), "nothing is moved away");
    }

    @Test
    void aPortIsOursFreeOrTaken() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertEquals(Level.FAIL, StoreChecks.port("127.0.0.1", port, false).level());
            assertEquals(Level.OK, StoreChecks.port("127.0.0.1", port, true).level());
        }
        assertEquals(Level.OK, StoreChecks.port("127.0.0.1", port, false).level());
        assertEquals(Level.WARN, StoreChecks.port("127.0.0.1", port, true).level());
    }

    @Test
    void roomIsComparedWithWhatMayStillBeKept() {
        long gib = 1L << 30;
        assertEquals(Level.OK, FileChecks.room(31 * gib, 0, 30 * gib, data).level());
        assertEquals(Level.OK, FileChecks.room(11 * gib, 20 * gib, 30 * gib, data).level());
        assertEquals(Level.WARN, FileChecks.room(9 * gib, 20 * gib, 30 * gib, data).level());
        assertEquals(Level.FAIL, FileChecks.room(gib / 2, 30 * gib, 30 * gib, data).level());
    }

    @Test
    void aVersionOfAPlatformThatEndsSoonIsNoticedSixtyDaysBefore() {
        assertEquals(
                Optional.of(LocalDate.parse("2028-02-01")),
                ApiVersion.end("v25.0, served until February 2028 at least"));
        assertEquals(
                Optional.of(LocalDate.parse("2028-07-01")),
                ApiVersion.end("2026-07-15, served until about 2028-07"));
        assertEquals(
                Optional.of(LocalDate.parse("2027-03-15")),
                ApiVersion.end("202603 (ends about 2027-03-15)"));
        assertEquals(Optional.empty(), ApiVersion.end("v3"));
        assertEquals("ok", versionOn("2027-12-01T00:00:00Z"));
        assertEquals("warn", versionOn("2027-12-15T00:00:00Z"));
        assertEquals("fail", versionOn("2028-02-02T00:00:00Z"));
    }

    @Test
    void aVersionThatASettingNamesIsAWarningForNobodyKnowsItsEnd() throws IOException {
        write(
                "destinations/meta.yaml",
                """
                version: 1
                plugin: meta
                merchant: m
                settings: { pixel: "123456789012345", token: "${file:secrets/meta.txt}", api-version: v21.0 }
                """);
        Map<?, ?> version = about(examined(), "api version").get(0);
        assertEquals("warn", version.get("level"));
        assertTrue(
                version.get("what").toString().startsWith("api-version v21.0 is set, not v25.0"),
                version.toString());
    }

    private String versionOn(String day) {
        Clock clock = Clock.fixed(Instant.parse(day), ZoneOffset.UTC);
        return about(checks(clock, false), "api version").get(0).get("level").toString();
    }

    @Test
    void aClockThatWasPutBackOrDiffersFromAServersIsNoticed() throws IOException {
        Files.createDirectories(data);
        Files.setLastModifiedTime(
                Files.writeString(data.resolve("x"), "x"),
                FileTime.from(Instant.now().plusSeconds(3_600)));
        assertEquals("fail", about(examined(), "clock").get(0).get("level"));
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        Duration passed = Duration.ofSeconds(5);
        assertEquals(Level.WARN, MachineChecks.clock(clock, NOON, passed, Instant.EPOCH).level());
        assertEquals(Level.OK, MachineChecks.skew(NOON, NOON.plusSeconds(30), "x").level());
        assertEquals(Level.WARN, MachineChecks.skew(NOON, NOON.minusSeconds(60), "x").level());
        assertEquals(Level.FAIL, MachineChecks.skew(NOON, NOON.plusSeconds(900), "x").level());
    }

    @Test
    void aServerIsAskedForItsTimeAndWithoutTlsThatIsSaid() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(404, -1);
                    exchange.close();
                });
        server.start();
        try {
            URI origin = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            Clock late = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
            List<Check> checks = new NetworkChecks(late).server(origin, "meta");
            assertEquals(Level.WARN, checks.get(0).level());
            assertEquals("clock", checks.get(1).about());
            assertEquals(Level.FAIL, checks.get(1).level());
        } finally {
            server.stop(0);
        }
        Check silent =
                new NetworkChecks(Clock.systemUTC())
                        .server(URI.create("http://127.0.0.1:1/"), "meta")
                        .get(0);
        assertEquals(Level.FAIL, silent.level());
        assertTrue(silent.where().contains("destination meta"), silent.where());
    }

    private List<Map<?, ?>> examined() {
        return checks(Clock.systemUTC(), false);
    }

    private List<Map<?, ?>> checks(Clock clock, boolean network) {
        Object checks = new DoctorMain(clock, Map.of()).examine(config, network).get("checks");
        return ((List<?>) checks).stream().<Map<?, ?>>map(check -> (Map<?, ?>) check).toList();
    }

    private static List<Map<?, ?>> about(List<Map<?, ?>> checks, String about) {
        return checks.stream().filter(check -> check.get("check").equals(about)).toList();
    }

    private static List<Map<?, ?>> level(List<Map<?, ?>> checks, String level) {
        return checks.stream().filter(check -> check.get("level").equals(level)).toList();
    }

    private static String node(String lines) {
        return """
        version: 1
        node:
          %s
          management-port: 0
          data-dir: ../data
        merchants:
          - id: m
            stores: [{ id: s, currency: EUR, country: DE, sources: { browser: {} } }]
        """
                .formatted(lines);
    }

    private void permit(String name, String permissions) throws IOException {
        Files.setPosixFilePermissions(
                config.resolve(name), PosixFilePermissions.fromString(permissions));
    }

    private void write(String name, String text) throws IOException {
        Path file = config.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
