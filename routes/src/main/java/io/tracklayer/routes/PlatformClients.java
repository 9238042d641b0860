// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.egress.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
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

    private final Supplier<AddressGuard> guard;
    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "platform-deadlines");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * @param guard the networks that are allowed now
     */
    PlatformClients(Supplier<AddressGuard> guard) {
        this.guard = guard;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .addExecInterceptorFirst("request-guard", new RequestGuard(deadlines));
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
                        .build();
        pool.setDefaultConnectionConfig(
                ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofSeconds(3))
                        .setSocketTimeout(Timeout.ofSeconds(30))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build());
        return pool;
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
