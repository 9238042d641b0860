// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.KeyKind;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.config.StoreConfig.SourceConfig;
import io.tracklayer.core.config.WriteKey;
import io.tracklayer.core.delivery.TestClock;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalUnavailableException;
import io.tracklayer.core.journal.MemoryJournal;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:20:31Z");
    private static final String BODY = "{\"id\": 548291 }\n";

    private final MemoryJournal journal = new MemoryJournal();
    private final TestClock clock = new TestClock(NOW);
    private final GivenSource shop = new GivenSource("shop");
    private final GivenSource sdk = new GivenSource("sdk").byWriteKey().refusingMalformed();
    private final Configuration configuration =
            configuration(
                    key("server-key", "server", List.of()),
                    key("page-key", "browser", List.of("https://shop.example")),
                    key("any-key", "any", List.of()));
    private final Intake intake =
            new Intake(
                    () -> configuration,
                    new SourceTable(List.of(shop, sdk)),
                    journal,
                    clock,
                    () -> clock.instant().toEpochMilli() * 1_000_000);

    @Test
    void anAuthenticRequestIsKeptByteForByteAndOnlyThenAcknowledged() {
        HttpOutput answer = post("/webhooks/shop/acme-eu", "x-signature", "s3cret", "x-topic", "a");
        assertEquals(202, answer.status());
        Arrival kept = journal.onlyArrival();
        assertEquals(
                "acme acme-eu shop", kept.merchant() + " " + kept.store() + " " + kept.source());
        assertArrayEquals(BODY.getBytes(StandardCharsets.UTF_8), kept.raw());
        assertEquals("hmac-sha256", kept.verifiedBy());
        assertEquals("192.0.2.9", kept.remoteAddress());
        assertEquals(NOW, kept.receivedAt());
        assertEquals(Map.of("x-signature", "s3cret", "x-topic", "a"), kept.headers());
        assertTrue(kept.refused().isEmpty());
    }

    @Test
    void aSourceUnderAnotherNameIsFoundByThatNameAndItsRequestsCarryIt() {
        HttpOutput answer =
                post("/webhooks/shop/acme-eu/named/leads", "x-signature", "other secret");
        assertEquals(202, answer.status());
        assertEquals("leads", journal.onlyArrival().source());
        assertEquals(
                404,
                post("/webhooks/shop/acme-eu/named/sdk", "x-signature", "s3cret").status(),
                "sdk is no instance of shop");
    }

    @Test
    void aRequestThatAsksIsAnsweredAndNotKept() {
        HttpOutput answer =
                intake.receive(
                                new HttpInput(
                                        "GET",
                                        "/shop/settings",
                                        Map.of(),
                                        Map.of(),
                                        "192.0.2.9",
                                        new byte[0]))
                        .answer()
                        .join();
        assertEquals(200, answer.status());
        assertEquals(Map.of("ETag", "\"settings\""), answer.headers());
        assertEquals(List.of(), journal.records());
    }

    @Test
    void aCookieReachesTheAnswerAndIsNotKept() {
        HttpOutput answer =
                post("/webhooks/shop/acme-eu", "x-signature", "s3cret", "cookie", "tl_id=a-1");
        assertEquals(Map.of("Set-Cookie", "tl_id=a-1"), answer.headers());
        assertEquals(Map.of("x-signature", "s3cret"), journal.onlyArrival().headers());
    }

    @Test
    void aHeaderThatOnlyTheAnswerNeedsIsNotKept() {
        post("/webhooks/shop/acme-eu", "x-signature", "s3cret", "accept-encoding", "gzip");
        assertEquals(Map.of("x-signature", "s3cret"), journal.onlyArrival().headers());
    }

    @Test
    void aHeaderNobodyDeclaredIsNotKept() {
        post("/webhooks/shop/acme-eu", "x-signature", "s3cret", "camelhttpuri", "http://evil");
        assertEquals(Map.of("x-signature", "s3cret"), journal.onlyArrival().headers());
    }

    @Test
    void aHeaderThatSettingsNameIsKeptAndACredentialIsOnlySeen() {
        shop.settingsName("x-mapped", "x-token");
        HttpOutput answer = post("/webhooks/shop/acme-eu", "x-token", "s3cret", "x-mapped", "a");
        assertEquals(202, answer.status());
        assertEquals(Map.of("x-mapped", "a"), journal.onlyArrival().headers());
    }

    @Test
    void aCredentialIsNotKeptEvenWhenItIsReadToo() {
        shop.settingsName("x-token", "x-token");
        assertEquals(401, post("/webhooks/shop/acme-eu", "x-token", "guess").status());
        assertEquals(Map.of(), journal.onlyArrival().headers());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/webhooks/shop/acme-eu | s3creT | 401 | bad_signature",
                "/webhooks/shop/acme-eu | ''     | 401 | bad_signature",
                "/webhooks/shop/other   | s3cret | 404 | unknown_store",
                "/webhooks/shop/keyless | s3cret | 404 | unknown_store"
            })
    void aRequestThatIsNotAuthenticIsRefusedAndKeptWithTheReason(
            String path, String signature, int status, String code) {
        HttpOutput answer = post(path, "x-signature", signature);
        assertEquals(status, answer.status());
        assertEquals(code, error(answer));
        Arrival.Refusal refusal = journal.onlyArrival().refused().orElseThrow();
        assertEquals(status + " " + code, refusal.status() + " " + refusal.code());
        assertEquals("", journal.onlyArrival().verifiedBy());
    }

    @Test
    void whatSeemsToBeASendersAtAWrongAddressIsKeptWithTheAddress() {
        HttpInput input =
                new HttpInput(
                        "POST",
                        "/shop/webhooks",
                        Map.of(),
                        Map.of("x-signature", "s"),
                        "192.0.2.1",
                        "{\"order\":7}".getBytes(StandardCharsets.UTF_8));

        HttpOutput answer = intake.refuseStray(input).answer().join();

        assertEquals(404, answer.status());
        assertEquals("unknown_path", error(answer));
        Arrival kept = journal.onlyArrival();
        assertTrue(kept.refused().orElseThrow().sentence().contains("/shop/webhooks"));
        assertEquals("{\"order\":7}", new String(kept.raw(), StandardCharsets.UTF_8));
        assertEquals(Map.of(), kept.headers());
    }

    @Test
    void aPathNobodyListensOnLeavesNoRecord() {
        assertEquals(404, post("/webhooks/shop").status());
        assertEquals("unknown_path", error(post("/")));
        assertEquals(List.of(), journal.records());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "server-key | -                         | 202 | -",
                "server-key | https://shop.example      | 403 | browser_request_on_server_key",
                "page-key   | https://shop.example      | 202 | -",
                "page-key   | https://evil.example      | 403 | origin_not_allowed",
                "page-key   | https://shop.example.evil | 403 | origin_not_allowed",
                "page-key   | http://shop.example       | 403 | origin_not_allowed",
                "page-key   | https://SHOP.example      | 403 | origin_not_allowed",
                "page-key   | null                      | 403 | origin_not_allowed",
                "any-key    | https://else.example      | 202 | -",
                "no-key     | -                         | 401 | unknown_write_key",
                "any-key%20 | -                         | 401 | unknown_write_key",
                "-          | -                         | 401 | missing_write_key"
            })
    void aWriteKeyOpensItsStoreForItsKindAndOrigins(
            String key, String origin, int status, String code) {
        Map<String, String> headers = new HashMap<>();
        if (key != null) {
            headers.put("authorization", key);
        }
        if (origin != null) {
            headers.put("origin", origin);
        }
        HttpOutput answer = answer(input("/sdk/track", Map.of(), headers, BODY));
        assertEquals(status, answer.status());
        assertEquals(code, code == null ? null : error(answer));
        Arrival kept = journal.onlyArrival();
        // a known key says whose it is, also when it does not open
        assertEquals(status == 401 ? " " : "acme acme-eu", kept.merchant() + " " + kept.store());
    }

    @ParameterizedTest
    @ValueSource(strings = {"any-key", "not-a-key"})
    void credentialsAreNeverWrittenDown(String key) {
        for (String parameter : List.of("k", "K", "key", "writeKey", "WRITEKEY")) {
            Map<String, List<String>> query = new HashMap<>(Map.of("v", List.of("1")));
            query.put("k", List.of(key));
            query.put(parameter, List.of(key));
            Map<String, String> headers = Map.of("cookie", "sid=" + key);
            intake.receive(input("/sdk/track", query, headers, BODY));
        }
        intake.receive(input("/sdk/track", Map.of(), Map.of("authorization", key), BODY));
        for (var stored : journal.records()) {
            String bytes = new String(JournalCodec.encode(stored), StandardCharsets.UTF_8);
            assertFalse(bytes.contains(key), bytes);
        }
        assertEquals(Map.of("v", List.of("1")), ((Arrival) journal.records().get(0)).query());
    }

    static Stream<RuntimeException> busy() {
        return Stream.of(
                new JournalUnavailableException("the queue is full"),
                new JournalUnavailableException("the disk is full", new RuntimeException()));
    }

    @ParameterizedTest
    @MethodSource("busy")
    void aRequestThatCannotBeMadeDurableIsNeverAcknowledged(RuntimeException reason) {
        journal.busy(reason);
        assertLater(post("/webhooks/shop/acme-eu", "x-signature", "s3cret"), reason.getMessage());
    }

    @Test
    void aFailedSyncIsNeverAcknowledgedEither() {
        journal.broken(new JournalUnavailableException("the disk is full"));
        assertLater(post("/webhooks/shop/acme-eu", "x-signature", "s3cret"), "the disk is full");
        journal.broken(new IllegalStateException("secret detail"));
        assertLater(post("/webhooks/shop/acme-eu", "x-signature", "s3cret"), "the journal failed");
    }

    @Test
    void nothingIsSaidBeforeTheSyncAndNoThreadWaitsForIt() {
        CompletableFuture<Void> sync = journal.slow();
        Receipt receipt =
                intake.receive(
                        input("/sdk/track", Map.of(), Map.of("authorization", "any-key"), BODY));
        assertFalse(receipt.answer().isDone(), "not synced yet");
        sync.complete(null);
        assertEquals(202, receipt.answer().join().status());
    }

    @Test
    void malformedContentIsNotAnsweredAsStoredWhenTheJournalFails() {
        journal.broken(new JournalUnavailableException("the disk is full"));
        HttpOutput answer =
                answer(input("/sdk/track", Map.of(), Map.of("authorization", "any-key"), "{"));
        assertLater(answer, "the disk is full");
    }

    @Test
    void aRefusalIsAnsweredAlsoWhenItsEvidenceCannotBeKept() {
        journal.busy(new JournalUnavailableException("the queue is full"));
        assertEquals(401, post("/webhooks/shop/acme-eu", "x-signature", "wrong").status());
    }

    @Test
    void aRequestLargerThanTheJournalTakesIsRefusedAsTooLarge() {
        journal.maxRecordBytes(200);
        HttpOutput answer = post("/webhooks/shop/acme-eu", "x-signature", "s3cret");
        assertEquals("413 too_large", answer.status() + " " + error(answer));
        assertEquals(List.of(), journal.records());
    }

    @Test
    void whatTheHttpLayerTurnedAwayIsKeptWithItsReasonAndWithoutHeadersAndParameters() {
        HttpInput large =
                input(
                        "/webhooks/shop/acme-eu",
                        Map.of("k", List.of("any-key")),
                        Map.of("authorization", "any-key"),
                        "x".repeat(9_000));
        HttpOutput answer =
                intake.refuseUnread(large, 413, "too_large", "at most 1 MiB").answer().join();
        assertEquals("413 too_large", answer.status() + " " + error(answer));
        Arrival kept = journal.onlyArrival();
        assertEquals(Map.of(), kept.headers());
        assertEquals(Map.of(), kept.query());
        assertEquals("shop", kept.source());
        assertEquals("x".repeat(4_096), new String(kept.raw(), StandardCharsets.UTF_8));
        assertEquals("at most 1 MiB", kept.refused().orElseThrow().sentence());
    }

    @Test
    void aStrangerCannotFillTheDiskWithRefusals() {
        for (int i = 0; i < 500; i++) {
            assertEquals(401, post("/webhooks/shop/acme-eu", "x-signature", "no").status());
        }
        assertEquals(50, journal.records().size());
        clock.advance(Duration.ofSeconds(1));
        post("/webhooks/shop/acme-eu", "x-signature", "no");
        assertEquals(51, journal.records().size());
        post("/webhooks/shop/acme-eu", "x-signature", "s3cret");
        assertEquals(52, journal.records().size(), "good requests have no such budget");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "null", "{} {}", "{\"a\":1,\"a\":2}", "\u0000"})
    void aDeveloperIsToldThatContentIsMalformedAndItIsKept(String body) {
        HttpOutput answer =
                answer(input("/sdk/track", Map.of(), Map.of("authorization", "any-key"), body));
        assertEquals("400 malformed_json", answer.status() + " " + error(answer));
        assertTrue(journal.onlyArrival().refused().isEmpty(), "the pipeline shows it as rejected");
        assertEquals(body, new String(journal.onlyArrival().raw(), StandardCharsets.UTF_8));
    }

    @Test
    void aWebhookWithMalformedContentIsAcknowledgedSoThatTheShopKeepsItsSubscription() {
        HttpOutput answer =
                answer(
                        input(
                                "/webhooks/shop/acme-eu",
                                Map.of(),
                                Map.of("x-signature", "s3cret"),
                                "{"));
        assertEquals(202, answer.status());
        assertEquals("acme-eu", journal.onlyArrival().store());
    }

    @Test
    void aBatchIsRefusedOnlyWhenEveryMessageIs() {
        Decoded bad = new Decoded.Rejected("missing_type", "no type");
        Decoded good = new Decoded.Ignored("x", "y");
        Map<String, String> key = Map.of("authorization", "any-key");
        sdk.decoding(request -> List.of(bad, bad));
        HttpOutput refused = answer(input("/sdk/track", Map.of(), key, BODY));
        assertEquals("400 missing_type", refused.status() + " " + error(refused));
        sdk.decoding(request -> List.of(bad, good));
        HttpOutput taken = answer(input("/sdk/track", Map.of(), key, BODY));
        assertEquals(202, taken.status());
        assertEquals("{\"messages\":2}", new String(taken.body(), StandardCharsets.UTF_8));
    }

    @Test
    void aTrailingSlashChangesNothing() {
        assertEquals(202, post("/webhooks/shop/acme-eu/", "x-signature", "s3cret").status());
        assertEquals("/webhooks/shop/acme-eu", journal.onlyArrival().path());
    }

    private static void assertLater(HttpOutput answer, String reason) {
        assertEquals("503 not_durable", answer.status() + " " + error(answer));
        assertEquals(Map.of("Retry-After", "5"), answer.headers());
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertTrue(text.contains("(" + reason + ")"), text);
    }

    private HttpOutput post(String path, String... headers) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            named.put(headers[i], headers[i + 1]);
        }
        return answer(input(path, Map.of(), named, BODY));
    }

    private static HttpInput input(
            String path,
            Map<String, List<String>> query,
            Map<String, String> headers,
            String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new HttpInput("POST", path, query, headers, "192.0.2.9", bytes);
    }

    private static Object error(HttpOutput answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        return ((Map<?, ?>) Json.read(text)).get("error");
    }

    private static WriteKey key(String key, String kind, List<String> origins) {
        String hash = Sha256.of(key).hex();
        return new WriteKey(
                "key_" + kind,
                hash,
                "acme",
                "acme-eu",
                "sdk",
                KeyKind.find(kind).orElseThrow(),
                origins);
    }

    private Configuration configuration(WriteKey... keys) {
        Map<String, WriteKey> byHash = new HashMap<>();
        for (WriteKey key : keys) {
            byHash.put(key.sha256(), key);
        }
        StoreConfig store =
                new StoreConfig(
                        "acme",
                        "acme-eu",
                        "EUR",
                        "DE",
                        Map.of(
                                "shop", with(shop, Map.of("secret", List.of("s3cret"))),
                                "leads", with(shop, Map.of("secret", List.of("other secret"))),
                                "sdk", with(sdk, Map.of())));
        StoreConfig keyless = new StoreConfig("acme", "keyless", "", "", Map.of());
        return new Configuration(
                null,
                null,
                null,
                null,
                Map.of("acme-eu", store, "keyless", keyless),
                List.of(),
                byHash);
    }

    private HttpOutput answer(HttpInput input) {
        return intake.receive(input).answer().join();
    }

    private static SourceConfig with(Source source, Map<String, List<String>> settings) {
        return new SourceConfig(source, Settings.of(source.descriptor().settings(), settings));
    }
}
