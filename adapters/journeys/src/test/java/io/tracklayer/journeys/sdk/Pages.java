// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A shop's web server on an origin of its own: pages with a vendor's script from its package. */
final class Pages implements AutoCloseable {
    private final HttpServer server;
    private final String node;

    private Pages(HttpServer server, String node) {
        this.server = server;
        this.node = node;
    }

    /**
     * Starts the shop.
     *
     * @param node where its pages send to
     */
    static Pages start(String node) throws IOException {
        Pages pages =
                new Pages(
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50),
                        node);
        pages.server.createContext("/npm/", pages::script);
        pages.server.createContext("/", pages::page);
        pages.server.start();
        return pages;
    }

    String base() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void script(HttpExchange exchange) throws IOException {
        Path modules = NodeModules.folder().resolve("node_modules");
        Path file = modules.resolve(exchange.getRequestURI().getPath().substring("/npm/".length()));
        boolean known = file.normalize().startsWith(modules) && Files.isRegularFile(file);
        send(
                exchange,
                known ? 200 : 404,
                "text/javascript",
                known ? Files.readAllBytes(file) : new byte[0]);
    }

    private void page(HttpExchange exchange) throws IOException {
        try (InputStream page =
                Pages.class.getResourceAsStream("/sdk" + exchange.getRequestURI().getPath())) {
            String html =
                    page == null
                            ? ""
                            : new String(page.readAllBytes(), StandardCharsets.UTF_8)
                                    .replace("{{key}}", SdkNode.KEY)
                                    .replace("{{node}}", node);
            send(
                    exchange,
                    html.isEmpty() ? 404 : 200,
                    "text/html; charset=utf-8",
                    html.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
