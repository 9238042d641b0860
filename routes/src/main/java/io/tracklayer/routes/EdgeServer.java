// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * Camel's HTTP server, which listens only once its handlers are in place. Camel's main opens the
 * port before anybody can reach the router, and senders take its 404 as final.
 */
final class EdgeServer extends VertxPlatformHttpServer {
    private final Runnable handlers;

    /**
     * Creates the server; adding it to the context starts it.
     *
     * @param handlers installs the handlers on the router, which exists by then
     */
    EdgeServer(String host, int port, Runnable handlers) {
        super(listeningOn(host, port));
        this.handlers = handlers;
    }

    @Override
    protected void startServer() throws Exception {
        handlers.run();
        super.startServer();
    }

    private static VertxPlatformHttpServerConfiguration listeningOn(String host, int port) {
        VertxPlatformHttpServerConfiguration configuration =
                new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(host);
        configuration.setBindPort(port);
        return configuration;
    }
}
