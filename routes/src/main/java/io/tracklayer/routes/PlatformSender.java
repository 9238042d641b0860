// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.delivery.SendResult;
import io.tracklayer.core.delivery.Shipment;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.PlatformRequest;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpEndpoint;

/**
 * Sends platform requests through camel-http. No exchange header ever becomes a request header or
 * steers the target: both are skipped, and address, headers and body travel inside the entity,
 * where {@link RequestGuard} finds them; so a GET has an entity, too, which is empty.
 */
public final class PlatformSender {
    private static final String OPTIONS =
            "?throwExceptionOnFailure=false&skipRequestHeaders=true&skipControlHeaders=true&copyHeaders=false"
                    + "&followRedirects=false&getWithBody=true&disableStreamCache=true";

    private final CamelContext context;
    private final ProducerTemplate template;
    private final PlatformClients clients;
    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();

    PlatformSender(CamelContext context, ProducerTemplate template, PlatformClients clients) {
        this.context = context;
        this.template = template;
        this.clients = clients;
    }

    /** A shipment with what became of it. */
    public record Sent(Shipment shipment, SendResult result) {}

    /** Sends a shipment; never throws, because every failure is a result. */
    public Sent send(Shipment shipment) {
        return new Sent(shipment, send(shipment.batch().destination().id(), shipment.request()));
    }

    /** Sends any platform request on a destination's own connections. */
    SendResult send(String destination, PlatformRequest request) {
        long started = System.nanoTime();
        RequestGuard.Call call = new RequestGuard.Call(request);
        try {
            Exchange answered =
                    template.send(
                            endpoint(destination, request),
                            exchange ->
                                    exchange.getMessage()
                                            .setBody(new RequestGuard.CallEntity(call)));
            if (answered.getException() != null) {
                return call.failure(
                        answered.getException(), clients.network(), millisSince(started));
            }
            return call.answered(jsonOrNull(call.answerBody()), millisSince(started));
        } catch (RuntimeException failed) {
            return call.failure(failed, clients.network(), millisSince(started));
        }
    }

    private Endpoint endpoint(String destination, PlatformRequest request) {
        URI uri = URI.create(request.url());
        String origin = uri.getScheme() + "://" + uri.getRawAuthority();
        return endpoints.computeIfAbsent(
                destination + " " + request.method() + " " + origin,
                key -> {
                    HttpEndpoint endpoint =
                            context.getEndpoint(
                                    origin
                                            + "/"
                                            + OPTIONS
                                            + "&httpMethod="
                                            + request.method()
                                            + timeouts()
                                            + "&httpClientConfigurer=#"
                                            + PlatformClients.BEAN
                                            + "&x-lane="
                                            + destination,
                                    HttpEndpoint.class);
                    endpoint.setClientConnectionManager(clients.connections());
                    return endpoint;
                });
    }

    private String timeouts() {
        long call = clients.network().call().toMillis();
        return "&connectTimeout="
                + clients.network().connect().toMillis()
                + "&responseTimeout="
                + call
                + "&connectionRequestTimeout="
                + call;
    }

    private static Object jsonOrNull(byte[] body) {
        try {
            return body.length == 0 ? null : StrictJson.read(body);
        } catch (MalformedInputException notJson) {
            return null;
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
