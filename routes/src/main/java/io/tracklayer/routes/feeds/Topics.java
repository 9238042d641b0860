// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualCommitFactory;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Kafka topics of operators' routes: a record counts as read when its exchange has ended well, and
 * not before. Camel's own defaults commit by the clock, which loses the records that fail.
 */
final class Topics {
    private static final String COMMIT = "tracklayer.commit";

    /** A node that was killed holds its partitions as long as that; Kafka's default is 45 s. */
    private static final int SESSION_MILLIS = 10_000;

    private Topics() {}

    /** Sets the defaults; an endpoint's own options come before them. */
    static void bind(CamelContext context) {
        KafkaConfiguration defaults = new KafkaConfiguration();
        defaults.setAutoCommitEnable(false);
        defaults.setAllowManualCommit(true);
        defaults.setBreakOnFirstError(true);
        defaults.setAutoOffsetReset("earliest");
        defaults.setSessionTimeoutMs(SESSION_MILLIS);
        // What a record holds is for its source to read, whatever it is.
        defaults.setValueDeserializer(ByteArrayDeserializer.class.getName());
        KafkaComponent kafka = new KafkaComponent(context);
        kafka.setConfiguration(defaults);
        kafka.setKafkaManualCommitFactory(new DefaultKafkaManualCommitFactory());
        context.addComponent("kafka", kafka);
    }

    /** Remembers how to commit the record an exchange brings, before its headers go. */
    static void begin(Exchange exchange) {
        Object commit = exchange.getMessage().getHeader(KafkaConstants.MANUAL_COMMIT);
        if (commit instanceof KafkaManualCommit) {
            exchange.setProperty(COMMIT, commit);
        }
    }

    /** Commits it, on the thread that polled it. */
    static void commit(Exchange exchange) {
        KafkaManualCommit commit = exchange.getProperty(COMMIT, KafkaManualCommit.class);
        if (commit != null) {
            commit.commit();
        }
    }
}
