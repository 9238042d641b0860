// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.KeyCounts.Count;
import io.tracklayer.core.access.KeyKind;
import io.tracklayer.core.access.Rate;
import io.tracklayer.core.access.Scope;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.EdgeSettings;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.config.StoreConfig.SourceConfig;
import io.tracklayer.core.config.WriteKey;
import io.tracklayer.core.delivery.TestClock;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.MemoryJournal;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often, what and how much a sender may send, and what is counted of it. */
class IntakeLimitsTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:20:31Z");
    private static final String STRANGER = "203.0.113.9";
    private static final Rate THREE_AT_ONCE = new Rate(1, Duration.ofSeconds(1), 3);

    private final MemoryJournal journal = new MemoryJournal();
    private final TestClock clock = new TestClock(NOW);
    private final GivenSource shop = new GivenSource("shop");
    private final GivenSource sdk = new GivenSource("sdk").byWriteKey().refusingMalformed();
    private final List<WriteKey> keys = new ArrayList<>();
    private Configuration configuration;
    private final Intake intake =
            new Intake(
                    () -> configuration,
                    new SourceTable(List.of(shop, sdk)),
                    journal,
                    clock,
                    () -> clock.instant().toEpochMilli() * 1_000_000);

    @BeforeEach
    void configure() {
        keys.add(key("slow", KeyKind.SERVER, Set.of(Scope.EVENTS), Optional.of(THREE_AT_ONCE)));
        keys.add(key("page", KeyKind.BROWSER, KeyKind.BROWSER.most(), Optional.empty()));
        keys.add(key("other", KeyKind.BROWSER, KeyKind.BROWSER.most(), Optional.empty()));
        configuration = configuration();
    }

    @Test
    void aKeyThatSendsTooOftenIsToldWhenToComeBackAndNothingOfItIsStored() {
        for (int i = 0; i < 3; i++) {
            assertEquals(202, send("slow", STRANGER).status());
        }
        HttpOutput limited = send("slow", STRANGER);
        assertEquals("429 rate_limited", limited.status() + " " + error(limited));
        assertEquals(Map.of("Retry-After", "1"), limited.headers());
        assertEquals(3, journal.records().size());
        assertEquals(202, send("page", STRANGER).status(), "another key is not concerned");
        clock.advance(Duration.ofSeconds(1));
        assertEquals(202, send("slow", STRANGER).status());
        assertEquals(
                new Count(
                        4,
                        1,
                        Map.of(),
                        Optional.of(clock.instant()),
                        Optional.of(clock.instant().minusSeconds(1))),
                intake.counts().of("slow"));
    }

    @Test
    void anAddressThatSendsTooOftenWithPagesKeysIsLimitedAndItsNeighbourIsNot() {
        configuration = perAddress(THREE_AT_ONCE);
        for (int i = 0; i < 3; i++) {
            assertEquals(202, send(i == 1 ? "other" : "page", STRANGER).status());
        }
        assertEquals(429, send("page", STRANGER).status());
        assertEquals(429, send("other", STRANGER).status(), "over all keys");
        assertEquals(202, send("page", "203.0.113.10").status());
        assertEquals(202, send("slow", STRANGER).status(), "a server has one address");
        assertEquals(202, send("page", "10.0.0.7").status());
    }

    @Test
    void whoProvesNothingAgainAndAgainIsToldToWaitAndTheGenuineBesideItIsTaken() {
        configuration = perAddress(THREE_AT_ONCE);
        assertEquals(401, send("no-key", STRANGER).status());
        assertEquals(401, webhook("wrong").status());
        assertEquals(404, webhookOf("nobody").status());
        HttpOutput limited = webhook("wrong");
        assertEquals("429 rate_limited", limited.status() + " " + error(limited));
        assertEquals("1", limited.headers().get("Retry-After"));
        assertEquals(429, send("no-key", STRANGER).status());
        assertEquals(3, journal.records().size());
        assertEquals(202, webhook("s3cret").status());
        assertEquals(202, send("slow", STRANGER).status());
    }

    @Test
    void aRevokedKeyOpensNothingAndWhatCameBeforeKeepsWhatItWasAllowed() {
        assertEquals(202, send("page", STRANGER).status());
        keys.removeIf(key -> key.id().equals("page"));
        configuration = configuration();
        HttpOutput answer = send("page", STRANGER);
        assertEquals("401 unknown_write_key", answer.status() + " " + error(answer));
        Arrival before = (Arrival) journal.records().get(0);
        assertEquals("page BROWSER", before.grant().key() + " " + before.grant().kind());
    }

    @Test
    void refusalsAreCountedByReason() {
        assertEquals(403, from("slow", "https://shop.example").status());
        assertEquals(403, from("slow", "https://shop.example").status());
        sdk.decoding(request -> List.of(new Decoded.Rejected("missing_type", "no type")));
        assertEquals(400, send("slow", STRANGER).status());
        Count count = intake.counts().of("slow");
        assertEquals(
                Map.of("browser_request_on_server_key", 2L, "missing_type", 1L), count.refused());
        assertEquals(3, count.refusals());
        assertEquals(0, count.accepted());
        assertEquals(Optional.of(NOW), count.lastSeen());
        assertEquals(Optional.empty(), intake.counts().of("page").lastSeen());
    }

    @ParameterizedTest
    @CsvSource({
        "page, order_refunded, , 403 server_only_event",
        "page, purchase_paid, , 403 server_only_event",
        "page, lead_submitted, PHYSICAL_STORE, 403 server_only_action_source",
        "page, lead_submitted, WEBSITE, 202 null",
        "slow, order_refunded, , 202 null",
        "slow, lead_submitted, PHYSICAL_STORE, 202 null",
    })
    void whatAKeyMayNotSendIsRefusedWithTheReasonAndKept(
            String key, String name, ActionSource place, String answered) {
        Observation.Builder happened = Observation.of(EventName.find(name).orElseThrow());
        if (place != null) {
            happened.actionSource(place);
        }
        Decoded message = new Decoded.Happened(happened.build());
        sdk.decoding(request -> List.of(message));
        HttpOutput answer = send(key, STRANGER);
        assertEquals(answered, answer.status() + " " + error(answer));
        assertEquals(key, journal.onlyArrival().grant().key());
        assertTrue(journal.onlyArrival().refused().isEmpty(), "the pipeline shows it as rejected");
    }

    @Test
    void aKeyWithoutAScopeIsRefusedWhatNeedsIt() {
        sdk.decoding(request -> List.of(new Decoded.Ignored("identity_only", "identify")));
        HttpOutput answer = send("slow", STRANGER);
        assertEquals("403 missing_scope:identify", answer.status() + " " + error(answer));
        assertEquals(202, send("page", STRANGER).status());
    }

    @Test
    void aGenuineWebhookThatIsTooLargeIsAcknowledgedAndItsBeginningKeptWithTheReason() {
        byte[] large = "[1,2,3,4]".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        HttpOutput answer = answer("/webhooks/shop/s", large, Map.of("x-signature", "s3cret"));
        assertEquals(202, answer.status());
        Arrival kept = journal.onlyArrival();
        assertEquals(
                "m s hmac-sha256", kept.merchant() + " " + kept.store() + " " + kept.verifiedBy());
        assertEquals("202 too_large", status(kept));
        assertEquals(4_096, kept.raw().length);
    }

    @Test
    void aForgedWebhookThatIsTooLargeIsRefusedAsForged() {
        HttpOutput answer =
                answer("/webhooks/shop/s", new byte[100_001], Map.of("x-signature", "wrong"));
        assertEquals("401 bad_signature", answer.status() + " " + error(answer));
    }

    private static String status(Arrival kept) {
        Arrival.Refusal refusal = kept.refused().orElseThrow();
        return refusal.status() + " " + refusal.code();
    }

    private HttpOutput send(String key, String address) {
        return answer("/sdk/track", Map.of("authorization", key), address);
    }

    private HttpOutput from(String key, String origin) {
        return answer("/sdk/track", Map.of("authorization", key, "origin", origin), STRANGER);
    }

    private HttpOutput webhook(String signature) {
        return answer("/webhooks/shop/s", Map.of("x-signature", signature), STRANGER);
    }

    private HttpOutput webhookOf(String store) {
        return answer("/webhooks/shop/" + store, Map.of("x-signature", "s3cret"), STRANGER);
    }

    private HttpOutput answer(String path, Map<String, String> headers, String address) {
        return answer(path, "{}".getBytes(StandardCharsets.UTF_8), headers, address);
    }

    private HttpOutput answer(String path, byte[] body, Map<String, String> headers) {
        return answer(path, body, headers, STRANGER);
    }

    private HttpOutput answer(
            String path, byte[] body, Map<String, String> headers, String address) {
        return intake.receive(new HttpInput("POST", path, Map.of(), headers, address, body))
                .answer()
                .join();
    }

    private static Object error(HttpOutput answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        return ((Map<?, ?>) Json.read(text)).get("error");
    }

    private static WriteKey key(String id, KeyKind kind, Set<Scope> scopes, Optional<Rate> rate) {
        return new WriteKey(
                id, Sha256.of(id).hex(), "m", "s", "sdk", kind, List.of(), scopes, rate);
    }

    private Configuration configuration() {
        return configured(EdgeSettings.STANDARD);
    }

    private Configuration perAddress(Rate rate) {
        return configured(new EdgeSettings(EdgeSettings.STANDARD.rates(), rate));
    }

    private Configuration configured(EdgeSettings edge) {
        Map<String, WriteKey> byHash = new HashMap<>();
        keys.forEach(key -> byHash.put(key.sha256(), key));
        StoreConfig store =
                new StoreConfig(
                        "m",
                        "s",
                        "EUR",
                        "DE",
                        Map.of(
                                "shop", with(shop, Map.of("secret", List.of("s3cret"))),
                                "sdk", with(sdk, Map.of())));
        return new Configuration(
                null, null, null, null, null, edge, Map.of("s", store), List.of(), byHash);
    }

    private static SourceConfig with(GivenSource source, Map<String, List<String>> settings) {
        return new SourceConfig(source, Settings.of(source.descriptor().settings(), settings));
    }
}
