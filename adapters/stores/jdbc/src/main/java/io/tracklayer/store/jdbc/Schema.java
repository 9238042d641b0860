// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** The tables, brought to the version this build knows. */
final class Schema {
    private final Flyway flyway;

    Schema(DataSource database, SqlDialect dialect) {
        this.flyway =
                Flyway.configure(Schema.class.getClassLoader())
                        .dataSource(database)
                        .locations(dialect.migrations())
                        .loggers("slf4j")
                        .cleanDisabled(true)
                        .load();
    }

    /**
     * Creates or upgrades the tables and says whether anything was changed.
     *
     * @throws EvidenceStoreException if a newer build made them
     */
    boolean migrate() {
        refuseNewer();
        return flyway.migrate().migrationsExecuted > 0;
    }

    private void refuseNewer() {
        Arrays.stream(flyway.info().all())
                .filter(migration -> !migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .findFirst()
                .ifPresent(
                        version -> {
                            throw new EvidenceStoreException(
                                    "the evidence store has schema version "
                                            + version
                                            + ", which this build does not know; run the newer"
                                            + " build that made it");
                        });
    }
}
