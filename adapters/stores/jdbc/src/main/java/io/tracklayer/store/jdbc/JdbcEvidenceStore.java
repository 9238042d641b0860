// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.diagnose.window.WindowQueries;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.evidence.UnitOfWork;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The evidence in an HSQLDB file database: one connection that writes, a few that read. */
public final class JdbcEvidenceStore implements EvidenceStore {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcEvidenceStore.class);

    /**
     * What HSQLDB calls lost is the space of removed rows, which it uses again (V2). The last few
     * hundred removed of each table count as held.
     */
    private static final String USED_BYTES =
            "SELECT file_free_pos - file_lost_bytes FROM information_schema.system_cacheinfo";

    static final String OLDEST =
            "SELECT received_at FROM event WHERE received_at >= 0 ORDER BY received_at, seq LIMIT 1";

    private final HsqldbFile file;
    private final Clock clock;
    private final Connection connection;
    private final Sql writer;
    private final Readers readers;
    private final JdbcQueries queries;
    private final WindowQueries window;
    private final EventWalk walk = new EventWalk();
    private final RecentEvents recent = new RecentEvents();
    private final AtomicReference<JdbcUnitOfWork> unit = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long appliedOffset;

    private JdbcEvidenceStore(HsqldbFile file, SqlDialect dialect, Clock clock)
            throws SQLException {
        this.file = file;
        this.clock = clock;
        this.connection = file.dataSource().getConnection();
        connection.setAutoCommit(false);
        this.writer = new Sql(connection);
        this.appliedOffset =
                writer.first("SELECT next_offset FROM applied", row -> row.getLong(1))
                        .orElseThrow(() -> new SQLException("table applied is empty"));
        connection.commit();
        EventKeyUpgrade.run(writer, connection);
        this.readers = new Readers(file.dataSource());
        this.queries = new JdbcQueries(readers, dialect, recent);
        this.window = new WindowRows(readers, dialect);
    }

    /**
     * Opens the store in a folder, which is created when missing.
     *
     * @throws EvidenceStoreUnusableException if the database files cannot be read; the caller may
     *     move them away and rebuild
     * @throws EvidenceStoreException if the folder is in use, cannot be written, or was written by
     *     a newer build; then moving it away would be wrong
     */
    public static JdbcEvidenceStore open(Path folder, Clock clock) {
        HsqldbFile file = HsqldbFile.open(folder);
        boolean opened = false;
        try {
            file.dataSource().getConnection().close();
            opened = true;
            JdbcEvidenceStore store = migratedAndOpen(file, clock);
            LOG.info("evidence store {} is at journal offset {}", folder, store.appliedOffset);
            return store;
        } catch (SQLException | RuntimeException failure) {
            release(file, opened);
            throw explained(folder, failure);
        }
    }

    private static JdbcEvidenceStore migratedAndOpen(HsqldbFile file, Clock clock)
            throws SQLException {
        if (new Schema(file.dataSource(), SqlDialect.HSQLDB).migrate()) {
            // New tables must not wait for the next sync of the log: half of them are a store that
            // cannot be opened. Packing also puts in force that space is used again (V2).
            file.pack();
        }
        return new JdbcEvidenceStore(file, SqlDialect.HSQLDB, clock);
    }

    private static void release(HsqldbFile file, boolean opened) {
        if (opened) {
            file.close();
        } else {
            file.unlock();
        }
    }

    private static EvidenceStoreException explained(Path folder, Exception failure) {
        if (failure instanceof EvidenceStoreException refused
                && !(refused.getCause() instanceof SQLException)) {
            return refused;
        }
        return new EvidenceStoreUnusableException(
                "the evidence store in "
                        + folder
                        + " cannot be read ("
                        + failure.getMessage()
                        + "); move the folder away and start again: the store is rebuilt from the"
                        + " journal",
                failure);
    }

    @Override
    public long appliedOffset() {
        return appliedOffset;
    }

    @Override
    public UnitOfWork begin() {
        return beginUnit();
    }

    private JdbcUnitOfWork beginUnit() {
        JdbcUnitOfWork next = new JdbcUnitOfWork(this, connection, writer);
        if (closed.get()) {
            throw new IllegalStateException("the evidence store is closed");
        }
        if (!unit.compareAndSet(null, next)) {
            throw new IllegalStateException(
                    "the previous unit of work is still open; commit it or roll it back first");
        }
        return next;
    }

    @Override
    public int purge(RetentionPolicy policy, Instant now, int maxRows) {
        JdbcUnitOfWork chunk = beginUnit();
        try {
            int touched = chunk.purge(policy, now, walk, maxRows);
            chunk.commit(appliedOffset);
            return touched;
        } catch (RuntimeException failed) {
            chunk.rollback();
            throw failed;
        }
    }

    @Override
    public Holdings holdings() {
        return readers.read(
                sql ->
                        new Holdings(
                                sql.first(USED_BYTES, row -> row.getLong(1)).orElse(0L),
                                sql.first(OLDEST, row -> Micros.toInstant(row.getLong(1)))));
    }

    @Override
    public EvidenceQueries queries() {
        return queries;
    }

    /** Read access to the newest rows of a window of time. */
    public WindowQueries window() {
        return window;
    }

    Clock clock() {
        return clock;
    }

    RecentEvents recent() {
        return recent;
    }

    void committed(long nextOffset) {
        appliedOffset = nextOffset;
    }

    void ended() {
        unit.set(null);
    }

    /**
     * Undoes an open unit, lets readers finish, then writes everything down. Closing again does
     * nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        JdbcUnitOfWork open = unit.get();
        if (open != null) {
            open.rollback();
        }
        readers.close();
        closeWriter();
        file.close();
        LOG.info("evidence store {} closed at journal offset {}", file.folder(), appliedOffset);
    }

    private void closeWriter() {
        try (connection) {
            writer.close();
        } catch (SQLException | EvidenceStoreException failure) {
            LOG.warn("the writer of evidence store {} did not close", file.folder(), failure);
        }
    }
}
