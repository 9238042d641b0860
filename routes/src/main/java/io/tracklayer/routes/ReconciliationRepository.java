// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.pipeline.Passage;
import io.tracklayer.core.pipeline.Pipeline;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The dedup keys behind the Idempotent Consumer EIP. Keys and event rows commit in one transaction,
 * so there is nothing to confirm and nothing to remove when a later step fails.
 */
final class ReconciliationRepository extends ServiceSupport implements IdempotentRepository {
    private final Pipeline pipeline;

    ReconciliationRepository(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public boolean add(Exchange exchange, String key) {
        return pipeline.firstCopy(exchange.getMessage().getBody(Passage.class));
    }

    @Override
    public boolean add(String key) {
        throw new IllegalStateException(
                "keys are only claimed together with the message they belong to");
    }

    @Override
    public boolean contains(String key) {
        return false;
    }

    @Override
    public boolean remove(String key) {
        return false;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        throw new IllegalStateException("dedup keys expire by their window and are never cleared");
    }
}
