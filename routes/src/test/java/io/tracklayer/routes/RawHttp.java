// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says over a socket what an ordinary client would refuse to say, and hears everything until the
 * server closes.
 */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /**
     * What came back before the server closed the connection.
     *
     * @param headers values by name in lower case
     */
    record Reply(int status, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }

        /** How many answers the connection carried. */
        int answers() {
            return body.split("HTTP/1\\.[01] \\d{3}", -1).length;
        }
    }

    /** One request with exactly these headers beside Host, Content-Length and Connection. */
    static Reply send(
            URI server, String method, String target, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("Host", server.getAuthority());
        sent.put("Connection", "close");
        if (body.length > 0) {
            sent.put("Content-Length", String.valueOf(body.length));
        }
        sent.putAll(headers);
        sent.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return exchange(server, head + "\r\n", body);
    }

    static Reply get(URI server, String target, Map<String, String> headers) {
        return send(server, "GET", target, headers, new byte[0]);
    }

    static Reply post(URI server, String target, Map<String, String> headers, String body) {
        return send(server, "POST", target, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the bytes as they are; fails when the server leaves the connection open. */
    static Reply exchange(URI server, String head, byte[] body) {
        return parse(exchangeBytes(server, head, body));
    }

    /** The same when there may be no answer at all: whatever was heard. */
    static String exchangeText(URI server, String request) {
        return new String(exchangeBytes(server, request, new byte[0]), StandardCharsets.ISO_8859_1);
    }

    private static byte[] exchangeBytes(URI server, String head, byte[] body) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket, head, body);
            return readAll(socket);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A server need not hear a body out that is too large. */
    private static void write(Socket socket, String head, byte[] body) throws IOException {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        try {
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
        } catch (SocketException heardEnough) {
            return;
        }
    }

    /** A server that closes early may reset; what it said before counts. */
    private static byte[] readAll(Socket socket) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        byte[] chunk = new byte[8 * 1024];
        try {
            for (int got = socket.getInputStream().read(chunk);
                    got >= 0;
                    got = socket.getInputStream().read(chunk)) {
                heard.write(chunk, 0, got);
            }
        } catch (SocketException reset) {
            return heard.toByteArray();
        }
        return heard.toByteArray();
    }

    private static Reply parse(byte[] heard) {
        String text = new String(heard, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no HTTP answer but: " + text);
        }
        List<String> lines = List.of(text.substring(0, end).split("\r\n"));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new Reply(
                Integer.parseInt(lines.get(0).split(" ")[1]), headers, text.substring(end + 4));
    }
}
