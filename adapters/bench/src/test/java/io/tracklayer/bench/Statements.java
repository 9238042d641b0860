// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL an open store is asked while it is watched, as the database itself writes it down. */
final class Statements implements AutoCloseable {
    /** Time and session before each statement. */
    private static final Pattern ENTRY =
            Pattern.compile("(?m)^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+ \\d+ ");

    private static final Pattern VALUE = Pattern.compile("'(?:[^']|'')*'|[^,()\\s]+");
    private static final Pattern PLACE = Pattern.compile(":(\\d+)\\b");

    private final Path log;
    private final Connection connection;
    private final long from;

    private Statements(Path log, Connection connection, long from) {
        this.log = log;
        this.connection = connection;
        this.from = from;
    }

    static Statements watch(Path folder) {
        Path log = folder.resolve("evidence.sql.log");
        try {
            Connection connection = connect(folder);
            execute(connection, "SET DATABASE EVENT LOG SQL LEVEL 3");
            return new Statements(log, connection, Files.exists(log) ? Files.size(log) : 0);
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Connection connect(Path folder) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:hsqldb:file:" + folder.resolve("evidence"), "SA", "");
    }

    /** Asks something itself. */
    void ask(String sql) throws SQLException {
        execute(connection, sql);
    }

    /** How each SELECT is answered, each once. */
    List<Plan> plans() {
        try {
            Map<String, String> once = new LinkedHashMap<>();
            byte[] all = Files.readAllBytes(log);
            String text = new String(all, (int) from, (int) (all.length - from), UTF_8);
            for (String entry : ENTRY.split(text)) {
                if (entry.startsWith("SELECT") && !entry.contains("INFORMATION_SCHEMA")) {
                    once.putIfAbsent(entry.substring(0, end(entry)), entry);
                }
            }
            List<Plan> plans = new ArrayList<>();
            for (String entry : once.values()) {
                plans.add(explained(entry));
            }
            return plans;
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Plan explained(String entry) throws SQLException {
        int end = end(entry);
        List<String> values =
                VALUE.matcher(entry.substring(end)).results().map(MatchResult::group).toList();
        String sql =
                PLACE.matcher(entry.substring(0, end))
                        .replaceAll(
                                place ->
                                        Matcher.quoteReplacement(
                                                values.get(Integer.parseInt(place.group(1)))));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN PLAN FOR " + sql)) {
            StringBuilder plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            return new Plan(sql, plan.toString());
        }
    }

    /** Where the values begin that a statement was given; without any, where it ends. */
    private static int end(String entry) {
        return entry.contains(":0") ? entry.lastIndexOf(" (") : entry.length();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try (connection) {
            execute(connection, "SET DATABASE EVENT LOG SQL LEVEL 0");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
