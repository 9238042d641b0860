// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.decide.Decider;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryResult;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.GivenDestination;
import io.tracklayer.core.delivery.TestClock;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.intake.GivenSource;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalRecord;
import io.tracklayer.core.journal.MemoryJournal;
import io.tracklayer.core.journal.Settlement;
import io.tracklayer.core.reconcile.Authorities;
import io.tracklayer.core.reconcile.Holds;
import io.tracklayer.core.reconcile.Windows;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One action is one delivery per destination, by an injected clock over the real steps. */
class I4OneActionOneDeliveryTest {
    private static final Instant TEN = Instant.parse("2026-01-15T10:00:00Z");

    private final TestClock clock = new TestClock(TEN);
    private final MemoryJournal journal = new MemoryJournal();
    private final MemoryStore store = new MemoryStore();
    private final GivenSource shop =
            new GivenSource("shop").decoding(I4OneActionOneDeliveryTest::messages);
    private final Pipeline pipeline = new Pipeline();
    private Windows windows = Windows.of(Duration.ofHours(24));
    private Holds holds = new Holds(Duration.ofSeconds(5), Duration.ZERO, Map.of());
    private final Projector projector =
            new Projector(
                    journal,
                    store,
                    () -> new ActiveConfiguration(configuration(), new AllowAll()),
                    this::apply,
                    (next, settled, arrivals) -> {},
                    clock);

    @ParameterizedTest
    @CsvSource({"PT23H59M, 1", "PT24H, 1", "PT24H1M, 2"})
    void aPairIsOneDeliveryWithinTheWindowAndTwoBeyondIt(Duration apart, int deliveries)
            throws Exception {
        take("purchase_placed a 1001");
        clock.advance(apart);
        take("purchase_placed b 1001");
        assertEquals(deliveries, store.committed.deliveries.size());
    }

    @Test
    void everyEventHasAWindowOfItsOwn() throws Exception {
        windows =
                new Windows(
                        Duration.ofHours(1), Map.of(EventName.LEAD_SUBMITTED, Duration.ofHours(3)));
        take("lead_submitted l;page_viewed p");
        clock.advance(Duration.ofHours(2));
        take("lead_submitted l;page_viewed p");
        assertEquals(
                List.of("lead_submitted", "page_viewed", "page_viewed"),
                store.committed.deliveries.values().stream()
                        .map(Delivery::eventName)
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"purchase_placed", "subscription_renewed"})
    void aRenewalThatIsReportedAsAPurchaseTooIsOneDeliveryByTheLongerWindow(String first)
            throws Exception {
        windows =
                new Windows(
                        Duration.ofHours(1),
                        Map.of(EventName.SUBSCRIPTION_RENEWED, Duration.ofHours(48)));
        take(first + " a 1001");
        clock.advance(Duration.ofHours(47));
        take(first + " b 1001");
        assertEquals(1, store.committed.deliveries.size());
    }

    @ParameterizedTest
    @CsvSource({"purchase_placed, subscription_renewed", "subscription_renewed, purchase_placed"})
    void aPurchaseKnownAsARenewalIsSentAsOneWhicheverCameFirst(String first, String second)
            throws Exception {
        take(first + " a 1001");
        clock.advance(Duration.ofSeconds(1));
        take(second + " a 1001");
        Delivery delivery = store.committed.deliveries.get("1 meta");
        assertEquals("subscription_renewed", delivery.eventName());
        assertEquals(EventName.SUBSCRIPTION_RENEWED, event(1).name());
        assertEquals(1, store.committed.deliveries.size());
    }

    @ParameterizedTest
    @CsvSource({"0, purchase_placed", "60, purchase_placed", "7, lead_submitted"})
    void anEventFallsDueWhenItsHoldIsOver(long seconds, String name) throws Exception {
        holds =
                new Holds(
                        Duration.ofSeconds(seconds),
                        Duration.ZERO,
                        Map.of(EventName.LEAD_SUBMITTED, Duration.ofSeconds(7)));
        take(name + " a 1001");
        assertEquals(
                TEN.plusSeconds(seconds),
                store.committed.deliveries.get("1 meta").due().orElseThrow());
    }

    @Test
    void theDeliveryIsCalledAsItsEventIsWhileNothingWasSent() throws Exception {
        take("purchase_placed b 1001");
        clock.advance(Duration.ofSeconds(1));
        take("purchase_placed a 1001");
        assertEquals("a", event(1).eventId());
        assertEquals("a", store.committed.deliveries.get("1 meta").eventId());
    }

    @Test
    void theIdIsFrozenWhenTheHoldIsOverBecauseARequestMayBeOnItsWay() throws Exception {
        take("purchase_placed b 1001");
        clock.advance(Duration.ofSeconds(5));
        take("purchase_placed a 1001");
        assertEquals("b", event(1).eventId());
        assertEquals("b", store.committed.deliveries.get("1 meta").eventId());
    }

    @Test
    void theIdIsFrozenOnceADeliveryWasTried() throws Exception {
        take("purchase_placed b 1001");
        settle(DeliveryStatus.PENDING);
        take("purchase_placed a 1001");
        assertEquals("b", event(1).eventId());
    }

