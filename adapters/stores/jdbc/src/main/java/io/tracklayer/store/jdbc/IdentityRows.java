// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.identity.IdentityKey;
import io.tracklayer.core.identity.IdentityRecords;
import io.tracklayer.core.identity.Join;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.core.identity.KnownKey;
import io.tracklayer.core.identity.Person;
import io.tracklayer.core.identity.Touches;
import io.tracklayer.core.identity.TouchesJson;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.Tree;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Persons, their keys, touches and joins, as rows. */
final class IdentityRows implements IdentityRecords {
    static final String KEY =
            """
            SELECT visitor, kind, label, person, since, is_shared, expires_at FROM identity_key
            WHERE visitor = ?
            """;
    static final String KEYS_OF =
            """
            SELECT visitor, kind, label, person, since, is_shared, expires_at FROM identity_key
            WHERE person = ? ORDER BY person, visitor LIMIT ?
            """;
    static final String PERSON =
            """
            SELECT person, merchant, is_browser, named, key_count, root, last_seen, expires_at
            FROM identity_person WHERE person = ?
            """;
    static final String MEMBERS =
            """
            SELECT person, merchant, is_browser, named, key_count, root, last_seen, expires_at
            FROM identity_person WHERE root = ? ORDER BY root, person
            """;
    static final String TOUCHES = "SELECT touches FROM identity_touch WHERE person = ?";
    static final String UNDER =
            """
            SELECT p.person, t.touches FROM identity_person p
            JOIN identity_touch t ON t.person = p.person
            WHERE p.root = ?
            """;

    private final Sql sql;
    private final JoinRows joins;

    IdentityRows(Sql sql) {
        this.sql = sql;
        this.joins = new JoinRows(sql);
    }

    @Override
    public Optional<KnownKey> key(String hash) {
        return sql.first(KEY, IdentityRows::key, hash);
    }

    @Override
    public void insert(KnownKey key) {
        sql.update(
                """
                INSERT INTO identity_key (kind, label, person, since, is_shared, expires_at, visitor)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                row(key));
    }

    @Override
    public void update(KnownKey key) {
        sql.update(
                """
                UPDATE identity_key SET kind = ?, label = ?, person = ?, since = ?, is_shared = ?,
                    expires_at = ?
                WHERE visitor = ?
                """,
                row(key));
    }

    private static Object[] row(KnownKey key) {
        return new Object[] {
            key.key().kind().wire(),
            key.key().label(),
            key.person(),
            key.since(),
            key.shared(),
            Micros.of(key.expires()),
            key.key().hash()
        };
    }

    @Override
    public List<KnownKey> keysOf(long person, int limit) {
        return sql.list(KEYS_OF, IdentityRows::key, person, limit);
    }

    @Override
    public Optional<Person> person(long id) {
        return sql.first(PERSON, IdentityRows::person, id);
    }

    @Override
    public List<Person> members(long root) {
        return sql.list(MEMBERS, IdentityRows::person, root);
    }

    @Override
    public void insert(Person person) {
        sql.update(
                """
                INSERT INTO identity_person (merchant, is_browser, named, key_count, root, last_seen,
                    expires_at, person)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                row(person));
    }

    @Override
    public void update(Person person) {
        sql.update(
                """
                UPDATE identity_person SET merchant = ?, is_browser = ?, named = ?, key_count = ?,
                    root = ?, last_seen = ?, expires_at = ?
                WHERE person = ?
                """,
                row(person));
    }

    private static Object[] row(Person person) {
        return new Object[] {
            person.merchant(),
            person.browser(),
            person.named().stream().map(KeyKind::wire).collect(Collectors.joining(",")),
            person.keys(),
            person.root(),
            Micros.of(person.lastSeen()),
            Micros.of(person.expires()),
            person.id()
        };
    }

    @Override
    public Optional<Touches> touches(long person) {
        return sql.first(TOUCHES, row -> touches(row.getString(1)), person);
    }

    @Override
    public Map<Long, Touches> touchesUnder(long root) {
        Map<Long, Touches> found = new HashMap<>();
        sql.list(UNDER, row -> found.put(row.getLong(1), touches(row.getString(2))), root);
        return found;
    }

    private static Touches touches(String json) {
        return TouchesJson.fromTree(Tree.root(StrictJson.readTrusted(json)));
    }

    @Override
    public void put(long person, Touches touches, Instant expires) {
        Object[] row = {
            StrictJson.writeText(TouchesJson.toTree(touches)), Micros.of(expires), person
        };
        int replaced =
                sql.update(
                        "UPDATE identity_touch SET touches = ?, expires_at = ? WHERE person = ?",
                        row);
        if (replaced == 0) {
            sql.update(
                    "INSERT INTO identity_touch (touches, expires_at, person) VALUES (?, ?, ?)",
                    row);
        }
    }

    @Override
    public Optional<Join> join(long id) {
        return joins.find(id);
    }

    @Override
    public List<Join> joinsOf(long person) {
        return joins.of(person);
    }

    @Override
    public void insert(Join join) {
        joins.insert(join);
    }

    @Override
    public void update(Join join) {
        joins.update(join);
    }

    @Override
    public void forget(long person) {
        for (KnownKey key : keysOf(person, Integer.MAX_VALUE)) {
            forgetConsent(key.key().hash());
        }
        sql.update("DELETE FROM identity_key WHERE person = ?", person);
        sql.update("DELETE FROM identity_touch WHERE person = ?", person);
        joins.of(person).forEach(join -> joins.delete(join.id()));
        sql.update("DELETE FROM identity_person WHERE person = ?", person);
    }

    @Override
    public void forgetConsent(String hash) {
        sql.update("DELETE FROM stored_consent WHERE visitor = ?", hash);
        sql.update("DELETE FROM consent_wait WHERE visitor = ?", hash);
    }

    private static KnownKey key(ResultSet row) throws SQLException {
        return new KnownKey(
                new IdentityKey(
                        KeyKind.find(row.getString("kind")).orElseThrow(),
                        row.getString("visitor"),
                        row.getString("label")),
                row.getLong("person"),
                row.getLong("since"),
                row.getBoolean("is_shared"),
                Micros.toInstant(row.getLong("expires_at")));
    }

    private static Person person(ResultSet row) throws SQLException {
        Set<KeyKind> named =
                Stream.of(row.getString("named").split(","))
                        .flatMap(name -> KeyKind.find(name).stream())
                        .collect(Collectors.toSet());
        return new Person(
                row.getLong("person"),
                row.getString("merchant"),
                row.getBoolean("is_browser"),
                named,
                row.getInt("key_count"),
                row.getLong("root"),
                Micros.toInstant(row.getLong("last_seen")),
                Micros.toInstant(row.getLong("expires_at")));
    }
}
