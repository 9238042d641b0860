// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.sql.DataSource;
import org.hsqldb.jdbc.JDBCDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HSQLDB database in a folder, held by this process alone. The lock is ours: HSQLDB would hand
 * a second caller in this process the same open database, and its own lock file makes a restart
 * after a kill wait for a heartbeat to grow old. The operating system drops ours with the process.
 */
final class HsqldbFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HsqldbFile.class);

    private final Path folder;
    private final FileChannel lockFile;
    private final JDBCDataSource dataSource;

    private HsqldbFile(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.dataSource = new JDBCDataSource();
        dataSource.setURL("jdbc:hsqldb:file:" + folder.resolve("evidence"));
        dataSource.setUser("SA");
        dataSource.setPassword("");
        dataSource.setProperties(properties());
    }

    /**
     * Takes the folder; the database itself opens with the first connection.
     *
     * @throws EvidenceStoreException if the folder cannot be used or is in use
     */
    static HsqldbFile open(Path folder) {
        // HSQLDB takes over java.util.logging for the whole process unless told not to, and only
        // here.
        System.setProperty("hsqldb.reconfig_logging", "false");
        Path place = folder.toAbsolutePath().normalize();
        if (place.toString().contains(";")) {
            throw new EvidenceStoreException(
                    "evidence folder "
                            + place
                            + " has a semicolon in its name, which ends the name for HSQLDB;"
                            + " choose another folder");
        }
        return new HsqldbFile(place, lock(place));
    }

    private static FileChannel lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel file =
                    FileChannel.open(
                            folder.resolve("evidence.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!locked(file)) {
                file.close();
                throw new EvidenceStoreException(
                        "evidence folder "
                                + folder
                                + " is in use by another running node; stop that node or give this"
                                + " one a folder of its own");
            }
            return file;
        } catch (IOException failure) {
            throw new EvidenceStoreException(
                    "evidence folder "
                            + folder
                            + " cannot be written ("
                            + failure
                            + "); check that it is a folder and that its owner is the user this"
                            + " node runs as",
                    failure);
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("hsqldb.default_table_type", "cached");
        properties.setProperty("hsqldb.tx", "mvcc");
        properties.setProperty("hsqldb.lock_file", "false");
        // The log is synced twice a second instead of at each commit. What a crash takes away are
        // whole units at the end, rows and journal offset together, and the node applies them again
        // from the journal. Units of one record are 4 to 7 times faster that way; for units of 50
        // and more it makes no clear difference (figures in the README).
        properties.setProperty("hsqldb.write_delay", "true");
        properties.setProperty("hsqldb.write_delay_millis", "500");
        // A restart after a crash replays at most this many megabytes.
        properties.setProperty("hsqldb.log_size", "32");
        // Rows kept in memory, whichever bound comes first: rows, or kilobytes as stored, which are
        // about three times that as objects.
        properties.setProperty("hsqldb.cache_rows", "100000");
        properties.setProperty("hsqldb.cache_size", "32768");
        // A full disk under a memory-mapped file kills the process instead of failing a write.
        properties.setProperty("hsqldb.nio_data_file", "false");
        return properties;
    }

    Path folder() {
        return folder;
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** Writes everything into a new data file without gaps and starts an empty log. */
    void pack() throws SQLException {
        execute("CHECKPOINT DEFRAG");
    }

    /** Ends the database, whatever connections are left, and gives the folder free. */
    @Override
    public void close() {
        try {
            execute("SHUTDOWN");
        } catch (SQLException failure) {
            LOG.warn(
                    "evidence store {} did not shut down cleanly; it recovers when it is opened again",
                    folder,
                    failure);
        } finally {
            unlock();
        }
    }

    /** Gives the folder free without a word to a database that could not be opened. */
    void unlock() {
        try {
            lockFile.close();
        } catch (IOException failure) {
            LOG.warn("evidence folder {} could not be unlocked", folder, failure);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
