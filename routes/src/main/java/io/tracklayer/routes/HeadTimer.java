// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections on which the head of a request does not come in time, however steadily its
 * bytes drip. Neither Vert.x nor Netty bounds that. Thread-safe.
 */
final class HeadTimer {
    private final Vertx vertx;
    private final Network network;
    private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

    HeadTimer(Vertx vertx, Network network) {
        this.vertx = vertx;
        this.network = network;
    }

    /** A connection begins. */
    void opened(HttpConnection connection) {
        connection.closeHandler(closed -> stop(connection));
        start(connection, network.firstHead());
    }

    /** A head has come; the next one is waited for when this request has been answered. */
    void head(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        stop(connection);
        context.addEndHandler(done -> start(connection, network.nextHead()));
        context.next();
    }

    private void start(HttpConnection connection, Duration patience) {
        stop(connection);
        timers.put(
                connection,
                vertx.setTimer(
                        patience.toMillis(),
                        late -> {
                            timers.remove(connection, late);
                            connection.close();
                        }));
    }

    private void stop(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
