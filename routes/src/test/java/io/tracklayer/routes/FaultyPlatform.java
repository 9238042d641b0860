// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocket;

/**
 * A platform on 127.0.0.1 that speaks and breaks off exactly as scripted, byte for byte. Without a
 * script it takes everything. Remembers every request it has read to the end.
 */
final class FaultyPlatform implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final ServerSocket socket;
    private final Act usual;
    private final Queue<Act> greetings = new ConcurrentLinkedQueue<>();
    private final Queue<Act> acts = new ConcurrentLinkedQueue<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong said = new AtomicLong();

    private FaultyPlatform(ServerSocket socket, Act usual) {
        this.socket = socket;
        this.usual = usual;
    }

    /** What it does with a connection or a request; false closes the connection. */
    interface Act {
        boolean play(Line line) throws IOException;
    }

    /** A request read to its end. */
    record Heard(int connection, String head, String body) {
        String header(String name) {
            for (String line : head.split("\r\n")) {
                if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        }
    }

    /** Takes everything with 204. */
    static FaultyPlatform open() throws IOException {
        return open(ServerSocketFactory.getDefault(), line -> line.say("204 No Content", "", ""));
    }

    static FaultyPlatform open(ServerSocketFactory sockets, Act usual) throws IOException {
        FaultyPlatform platform =
                new FaultyPlatform(
                        sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")),
                        usual);
        platform.start(platform::accept);
        return platform;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What to do with the next requests, one each, in this order. */
    FaultyPlatform then(Act... next) {
        acts.addAll(List.of(next));
        return this;
    }

    /** What to do with the next connections before anything is read from them. */
    FaultyPlatform greet(Act... next) {
        greetings.addAll(List.of(next));
        return this;
    }

    /** Everything from now on is as usual. */
    void heal() {
        acts.clear();
        greetings.clear();
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** Requests with this text in their body, in the order they came. */
    List<Heard> heard(String text) {
        return heard.stream().filter(request -> request.body().contains(text)).toList();
    }

    int connections() {
        return connections.get();
    }

    /** Connections the other side has not closed. */
    int stillOpen() {
        return open.size();
    }

    /** How many bytes somebody took from it, kernel buffers included. */
    long said() {
        return said.get();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }

    private void start(Runnable task) {
        Thread thread = new Thread(task, "faulty-platform");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                int number = connections.incrementAndGet();
                start(() -> serve(connection, number));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection, int number) {
        try (connection) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            Act greeting = greetings.poll();
            Line line = new Line(connection, null, said);
            if (greeting != null && !greeting.play(line)) {
                return;
            }
            InputStream in = new BufferedInputStream(connection.getInputStream());
            Heard request = read(in, number);
            while (request != null) {
                heard.add(request);
                Act act = acts.poll();
                boolean on = (act == null ? usual : act).play(new Line(connection, request, said));
                request = on ? read(in, number) : null;
            }
        } catch (IOException gone) {
            // the other side has closed, or this platform was closed
        } finally {
            open.remove(connection);
        }
    }

    private static Heard read(InputStream in, int connection) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int got = in.read();
            if (got < 0) {
                return null;
            }
            head.write(got);
        }
        Heard request = new Heard(connection, head.toString(StandardCharsets.ISO_8859_1), "");
        int length = Integer.parseInt(request.header("Content-Length"));
        byte[] body = in.readNBytes(length);
        return body.length < length
                ? null
                : new Heard(connection, request.head(), new String(body, StandardCharsets.UTF_8));
    }

    /** One connection, and the request that has just been read from it, if any. */
    static final class Line {
        private final Socket socket;
        private final Heard request;
        private final AtomicLong said;

        Line(Socket socket, Heard request, AtomicLong said) {
            this.socket = socket;
            this.request = request;
            this.said = said;
        }

        Heard request() {
            return request;
        }

        /** A whole answer, after which the connection stays open. */
        boolean say(String status, String headers, String body) throws IOException {
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            String framing = status.startsWith("204") ? "" : "Content-Length: " + length + "\r\n";
            return raw("HTTP/1.1 " + status + "\r\n" + headers + framing + "\r\n" + body);
        }

        boolean raw(String text) throws IOException {
            return raw(text.getBytes(StandardCharsets.UTF_8));
        }

        boolean raw(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            said.addAndGet(bytes.length);
            return true;
        }

        /** The same bytes over and over, until the other side has enough of them. */
        boolean endlessly(byte[] bytes, long times) throws IOException {
            for (long i = 0; i < times; i++) {
                raw(bytes);
            }
            return false;
        }

        /** One byte in 50 ms, over and over, until the other side closes. */
        boolean drip(String text) throws IOException {
            socket.setSoTimeout(50);
            for (int i = 0; !closed(); i++) {
                raw(text.substring(i % text.length(), i % text.length() + 1));
            }
            return false;
        }

        /** Says nothing until the other side closes. */
        boolean silence() throws IOException {
            socket.getInputStream().readAllBytes();
            return false;
        }

        /** Reads nothing at all until the test is done. */
        boolean ignore(CountDownLatch done) throws IOException {
            if (socket instanceof SSLSocket secure) {
                secure.startHandshake();
            }
            try {
                done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            return false;
        }

        /** Reads some bytes of what comes and no more. */
        void taste(int bytes) throws IOException {
            socket.getInputStream().readNBytes(bytes);
        }

        /** Ends the connection with a reset instead of an end. */
        boolean reset() throws IOException {
            socket.setSoLinger(true, 0);
            return false;
        }

        private boolean closed() throws IOException {
            try {
                return socket.getInputStream().read() < 0;
            } catch (SocketTimeoutException stillThere) {
                return false;
            }
        }
    }
}
