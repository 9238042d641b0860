// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection: a request out, an answer with a Content-Length in. */
final class LoadConnection {
    /** An answer that has neither a body nor a length. */
    private static final int NO_CONTENT = 204;

    private static final String LENGTH = "\r\ncontent-length:";

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(16_384);
    private long due;

    private LoadConnection(SocketChannel channel) {
        this.channel = channel;
    }

    static LoadConnection open(InetSocketAddress address, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        LoadConnection connection = new LoadConnection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    /** When the request under way should have been sent, by {@link System#nanoTime}. */
    long due() {
        return due;
    }

    void send(byte[] request, long dueAt) throws IOException {
        due = dueAt;
        in.clear();
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** The status once the whole answer is there, else 0. */
    int receive() {
        try {
            if (channel.read(in) < 0) {
                throw new EOFException("the server closed it");
            }
            return status();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private int status() throws IOException {
        String text =
                new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT);
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return 0;
        }
        int status = Integer.parseInt(text.substring(9, 12));
        int length = status == NO_CONTENT ? 0 : length(text, head);
        return in.position() < head + 4 + length ? 0 : status;
    }

    private static int length(String text, int head) throws IOException {
        int at = text.lastIndexOf(LENGTH, head);
        if (at < 0) {
            throw new IOException("an answer has no Content-Length");
        }
        int from = at + LENGTH.length();
        return Integer.parseInt(text.substring(from, text.indexOf('\r', from)).strip());
    }

    void close() throws IOException {
        channel.close();
    }
}
