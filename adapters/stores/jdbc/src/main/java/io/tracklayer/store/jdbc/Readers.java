// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The connections of the readers. Each read is a transaction of its own that sees one state of the
 * database, although it may take several statements: a delivery that changes its status meanwhile
 * is neither missed nor met twice.
 */
final class Readers implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    private final HikariDataSource pool;
    // The pool does not keep statements, and HSQLDB takes longer to prepare most of them than to
    // run
    // them.
    private final Map<Connection, Sql> prepared = new ConcurrentHashMap<>();

    Readers(DataSource database) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("evidence-readers");
        config.setDataSource(database);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        this.pool = new HikariDataSource(config);
    }

    <T> T read(Function<Sql, T> query) {
        try (Connection connection = pool.getConnection()) {
            try {
                return query.apply(statements(connection.unwrap(Connection.class)));
            } finally {
                connection.rollback();
            }
        } catch (SQLException failure) {
            throw EvidenceStoreException.of(failure);
        }
    }

    // The pool hands a connection to one thread at a time.
    private Sql statements(Connection connection) {
        Sql known = prepared.get(connection);
        if (known == null) {
            prepared.keySet().removeIf(Readers::isClosed);
            known = new Sql(connection);
            prepared.put(connection, known);
        }
        return known;
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException broken) {
            return true;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
