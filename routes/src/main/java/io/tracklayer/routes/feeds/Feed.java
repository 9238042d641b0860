// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.URISupport;

/** One route file with its routes, ready, running or stopped. */
final class Feed {
    private static final String DATA_SOURCE = "DataSource";

    private final FeedFile file;
    private final DefaultCamelContext context;
    private final Secrets secrets;

    Feed(FeedFile file, DefaultCamelContext context, Secrets secrets) {
        this.file = file;
        this.context = context;
        this.secrets = secrets;
    }

    FeedFile file() {
        return file;
    }

    Set<String> ids() {
        return context.getRoutes().stream().map(Route::getId).collect(Collectors.toSet());
    }

    /**
     * A route as people see it.
     *
     * @param from where it takes messages from, without secrets
     * @param status Camel's word for its state
     */
    record Line(String id, String from, String status) {}

    List<Line> lines() {
        return context.getRoutes().stream().map(this::line).toList();
    }

    private Line line(Route route) {
        return new Line(
                route.getId(),
                secrets.masked(URISupport.sanitizeUri(route.getEndpoint().getEndpointUri())),
                String.valueOf(context.getRouteController().getRouteStatus(route.getId())));
    }

    /** Whether it stands for what the file says now. */
    boolean isOf(FeedFile now) {
        return file.equals(now) && secrets.unchanged();
    }

    /** Starts its routes; what it had started is stopped again when one cannot. */
    void start() throws Exception {
        for (Route route : context.getRoutes()) {
            context.getRouteController().startRoute(route.getId());
        }
    }

    /** Takes nothing more, finishes what is under way, for at most 10 s, and gives all back. */
    void stop() {
        Set<AutoCloseable> pools =
                context.getRegistry().findByType(AutoCloseable.class).stream()
                        .filter(bean -> bean.getClass().getName().endsWith(DATA_SOURCE))
                        .collect(Collectors.toSet());
        context.stop();
        pools.forEach(Feed::close);
    }

    /** What a failure says, without secrets. */
    String said(Throwable failure) {
        return secrets.said(failure);
    }

    /** What keeps its consumers from their work, such as a server that does not answer. */
    List<String> troubles() {
        return HealthCheckHelper.invoke((CamelContext) context).stream()
                .filter(result -> result.getState() == HealthCheck.State.DOWN)
                .map(this::said)
                .toList();
    }

    private String said(HealthCheck.Result result) {
        return result.getCheck().getId().replace("consumer:", "")
                + ": "
                + result.getError()
                        .map(secrets::said)
                        .orElseGet(() -> secrets.masked(result.getMessage().orElse("is down")));
    }

    private static void close(AutoCloseable pool) {
        try {
            pool.close();
        } catch (Exception failed) {
            throw new IllegalStateException("a data source cannot be closed", failed);
        }
    }
}
