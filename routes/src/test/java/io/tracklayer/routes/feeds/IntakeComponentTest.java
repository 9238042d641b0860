// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.ConfigurationReader;
import io.tracklayer.core.config.InstalledPlugins;
import io.tracklayer.core.intake.LocalIntake;
import io.tracklayer.core.intake.Underway;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalEntry;
import io.tracklayer.core.journal.JournalHealth;
import io.tracklayer.core.journal.JournalUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeComponentTest {
    @TempDir private Path folder;
    private final Syncing journal = new Syncing();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Activities activities =
            new Activities(new SimpleMeterRegistry(), Clock.systemUTC());
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(
                folder.resolve("tracklayer.yaml"),
                """
                version: 1
                node: {}
                merchants:
                  - id: shop
                    stores:
                      - id: shop-eu
                        sources: {till: {plugin: browser}}
                """);
        Configuration configuration =
                ConfigurationReader.read(folder, InstalledPlugins.load(folder), Map.of());
        LocalIntake intake =
                new LocalIntake(
                        () -> configuration,
                        journal,
                        new Underway(System::nanoTime),
                        Clock.systemUTC());
        camel.addComponent("tracklayer", new IntakeComponent(intake, activities));
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:sales").routeId("sales").to("tracklayer:shop-eu/till");
                    }
                });
        camel.start();
        template = camel.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void theExchangeGoesOnWhenTheJournalHasSyncedAndNotBefore() throws Exception {
        CompletableFuture<Exchange> exchange =
                template.asyncSend("direct:sales", it -> it.getMessage().setBody("{}"));
        journal.appended.get(10, TimeUnit.SECONDS);
        Awaitility.await("it waits")
                .during(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(10))
                .until(() -> !exchange.isDone());
        assertEquals(0, activities.of("sales").messages());
        journal.synced.complete(7L);
        assertNull(exchange.get(10, TimeUnit.SECONDS).getException());
        assertEquals(1, activities.of("sales").messages());
        assertEquals("ROUTE /routes/sales till", journal.what());
    }

    @Test
    void theExchangeFailsWhenTheJournalDoes() {
        journal.synced.completeExceptionally(new JournalUnavailableException("the disk is full"));
        Exchange exchange = template.send("direct:sales", it -> it.getMessage().setBody("{}"));
        String said = String.valueOf(exchange.getException());
        assertTrue(said.contains("could not be stored durably (the disk is full)"), said);
        assertEquals(0, activities.of("sales").messages());
    }

    @Test
    void anAddressNamesAStoreAndOneOfItsSourcesAndNothingStartsThere() {
        for (String wrong : List.of("shop-eu", "shop-eu/nosuch", "other/till", "shop-eu/till/x")) {
            assertThrows(
                    ResolveEndpointFailedException.class,
                    () -> camel.getEndpoint("tracklayer:" + wrong),
                    wrong);
        }
        assertThrows(
                UnsupportedOperationException.class,
                () -> camel.getEndpoint("tracklayer:shop-eu/till").createConsumer(done -> {}));
    }

    /** A journal that syncs when the test says so. */
    private static final class Syncing implements Journal {
        private final CompletableFuture<Void> appended = new CompletableFuture<>();
        private final CompletableFuture<Long> synced = new CompletableFuture<>();
        private final List<byte[]> payloads = new ArrayList<>();

        String what() {
            Arrival arrival = (Arrival) JournalCodec.decode(payloads.get(0));
            return arrival.method() + " " + arrival.path() + " " + arrival.source();
        }

        @Override
        public CompletableFuture<Long> append(byte[] payload) {
            payloads.add(payload);
            appended.complete(null);
            return synced;
        }

        @Override
        public List<JournalEntry> read(long fromOffset, int maxRecords, Duration patience) {
            return List.of();
        }

        @Override
        public void wake() {}

        @Override
        public long firstOffset() {
            return 0;
        }

        @Override
        public long nextOffset() {
            return 0;
        }

        @Override
        public int maxRecordBytes() {
            return 1 << 24;
        }

        @Override
        public JournalHealth health() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
