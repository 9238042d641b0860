// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.egress.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP clients destinations use: no hidden retries, no redirects, no cookies, no credentials of
 * their own, and every address is checked on the IP the socket connects to.
 */
final class PlatformClients implements HttpClientConfigurer, AutoCloseable {
    /** Name in Camel's registry. */
    static final String BEAN = "platformClients";

    private static final int CONNECTIONS = 8;

    private static final int LONGEST_HEADER = 16 * 1024;
    private static final int MOST_HEADERS = 200;

    private final Supplier<AddressGuard> guard;
    private final Network network;
    private final ScheduledThreadPoolExecutor deadlines =
            new ScheduledThreadPoolExecutor(
                    1,
                    task -> {
                        Thread thread = new Thread(task, "platform-deadlines");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * @param guard the networks that are allowed now
     */
    PlatformClients(Supplier<AddressGuard> guard, Network network) {
        this.guard = guard;
        this.network = network;
        // a call that has ended would otherwise keep its bodies in memory until its deadline
        deadlines.setRemoveOnCancelPolicy(true);
    }

    Network network() {
        return network;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .addExecInterceptorFirst("request-guard", new RequestGuard(deadlines, network));
    }

    /**
     * A connection pool of its own for each destination, so that a slow one cannot starve another.
     */
    HttpClientConnectionManager connections() {
        PoolingHttpClientConnectionManager pool =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .setDnsResolver(new GuardedResolver(guard))
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(network.trust()))
                        .setDefaultTlsConfig(
                                TlsConfig.custom()
                                        .setHandshakeTimeout(Timeout.of(network.handshake()))
                                        .build())
                        .setConnectionFactory(withBoundedHeads())
                        .build();
        pool.setDefaultConnectionConfig(
                ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(network.connect()))
                        .setSocketTimeout(Timeout.of(network.call()))
                        // Before every reuse: a request on a connection the platform has closed
                        // would count as sent, and nobody could say whether it arrived.
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build());
        return pool;
    }

    private static ManagedHttpClientConnectionFactory withBoundedHeads() {
        return ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                        Http1Config.custom()
                                .setMaxLineLength(LONGEST_HEADER)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                .build();
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
    }

    private record GuardedResolver(Supplier<AddressGuard> guard) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return guard.get().check(host, SystemDefaultDnsResolver.INSTANCE.resolve(host));
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
