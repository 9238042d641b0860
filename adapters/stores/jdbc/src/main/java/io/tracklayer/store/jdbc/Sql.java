// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One connection and its statements, each prepared once and kept as long as it is in use. Values
 * are only ever bound. Not thread-safe.
 */
final class Sql implements AutoCloseable {
    // Filters make statements of their own; this is more than the fixed ones.
    private static final int MOST_STATEMENTS = 200;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** The rows of a query. */
    <T> List<T> list(String sql, RowMapper<T> mapper, Object... values) {
        try (ResultSet row = bound(sql, values).executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(mapper.map(row));
            }
            return rows;
        } catch (SQLException failure) {
            throw EvidenceStoreException.of(failure);
        }
    }

    /** The first row of a query. */
    <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... values) {
        return list(sql, mapper, values).stream().findFirst();
    }

    /** Changes rows and says how many. */
    int update(String sql, Object... values) {
        try {
            return bound(sql, values).executeUpdate();
        } catch (SQLException failure) {
            throw EvidenceStoreException.of(failure);
        }
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
            closeLeastUsed();
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private void closeLeastUsed() throws SQLException {
        if (statements.size() > MOST_STATEMENTS) {
            Iterator<PreparedStatement> oldestFirst = statements.values().iterator();
            oldestFirst.next().close();
            oldestFirst.remove();
        }
    }

    /** Closes the statements, not the connection. */
    @Override
    public void close() {
        for (PreparedStatement statement : statements.values()) {
            try {
                statement.close();
            } catch (SQLException failure) {
                throw EvidenceStoreException.of(failure);
            }
        }
        statements.clear();
    }

    /** Makes a value of the row the cursor stands on. */
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }
}
