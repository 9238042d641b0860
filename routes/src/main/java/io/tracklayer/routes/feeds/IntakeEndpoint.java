// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One source of one store, as the end of a route. */
final class IntakeEndpoint extends DefaultEndpoint {
    private final IntakeComponent component;
    private final String store;
    private final String source;

    IntakeEndpoint(String uri, IntakeComponent component, String store, String source) {
        super(uri, component);
        this.component = component;
        this.store = store;
        this.source = source;
    }

    @Override
    public Producer createProducer() {
        return new IntakeProducer(this, component, store, source);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "a route ends in tracklayer:, it cannot begin there");
    }
}
