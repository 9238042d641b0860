// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Masking;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Message;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;

/** The endpoints operators have configured, each made once for the settings it was made from. */
final class OperatorEndpoints implements AutoCloseable {
    /**
     * Endpoints that lead back into the node, run what they are given as a program, or go round the
     * checks of the destination {@code webhook}.
     */
    private static final Set<String> REFUSED =
            Set.of(
                    "bean",
                    "class",
                    "controlbus",
                    "dataset",
                    "direct",
                    "exec",
                    "http",
                    "https",
                    "language",
                    "mock",
                    "platform-http",
                    "ref",
                    "rest",
                    "rest-api",
                    "scheduler",
                    "seda",
                    "stub",
                    "timer");

    private static final String DATABASE = "jdbc:";
    private static final int CONNECTIONS = 4;
    private static final long CONNECT_MILLIS = 10_000;
    private static final Pattern PARAMETER = Pattern.compile(":\\?([A-Za-z_][A-Za-z0-9_]{0,63})");

    private final CamelContext context;
    private final Map<String, Prepared> prepared = new HashMap<>();

    OperatorEndpoints(CamelContext context) {
        this.context = context;
    }

    /** There is no such endpoint; the message says why and what to do. */
    static final class UnusableEndpointException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableEndpointException(String message) {
            super(message);
        }
    }

    /**
     * An endpoint.
     *
     * @param madeFrom the settings it was made from
     * @param statement what a database runs, if it is one
     * @param database its connections, if it is one
     */
    record Prepared(
            Settings madeFrom,
            Endpoint endpoint,
            Optional<String> statement,
            Optional<HikariDataSource> database) {

        /** Puts a message into an exchange for this endpoint. */
        void fill(Message message, PlatformRequest request) {
            if (statement.isEmpty()) {
                request.headers().forEach(field -> message.setHeader(field.name(), field.value()));
                message.setBody(request.body());
            } else {
                parameters(statement.get(), request.body()).forEach(message::setHeader);
                message.setBody(statement.get());
            }
        }

        /** The cause of a failure, without the secrets of the endpoint. */
        String said(Throwable failure) {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return withoutSecrets(
                    madeFrom, root.getClass().getSimpleName() + ": " + root.getMessage());
        }

        private void close() {
            database.ifPresent(HikariDataSource::close);
        }
    }

    /** The endpoint of a destination as it is set up now. */
    synchronized Prepared of(DestinationConfig destination) throws UnusableEndpointException {
        Prepared known = prepared.get(destination.id());
        if (known != null && known.madeFrom().equals(destination.settings())) {
            return known;
        }
        if (known != null) {
            prepared.remove(destination.id()).close();
        }
        Prepared made = make(destination.id(), destination.settings());
        prepared.put(destination.id(), made);
        return made;
    }

    private Prepared make(String id, Settings settings) throws UnusableEndpointException {
        String uri = settings.text("endpoint");
        String scheme = uri.split(":", 2)[0].toLowerCase(Locale.ROOT);
        if (REFUSED.contains(scheme)) {
            throw new UnusableEndpointException(
                    "a destination must lead out of the node, and \""
                            + scheme
                            + "\" does not. Use the destination webhook for HTTP.");
        }
        if (uri.startsWith(DATABASE)) {
            return database(id, settings);
        }
        return new Prepared(settings, resolved(uri, settings), Optional.empty(), Optional.empty());
    }

    private Prepared database(String id, Settings settings) throws UnusableEndpointException {
        String statement =
                settings.find("statement")
                        .orElseThrow(
                                () ->
                                        new UnusableEndpointException(
                                                "a database needs the setting \"statement\"."));
        if (!settings.text("format").equals("json")) {
            throw new UnusableEndpointException(
                    "a database takes one event at a time: set \"format\" to json.");
        }
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("database-" + id);
        pool.setJdbcUrl(settings.text("endpoint"));
        settings.find("user").ifPresent(pool::setUsername);
        settings.find("password").ifPresent(pool::setPassword);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(CONNECT_MILLIS);
        // a database that is down now may be up later
        pool.setInitializationFailTimeout(-1);
        HikariDataSource source;
        try {
            source = new HikariDataSource(pool);
        } catch (RuntimeException noDriver) {
            throw new UnusableEndpointException(
                    "no driver takes the address of the database. Put its jar into lib/.");
        }
        context.getRegistry().bind("database-" + id, source);
        Endpoint endpoint =
                resolved("jdbc:database-" + id + "?useHeadersAsParameters=true", settings);
        return new Prepared(settings, endpoint, Optional.of(statement), Optional.of(source));
    }

    private Endpoint resolved(String uri, Settings settings) throws UnusableEndpointException {
        try {
            return context.getEndpoint(withSecrets(uri, settings));
        } catch (ResolveEndpointFailedException | NoSuchEndpointException unknown) {
            throw new UnusableEndpointException(
                    "Camel has no such endpoint: "
                            + withoutSecrets(settings, unknown.getMessage())
                            + ". Correct \"endpoint\", or put the component's jars into lib/.");
        }
    }

    private static String withSecrets(String uri, Settings settings) {
        StringBuilder whole = new StringBuilder(uri);
        for (String option : settings.list("secret-options")) {
            String[] parts = option.split("=", 2);
            whole.append(whole.indexOf("?") < 0 ? '?' : '&')
                    .append(parts[0])
                    .append("=RAW(")
                    .append(parts[parts.length - 1])
                    .append(')');
        }
        return whole.toString();
    }

    /** In an address a secret option stands in another form than its setting has. */
    private static String withoutSecrets(Settings settings, String text) {
        String masked = text;
        for (String option : settings.list("secret-options")) {
            masked = masked.replace(option.substring(option.indexOf('=') + 1), Masking.MASK);
        }
        return masked;
    }

    /** A value for each parameter of the statement; null for what the event does not know. */
    private static Map<String, Object> parameters(String statement, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        Map<?, ?> members = members(body);
        Map<String, Object> values = new TreeMap<>();
        Matcher parameter = PARAMETER.matcher(statement);
        while (parameter.find()) {
            String name = parameter.group(1);
            values.put(name, name.equals("event") ? text : plain(members.get(name)));
        }
        return values;
    }

    private static Map<?, ?> members(byte[] body) {
        try {
            return (Map<?, ?>) StrictJson.read(body);
        } catch (MalformedInputException impossible) {
            throw new IllegalStateException("the message is not what the node wrote", impossible);
        }
    }

    private static Object plain(Object value) {
        return value instanceof Map || value instanceof List ? StrictJson.writeText(value) : value;
    }

    @Override
    public synchronized void close() {
        prepared.values().forEach(Prepared::close);
        prepared.clear();
    }
}
