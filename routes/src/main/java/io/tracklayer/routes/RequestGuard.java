// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.delivery.SendResult;
import io.tracklayer.core.egress.BlockedAddressException;
import io.tracklayer.spi.PlatformRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/**
 * Stands around every platform request: sets target and headers from the call itself, ends it at a
 * total deadline however slowly bytes drip, and reads at most 64 KiB of the answer.
 */
final class RequestGuard implements ExecChainHandler {
    private static final int MAX_ANSWER = 64 * 1024;
    private static final int MAX_HEADERS = 200;
    private static final long DEADLINE_SECONDS = 30;

    private final ScheduledExecutorService deadlines;

    RequestGuard(ScheduledExecutorService deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (!(request.getEntity() instanceof CallEntity entity)) {
            throw new IllegalStateException("only platform calls leave through this client");
        }
        Call call = entity.call;
        call.address(request);
        ScheduledFuture<?> deadline =
                deadlines.schedule(
                        () -> call.expire(scope.originalRequest),
                        DEADLINE_SECONDS,
                        TimeUnit.SECONDS);
        try (ClassicHttpResponse response = chain.proceed(request, scope)) {
            call.read(response, scope.originalRequest);
        } finally {
            deadline.cancel(false);
        }
        return new BasicClassicHttpResponse(call.status);
    }

    /** The body of a call, which also carries the call itself past Camel. */
    static final class CallEntity extends HttpEntityWrapper {
        private final Call call;

        CallEntity(Call call) {
            super(new ByteArrayEntity(call.request.body(), null));
            this.call = call;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            call.leaving = true;
            super.writeTo(out);
        }

        /** Says what, never the content. */
        @Override
        public String toString() {
            return "platform call of " + getContentLength() + " bytes";
        }
    }

    /** One request and what came back. */
    static final class Call {
        private final PlatformRequest request;
        private final Map<String, List<String>> headers = new HashMap<>();
        private volatile boolean leaving;
        private volatile boolean expired;
        private byte[] body = new byte[0];
        private int status;

        Call(PlatformRequest request) {
            this.request = request;
        }

        int answerStatus() {
            return status;
        }

        Map<String, List<String>> answerHeaders() {
            return headers;
        }

        byte[] answerBody() {
            return body;
        }

        /** What a failure means: above all, whether the platform may have got the request. */
        SendResult.Failed failure(Exception thrown, long millis) {
            Throwable cause = thrown;
            while (cause.getCause() != null && !(cause instanceof IOException)) {
                cause = cause.getCause();
            }
            String text = cause.getClass().getSimpleName() + ": " + cause.getMessage();
            if (cause instanceof BlockedAddressException) {
                return new SendResult.Failed(false, "blocked_address", cause.getMessage(), millis);
            }
            if (expired) {
                return new SendResult.Failed(
                        leaving,
                        "timeout",
                        "no complete answer within " + DEADLINE_SECONDS + " s",
                        millis);
            }
            boolean connecting =
                    cause instanceof ConnectException
                            || cause instanceof UnknownHostException
                            || cause instanceof ConnectTimeoutException
                            || cause instanceof ConnectionRequestTimeoutException;
            if (connecting) {
                return new SendResult.Failed(false, "connect_failed", text, millis);
            }
            if (cause instanceof SSLException) {
                return new SendResult.Failed(leaving, "tls", text, millis);
            }
            boolean slow = cause instanceof SocketTimeoutException;
            return new SendResult.Failed(
                    leaving, slow ? "timeout" : "connection_lost", text, millis);
        }

        private void address(ClassicHttpRequest outgoing) {
            URI uri = URI.create(request.url());
            String path =
                    uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String own = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            String added =
                    request.query().stream()
                            .map(field -> encode(field.name()) + "=" + encode(field.value()))
                            .collect(Collectors.joining("&"));
            String query = own.isEmpty() || added.isEmpty() ? own + added : own + "&" + added;
            outgoing.setPath(query.isEmpty() ? path : path + "?" + query);
            request.headers().forEach(field -> outgoing.setHeader(field.name(), field.value()));
        }

        private void expire(Object original) {
            expired = true;
            if (original instanceof Cancellable cancellable) {
                cancellable.cancel();
            }
        }

        private void read(ClassicHttpResponse response, Object original) throws IOException {
            status = response.getCode();
            Header[] all = response.getHeaders();
            for (int i = 0; i < Math.min(MAX_HEADERS, all.length); i++) {
                headers.computeIfAbsent(
                                all[i].getName().toLowerCase(Locale.ROOT),
                                name -> new ArrayList<>())
                        .add(all[i].getValue());
            }
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                return;
            }
            InputStream in = entity.getContent();
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            byte[] chunk = new byte[8 * 1024];
            int got;
            while (kept.size() < MAX_ANSWER
                    && (got = in.read(chunk, 0, Math.min(chunk.length, MAX_ANSWER - kept.size())))
                            > 0) {
                kept.write(chunk, 0, got);
            }
            body = kept.toByteArray();
            if (kept.size() == MAX_ANSWER && original instanceof Cancellable cancellable) {
                // closing the stream would read an endless body to its end
                cancellable.cancel();
            }
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }
}
