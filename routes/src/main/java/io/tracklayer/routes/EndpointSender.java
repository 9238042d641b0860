// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.SendResult;
import io.tracklayer.core.delivery.Shipment;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;

/**
 * Hands messages to the Camel endpoints of destinations of type {@code camel}. The endpoint comes
 * from the configuration alone; of an event only the message itself gets into an exchange, or the
 * parameters of the operator's own statement.
 */
final class EndpointSender implements AutoCloseable {
    private static final String PLUGIN = "camel";
    private static final int TAKEN = 204;
    private static final int UNUSABLE = 422;

    /** Calls of one destination that never came back, beyond which none is begun. */
    private static final int MOST_STUCK = 4;

    private final CamelContext context;
    private final ProducerTemplate template;
    private final OperatorEndpoints endpoints;
    private final Duration patience;
    private final Map<String, AtomicInteger> stuck = new ConcurrentHashMap<>();

    EndpointSender(CamelContext context, ProducerTemplate template, Duration patience) {
        this.context = context;
        this.template = template;
        this.endpoints = new OperatorEndpoints(context);
        this.patience = patience;
    }

    /** Whether that destination is one of these. */
    static boolean serves(DestinationConfig destination) {
        return destination.plugin().equals(PLUGIN);
    }

    /** Sends a shipment; never throws, because every failure is a result. */
    SendResult send(Shipment shipment) {
        long started = System.nanoTime();
        DestinationConfig destination = shipment.batch().destination();
        try {
            OperatorEndpoints.Prepared prepared = endpoints.of(destination);
            return exchanged(destination.id(), prepared, shipment.request(), started);
        } catch (OperatorEndpoints.UnusableEndpointException unusable) {
            return answered(UNUSABLE, unusable.getMessage(), started);
        }
    }

    private SendResult exchanged(
            String destination,
            OperatorEndpoints.Prepared prepared,
            PlatformRequest request,
            long started) {
        AtomicInteger waiting = stuck.computeIfAbsent(destination, id -> new AtomicInteger());
        if (waiting.get() >= MOST_STUCK) {
            return failed(
                    false, "endpoint_blocked", "earlier messages are still on their way", started);
        }
        Exchange exchange = new DefaultExchange(context);
        prepared.fill(exchange.getMessage(), request);
        // On a thread of its own: an endpoint without a limit of its own would keep a sender for
        // good.
        FutureTask<Exchange> call =
                new FutureTask<>(
                        () -> {
                            try {
                                return template.send(prepared.endpoint(), exchange);
                            } finally {
                                waiting.decrementAndGet();
                            }
                        });
        waiting.incrementAndGet();
        Thread thread = new Thread(call, "endpoint-" + destination);
        thread.setDaemon(true);
        thread.start();
        try {
            Exception failure = call.get(patience.toMillis(), TimeUnit.MILLISECONDS).getException();
            return failure == null
                    ? answered(TAKEN, "", started)
                    : failed(true, "endpoint_failed", prepared.said(failure), started);
        } catch (TimeoutException silent) {
            call.cancel(true);
            String text = "the endpoint did not come back within " + patience.toSeconds() + " s";
            return failed(true, "timeout", text, started);
        } catch (ExecutionException failure) {
            return failed(true, "endpoint_failed", prepared.said(failure.getCause()), started);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return failed(true, "interrupted", "the node stops", started);
        }
    }

    private static SendResult answered(int status, String text, long started) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new SendResult.Answered(
                new PlatformAnswer(status, Map.of(), body, null), millisSince(started));
    }

    private static SendResult failed(boolean sent, String code, String text, long started) {
        return new SendResult.Failed(sent, code, text, millisSince(started));
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    @Override
    public void close() {
        endpoints.close();
    }
}
