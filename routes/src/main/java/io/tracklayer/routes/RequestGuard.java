// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.delivery.SendResult;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.io.Closer;

/**
 * Stands around every platform request: sets target and headers from the call itself, ends it at a
 * total deadline however slowly bytes drip, and reads at most 64 KiB of the answer.
 */
final class RequestGuard implements ExecChainHandler {
    private final ScheduledExecutorService deadlines;
    private final Network network;

    RequestGuard(ScheduledExecutorService deadlines, Network network) {
        this.deadlines = deadlines;
        this.network = network;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (!(request.getEntity() instanceof CallEntity entity)) {
            throw new IllegalStateException("only platform calls leave through this client");
        }
        Call call = entity.call;
        ClassicHttpRequest outgoing = call.addressed(request);
        ScheduledFuture<?> deadline =
                deadlines.schedule(
                        () -> call.expire(scope.originalRequest),
                        network.call().toMillis(),
                        TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = chain.proceed(outgoing, scope);
            try {
                call.read(response);
            } finally {
                letGo(response, scope.originalRequest, call.complete());
            }
        } finally {
            deadline.cancel(false);
        }
        return new BasicClassicHttpResponse(call.answer.status());
    }

    /** What goes wrong here no longer concerns the answer, which has been read. */
    private static void letGo(ClassicHttpResponse response, Object original, boolean whole) {
        if (!whole) {
            // closing the response would read an endless body to its end
            cancel(original);
        }
        Closer.closeQuietly(response);
    }

    private static void cancel(Object original) {
        if (original instanceof Cancellable cancellable) {
            cancellable.cancel();
        }
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
        private volatile boolean leaving;
        private volatile boolean expired;
        private CallAnswer answer;

        Call(PlatformRequest request) {
            this.request = request;
        }

        /** The answer; only after the call has ended without a failure. */
        SendResult.Answered answered(Object json, long millis) {
            return new SendResult.Answered(
                    new PlatformAnswer(answer.status(), answer.headers(), answer.body(), json),
                    millis,
                    answer.warnings());
        }

        /** Whether the answer was read to its end. */
        private boolean complete() {
            return answer != null && answer.whole();
        }

        byte[] answerBody() {
            return answer.body();
        }

        SendResult.Failed failure(Exception thrown, Network network, long millis) {
            URI target = URI.create(request.url());
            return new CallFailure(target, leaving, expired, network).of(thrown, millis);
        }

        /** Camel makes every request a POST; the method is the call's own, too. */
        private ClassicHttpRequest addressed(ClassicHttpRequest made) {
            URI uri = URI.create(request.url());
            String path =
                    uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String own = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            String added =
                    request.query().stream()
                            .map(field -> encode(field.name()) + "=" + encode(field.value()))
                            .collect(Collectors.joining("&"));
            String query = own.isEmpty() || added.isEmpty() ? own + added : own + "&" + added;
            ClassicHttpRequest outgoing =
                    new BasicClassicHttpRequest(
                            request.method(),
                            made.getScheme(),
                            made.getAuthority(),
                            query.isEmpty() ? path : path + "?" + query);
            outgoing.setEntity(made.getEntity());
            request.headers().forEach(field -> outgoing.setHeader(field.name(), field.value()));
            return outgoing;
        }

        private void expire(Object original) {
            expired = true;
            cancel(original);
        }

        private void read(ClassicHttpResponse response) throws IOException {
            CallAnswer got = CallAnswer.read(response);
            if (expired) {
                throw new IOException("the deadline ended the call");
            }
            answer = got;
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }
}
