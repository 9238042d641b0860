// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.identity.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a source remembers of a store, as rows. */
final class SourceMemoryRows implements SourceMemory {
    static final String FIND = "SELECT remembered FROM source_memory WHERE memory_key = ?";

    /** See {@link SourceMemory}. */
    static final Duration KEPT = Duration.ofDays(400);

    private final Sql sql;
    private final String owner;
    private final Instant now;

    SourceMemoryRows(Sql sql, String store, String source, Instant now) {
        this.sql = sql;
        this.owner = store + "\n" + source + "\n";
        this.now = now;
    }

    @Override
    public Optional<String> recall(String key) {
        return sql.first(FIND, row -> row.getString(1), hashed(key));
    }

    @Override
    public void remember(String key, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    "a source remembers at most " + LONGEST_TEXT + " characters");
        }
        Object[] row = {text, Micros.of(now), hashed(key)};
        int replaced =
                sql.update(
                        "UPDATE source_memory SET remembered = ?, written_at = ? WHERE memory_key = ?",
                        row);
        if (replaced == 0) {
            sql.update(
                    "INSERT INTO source_memory (remembered, written_at, memory_key) VALUES (?, ?, ?)",
                    row);
        }
    }

    private String hashed(String key) {
        if (key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "a source's key has at most " + LONGEST_KEY + " characters");
        }
        return Sha256.of(owner + key).hex();
    }
}
