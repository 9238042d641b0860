// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import io.tracklayer.core.intake.LocalInput;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Takes messages in, one at a time; of an exchange it reads the body alone. */
final class IntakeProducer extends DefaultProducer {
    private final IntakeComponent component;
    private final String store;
    private final String source;

    IntakeProducer(Endpoint endpoint, IntakeComponent component, String store, String source) {
        super(endpoint);
        this.component = component;
        this.store = store;
        this.source = source;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        String route = exchange.getFromRouteId();
        LocalInput input =
                new LocalInput(
                        "ROUTE",
                        "/routes/" + route,
                        "route " + route,
                        store,
                        source,
                        MessageBody.bytes(exchange.getMessage()));
        try {
            component.intake().keep(input).get();
        } catch (ExecutionException failed) {
            throw new NotStoredException(failed.getCause());
        }
        component.activities().of(route).stored();
    }

    /** The message was not stored durably: whoever brought it keeps it and brings it again. */
    static final class NotStoredException extends Exception {
        private static final long serialVersionUID = 1L;

        NotStoredException(Throwable cause) {
            super(
                    "the message could not be stored durably ("
                            + (cause instanceof TimeoutException
                                    ? "the disk takes too long"
                                    : cause.getMessage())
                            + ")",
                    cause);
        }
    }
}
