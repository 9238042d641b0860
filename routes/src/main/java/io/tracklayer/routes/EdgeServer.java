// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * Camel's HTTP server, which listens only once its handlers are in place. Camel's main opens the
 * port before anybody can reach the router, and senders take its 404 as final. Camel's own start
 * takes no connection handler, without which nothing ends a connection that never says anything.
 */
final class EdgeServer extends VertxPlatformHttpServer {
    private final String host;
    private final int port;
    private final Network network;
    private final Runnable handlers;
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    /**
     * Creates the server; adding it to the context starts it.
     *
     * @param handlers installs the handlers on the router, which exists by then
     */
    EdgeServer(String host, int port, Network network, Runnable handlers) {
        super(listeningOn(host, port));
        this.host = host;
        this.port = port;
        this.network = network;
        this.handlers = handlers;
    }

    @Override
    protected Vertx lookupVertx() {
        return vertx;
    }

    @Override
    protected void startServer() {
        handlers.run();
        VertxPlatformHttpRouter router =
                VertxPlatformHttpRouter.lookup(
                        getCamelContext(), VertxPlatformHttpRouter.getRouterNameFromPort(port));
        HeadTimer heads = new HeadTimer(vertx, network);
        router.route().order(-400).handler(heads::head);
        server =
                vertx.createHttpServer(plainHttp1(network.unread()))
                        .connectionHandler(heads::opened)
                        .requestHandler(router);
        await(server.listen(port, host));
    }

    @Override
    protected void stopServer() {
        if (server != null) {
            await(server.close());
        }
    }

    @Override
    protected void stopVertx() {
        await(vertx.close());
    }

    /**
     * While it may still become HTTP/2, a connection has no handler before its first request. One
     * whose client takes nothing of what it is sent is closed with what waits for it.
     */
    static HttpServerOptions plainHttp1(Duration unread) {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setWriteIdleTimeout((int) unread.toMillis());
    }

    private static void await(Future<?> done) {
        done.toCompletionStage().toCompletableFuture().join();
    }

    private static VertxPlatformHttpServerConfiguration listeningOn(String host, int port) {
        VertxPlatformHttpServerConfiguration configuration =
                new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(host);
        configuration.setBindPort(port);
        return configuration;
    }
}
