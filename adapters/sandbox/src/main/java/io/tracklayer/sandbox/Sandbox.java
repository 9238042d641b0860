// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.tracklayer.sandbox.awin.AwinPlatform;
import io.tracklayer.sandbox.criteo.CriteoPlatform;
import io.tracklayer.sandbox.ga4.Ga4Platform;
import io.tracklayer.sandbox.googleads.GoogleAdsPlatform;
import io.tracklayer.sandbox.klaviyo.KlaviyoPlatform;
import io.tracklayer.sandbox.linkedin.LinkedInPlatform;
import io.tracklayer.sandbox.meta.MetaPlatform;
import io.tracklayer.sandbox.other.OtherPlatform;
import io.tracklayer.sandbox.pinterest.PinterestPlatform;
import io.tracklayer.sandbox.platform.Accounts;
import io.tracklayer.sandbox.platform.Platform;
import io.tracklayer.sandbox.platform.PlatformName;
import io.tracklayer.sandbox.reddit.RedditPlatform;
import io.tracklayer.sandbox.snapchat.SnapchatPlatform;
import io.tracklayer.sandbox.taboola.TaboolaPlatform;
import io.tracklayer.sandbox.tiktok.TikTokPlatform;
import io.tracklayer.sandbox.webhook.WebhookReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A local server that stands in for the ad platforms: it judges every call the way they document it
 * and remembers what it was given. Listens on the loopback address only, from {@link #start} until
 * {@link #close}; safe for concurrent use.
 */
public final class Sandbox implements AutoCloseable {
    private static final int BACKLOG = 256;
    private static final int THREADS = 32;
    private static final int WAITING = 2_048;

    private final HttpServer server;
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService timer;
    private final Control control;

    private Sandbox(int port, Clock clock) throws IOException {
        ThreadFactory daemons =
                task -> {
                    Thread thread = new Thread(task, "sandbox");
                    thread.setDaemon(true);
                    return thread;
                };
        timer = Executors.newScheduledThreadPool(2, daemons);
        workers =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        1,
                        TimeUnit.MINUTES,
                        new LinkedBlockingQueue<>(WAITING),
                        daemons,
                        new ThreadPoolExecutor.CallerRunsPolicy());
        Accounts accounts = new Accounts();
        Faults faults = new Faults(clock);
        Map<PlatformName, Platform> platforms = new EnumMap<>(PlatformName.class);
        List.of(
                        new AwinPlatform(accounts, clock),
                        new CriteoPlatform(accounts, clock),
                        new Ga4Platform(accounts, clock),
                        new GoogleAdsPlatform(accounts, clock),
                        new KlaviyoPlatform(accounts, clock),
                        new LinkedInPlatform(accounts, clock),
                        new MetaPlatform(accounts, clock),
                        new OtherPlatform(accounts, clock),
                        new PinterestPlatform(accounts, clock),
                        new RedditPlatform(accounts, clock),
                        new SnapchatPlatform(accounts, clock),
                        new TaboolaPlatform(accounts, clock),
                        new TikTokPlatform(accounts, clock),
                        new WebhookReceiver(accounts, clock))
                .forEach(platform -> platforms.put(platform.name(), platform));
        Router router = new Router(platforms, accounts, faults, clock, new FaultPlayer(timer));
        control = router.control();
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.setExecutor(workers);
        server.createContext("/", router);
    }

    /**
     * Starts a sandbox.
     *
     * @param port where to listen, 0 for any free one
     * @param clock what the platforms take for the present
     * @throws IOException if the port is taken
     */
    public static Sandbox start(int port, Clock clock) throws IOException {
        // The JDK server sends headers and body apart; without this every answer waits 40 ms for
        // the client's delayed acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        Sandbox sandbox = new Sandbox(port, clock);
        sandbox.server.start();
        return sandbox;
    }

    /** Where it listens, without a slash at the end. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Registers accounts.
     *
     * @param json one account or a list, the body of {@code POST /control/accounts}
     * @return what is wrong with them; if not empty, none was registered
     */
    List<String> register(byte[] json) {
        return control.register(json);
    }

    @Override
    public void close() {
        server.stop(0);
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
