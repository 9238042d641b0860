// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tracklayer.core.config.SecretReferences;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedPolicyTest {
    @TempDir private Path folder;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private final Activities activities = new Activities(new SimpleMeterRegistry(), clock);
    private Secrets secrets;
    private FeedPolicy policy;
    private int commits;

    @BeforeEach
    void start() throws Exception {
        secrets = new Secrets(new SecretReferences(folder, Map.of("TOKEN", "s3cret-value")));
        policy = new FeedPolicy(activities, secrets);
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:x").id("queue").log("x");
                        from("file:" + folder.resolve("in")).id("files").log("x");
                    }
                });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void whatASenderCallsAHeaderIsGoneBeforeTheFirstStep() {
        assertEquals(Set.of(), begun("queue").getMessage().getHeaders().keySet());
        assertEquals(Set.of("CamelFileName"), begun("files").getMessage().getHeaders().keySet());
    }

    @Test
    void aRecordIsCommittedWhenItsExchangeEndedWellAndNotWhenItFailed() {
        Exchange good = begun("queue");
        assertEquals(0, commits);
        policy.onExchangeDone(camel.getRoute("queue"), good);
        assertEquals(1, commits);
        Exchange failed = begun("queue");
        failed.setException(new IllegalStateException("no"));
        policy.onExchangeDone(camel.getRoute("queue"), failed);
        assertEquals(1, commits);
        assertEquals(1, activities.of("queue").failures());
    }

    @Test
    void aFailureIsToldWithoutTheSecretsOfItsRoute() {
        assertEquals("s3cret-value", secrets.function("env").apply("TOKEN"));
        Exchange failed = begun("queue");
        failed.setException(new IllegalStateException("refused s3cret-value at host"));
        policy.onExchangeDone(camel.getRoute("queue"), failed);
        String told = activities.of("queue").lastFailure().orElseThrow().text();
        assertTrue(told.endsWith(" at host"), told);
        assertTrue(!told.contains("s3cret"), told);
    }

    private Exchange begun(String route) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setHeader("CamelFileName", "/etc/evil");
        exchange.getMessage().setHeader("CamelHttpUri", "http://127.0.0.2/");
        exchange.getMessage().setHeader("kafka.OVERRIDE_TOPIC", "elsewhere");
        exchange.getMessage().setHeader("x", "${bean:node}");
        KafkaManualCommit commit = () -> commits++;
        exchange.getMessage().setHeader("CamelKafkaManualCommit", commit);
        policy.onExchangeBegin(camel.getRoute(route), exchange);
        assertNull(exchange.getMessage().getHeader("x"));
        return exchange;
    }
}