    @Test
    void aCopyAfterTheSendIsLateAndNotSentAgain() throws Exception {
        take("purchase_placed a 1001");
        settle(DeliveryStatus.DELIVERED);
        clock.advance(Duration.ofSeconds(9));
        take("purchase_placed b 1001");
        assertEquals(1, store.committed.deliveries.size());
        assertEquals(DeliveryStatus.DELIVERED, store.committed.deliveries.get("1 meta").status());
        assertTrue(store.committed.merges.get("2-0").late());
        assertEquals(2, store.committed.events.get(1L).copies());
    }

    @Test
    void aRepeatedMessageIsADuplicateForTwoDaysWhateverTheWindow() throws Exception {
        windows = Windows.of(Duration.ofMinutes(1));
        take("purchase_placed a 1001 m1");
        clock.advance(Duration.ofHours(47));
        take("purchase_placed a 1001 m1");
        assertEquals(1, store.committed.deliveries.size());
        assertFalse(store.committed.merges.containsKey("1-0"));
    }

    @Test
    void anEventIdReusedForAnotherOrderIsAnotherActionAndFlagged() throws Exception {
        take("purchase_placed a 1001");
        take("purchase_placed a 1002");
        assertEquals(2, store.committed.deliveries.size());
        assertEquals(1, store.committed.collisions.size());
    }

    private Event event(long seq) {
        return store.committed.events.get(seq).event();
    }

    private void take(String body) throws Exception {
        journal.append(
                JournalCodec.encode(
                        new Arrival(
                                "acme",
                                "acme-eu",
                                "shop",
                                "POST",
                                "/webhooks/shop/acme-eu",
                                Map.of(),
                                Map.of(),
                                "192.0.2.9",
                                clock.instant(),
                                "hmac-sha256",
                                null,
                                ("\"" + body + "\"").getBytes(StandardCharsets.UTF_8))));
        projector.advance();
    }

    private void settle(DeliveryStatus status) throws Exception {
        Instant next = status == DeliveryStatus.PENDING ? clock.instant() : null;
        DeliveryResult result = new DeliveryResult(1, status, "told", "", true, next);
        journal.append(JournalCodec.encode(new Settlement("meta", null, List.of(result), null)));
        projector.advance();
    }

    private void apply(Applying<? extends JournalRecord> applying) {
        if (applying.entry() instanceof Settlement settlement) {
            pipeline.settle(
                    new Applying<>(
                            applying.unit(),
                            applying.offset(),
                            settlement,
                            applying.active(),
                            applying.now()));
        } else {
            pipeline.decode(
                            new Applying<>(
                                    applying.unit(),
                                    applying.offset(),
                                    (Arrival) applying.entry(),
                                    applying.active(),
                                    applying.now()))
                    .forEach(this::step);
        }
    }

    private void step(Passage passage) {
        pipeline.normalise(passage);
        pipeline.firstCopy(passage);
        pipeline.merge(passage);
        if (passage.open()) {
            pipeline.enrich(passage);
            pipeline.decide(passage);
        }
        pipeline.conclude(passage);
    }

    /** A body such as {@code "purchase_placed id 1001 message;page_viewed id"}. */
    private static List<Decoded> messages(InboundRequest request) {
        String body = new String(request.raw(), StandardCharsets.UTF_8).replace("\"", "");
        return Arrays.stream(body.split(";"))
                .<Decoded>map(part -> new Decoded.Happened(observation(part.split(" "))))
                .collect(Collectors.toList());
    }

    private static Observation observation(String[] words) {
        Observation.Builder observation =
                Observation.of(EventName.find(words[0]).orElseThrow()).eventId(words[1]);
        if (words.length > 2) {
            observation
                    .read(EventField.ORDER_ID, words[2], "body:/order")
                    .read(EventField.VALUE, "10.00", "body:/value")
                    .read(EventField.CURRENCY, "EUR", "body:/currency");
        }
        if (words.length > 3) {
            observation.deliveryId(words[3]);
        }
        return observation.build();
    }

    private Configuration configuration() {
        Settings settings =
                Settings.of(shop.descriptor().settings(), Map.of("secret", List.of("s3cret")));
        StoreConfig shopStore =
                new StoreConfig(
                        "acme",
                        "acme-eu",
                        "EUR",
                        "DE",
                        Map.of("shop", new StoreConfig.SourceConfig(shop, settings)));
        DestinationConfig given = new GivenDestination("meta").config();
        return new Configuration(
                null,
                new Configuration.Reconciliation(windows, holds, Authorities.standard()),
                RetentionPolicy.standard(windows.longest()),
                null,
                Map.of("acme-eu", shopStore),
                List.of(
                        new DestinationConfig(
                                "meta",
                                "meta",
                                "acme",
                                Set.of(),
                                true,
                                given.destination(),
                                given.settings(),
                                given.redelivery(),
                                given.file())),
                Map.of());
    }

    private static final class AllowAll implements Decider {
        @Override
        public Decision decide(
                Event event, String region, DestinationConfig destination, Set<Purpose> purposes) {
            return new Decision(true, "allowed", "", "r1", "a.rules.yaml:3", "v1", Set.of());
        }

        @Override
        public String version() {
            return "v1";
        }
    }
}
