// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import java.util.List;

/** Finds what is remembered of persons and has outlived its time. */
final class IdentityPurge {
    static final String TOUCHES =
            """
            SELECT person FROM identity_touch WHERE expires_at < ? ORDER BY expires_at, person LIMIT ?
            """;
    static final String KEYS =
            """
            SELECT visitor, person FROM identity_key WHERE expires_at < ?
            ORDER BY expires_at, visitor LIMIT ?
            """;
    static final String PERSONS =
            """
            SELECT person FROM identity_person WHERE expires_at < ? ORDER BY expires_at, person LIMIT ?
            """;
    static final String KEYS_OF =
            "SELECT visitor FROM identity_key WHERE person = ? ORDER BY person, visitor LIMIT ?";
    static final String JOINS_OF_ONE =
            "SELECT id FROM identity_join WHERE one = ? ORDER BY one, id LIMIT ?";
    static final String JOINS_OF_OTHER =
            "SELECT id FROM identity_join WHERE other = ? ORDER BY other, id LIMIT ?";

    private IdentityPurge() {}

    /** Removes a key that expired; one that names somebody only goes with that person. */
    static void key(Sql sql, Object[] visitorAndPerson) {
        sql.update("DELETE FROM identity_key WHERE visitor = ?", visitorAndPerson[0]);
        sql.update(
                "UPDATE identity_person SET key_count = key_count - 1 WHERE person = ?",
                visitorAndPerson[1]);
    }

    static void touches(Sql sql, long person) {
        sql.update("DELETE FROM identity_touch WHERE person = ?", person);
    }

    static void join(Sql sql, long id) {
        sql.update("DELETE FROM identity_join WHERE id = ?", id);
    }

    static void person(Sql sql, long person) {
        touches(sql, person);
        sql.update("DELETE FROM identity_person WHERE person = ?", person);
    }

    /** What hangs on a person, in the order it is to be removed. */
    static List<String> joins() {
        return List.of(JOINS_OF_ONE, JOINS_OF_OTHER);
    }
}
