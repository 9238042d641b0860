// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.doctor;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.spi.Setting;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;

/** Whether the destinations' servers can be found, are who they say they are, and for how long. */
final class NetworkChecks {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int NOTICE_DAYS = 21;

    private final Clock clock;

    NetworkChecks(Clock clock) {
        this.clock = clock;
    }

    /** One line per server, and one for the clock by the first that tells the time. */
    List<Check> of(Configuration configuration) {
        List<Check> checks = new ArrayList<>();
        servers(configuration).forEach((origin, id) -> checks.addAll(server(origin, id)));
        return checks;
    }

    /**
     * Each server with the first destination that uses it; paths and parameters are not asked for.
     */
    private static Map<URI, String> servers(Configuration configuration) {
        Map<URI, String> servers = new LinkedHashMap<>();
        for (DestinationConfig known : configuration.destinations()) {
            for (Setting setting : known.destination().descriptor().settings()) {
                if (known.enabled() && isEndpoint(setting)) {
                    known.settings()
                            .find(setting.name())
                            .map(NetworkChecks::origin)
                            .ifPresent(origin -> servers.putIfAbsent(origin, known.id()));
                }
            }
        }
        return servers;
    }

    /** A page that is only named in events is nowhere anything is sent to. */
    private static boolean isEndpoint(Setting setting) {
        return setting.type() == Setting.Type.URL && !setting.name().startsWith("page");
    }

    private static URI origin(String url) {
        URI uri = URI.create(url);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(uri.getScheme() + "://" + uri.getHost() + port + "/");
    }

    List<Check> server(URI origin, String destination) {
        String where = "destination " + destination + ", " + origin;
        try {
            InetAddress.getByName(origin.getHost());
        } catch (UnknownHostException unknown) {
            return List.of(
                    Check.fail(
                            "endpoint",
                            "the name cannot be resolved",
                            where,
                            "check the endpoint in the destination's file, and this machine's DNS"));
        }
        try {
            return answered(origin, where);
        } catch (SSLException untrusted) {
            return List.of(
                    Check.fail(
                            "endpoint",
                            "its certificate is not trusted (" + untrusted.getMessage() + ")",
                            where,
                            "nothing can be sent there; ask whoever runs it, or look for a proxy in"
                                    + " between"));
        } catch (IOException silent) {
            return List.of(
                    Check.fail(
                            "endpoint",
                            "gives no answer (" + silent.getMessage() + ")",
                            where,
                            "check firewall and proxy of this machine"));
        }
    }

    private List<Check> answered(URI origin, String where) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) origin.toURL().openConnection();
        connection.setRequestMethod("HEAD");
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        try {
            connection.getResponseCode();
            List<Check> checks = new ArrayList<>();
            checks.add(
                    connection instanceof HttpsURLConnection tls
                            ? certificate(tls.getServerCertificates(), where)
                            : Check.warn(
                                    "endpoint",
                                    "answers, without TLS",
                                    where,
                                    "use https, unless it is a sandbox of your own"));
            if (connection.getDate() != 0) {
                checks.add(
                        MachineChecks.skew(
                                clock.instant(),
                                Instant.ofEpochMilli(connection.getDate()),
                                where));
            }
            return checks;
        } finally {
            connection.disconnect();
        }
    }

    private Check certificate(Certificate[] chain, String where) {
        Instant end = ((X509Certificate) chain[0]).getNotAfter().toInstant();
        long days = Duration.between(clock.instant(), end).toDays();
        String said = "answers, certificate valid for " + days + " more days";
        return days > NOTICE_DAYS
                ? Check.ok("endpoint", said, where)
                : Check.warn(
                        "endpoint",
                        said,
                        where,
                        "whoever runs it must renew it; after that nothing can be sent there");
    }
}
