// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.consent.ConsentRecords;
import io.tracklayer.core.consent.StoredConsent;
import io.tracklayer.core.consent.StoredConsent.Choice;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Tree;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is remembered of visitors, as rows. */
final class ConsentRows implements ConsentRecords {
    static final String FIND = "SELECT choices, version FROM stored_consent WHERE visitor = ?";

    static final String AWAITING =
            """
            SELECT event_seq FROM consent_wait WHERE visitor = ?
            ORDER BY visitor DESC, event_seq DESC LIMIT ?
            """;
    private static final int MOST_AWAITING = 200;

    private final Sql sql;

    ConsentRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<StoredConsent> find(String visitor) {
        return sql.first(FIND, ConsentRows::consent, visitor);
    }

    @Override
    public void put(String visitor, StoredConsent consent) {
        Object[] row = {
            StrictJson.writeText(tree(consent)),
            consent.version(),
            Micros.of(consent.lastAt()),
            visitor
        };
        int replaced =
                sql.update(
                        """
                        UPDATE stored_consent SET choices = ?, version = ?, last_at = ?
                        WHERE visitor = ?
                        """,
                        row);
        if (replaced == 0) {
            sql.update(
                    """
                    INSERT INTO stored_consent (choices, version, last_at, visitor)
                    VALUES (?, ?, ?, ?)
                    """,
                    row);
        }
    }

    @Override
    public void await(String visitor, long eventSeq, Instant until) {
        Object[] row = {Micros.of(until), visitor, eventSeq};
        int replaced =
                sql.update(
                        "UPDATE consent_wait SET until_at = ? WHERE visitor = ? AND event_seq = ?",
                        row);
        if (replaced == 0) {
            sql.update(
                    "INSERT INTO consent_wait (until_at, visitor, event_seq) VALUES (?, ?, ?)",
                    row);
        }
    }

    @Override
    public List<Long> awaiting(String visitor) {
        return sql.list(AWAITING, row -> row.getLong(1), visitor, MOST_AWAITING);
    }

    @Override
    public void answered(String visitor, long eventSeq) {
        sql.update(
                "DELETE FROM consent_wait WHERE visitor = ? AND event_seq = ?", visitor, eventSeq);
    }

    /** One statement for all of them: compiling it costs more than running it. */
    static Map<String, StoredConsent> of(Sql sql, Collection<String> visitors) {
        Map<String, StoredConsent> found = new HashMap<>();
        for (String visitor : visitors) {
            sql.first(FIND, ConsentRows::consent, visitor)
                    .ifPresent(consent -> found.put(visitor, consent));
        }
        return found;
    }

    private static Map<String, Object> tree(StoredConsent consent) {
        Map<String, Object> tree = new LinkedHashMap<>();
        new TreeMap<>(consent.choices())
                .forEach(
                        (purpose, choice) -> {
                            Map<String, Object> members = new LinkedHashMap<>();
                            members.put("state", choice.state().wire());
                            members.put("at", choice.at().toString());
                            members.put("source", choice.source());
                            members.put("event", choice.eventId());
                            tree.put(purpose.wire(), members);
                        });
        return tree;
    }

    private static StoredConsent consent(ResultSet row) throws SQLException {
        Tree tree = Tree.root(StrictJson.readTrusted(row.getString(1)));
        Map<Purpose, Choice> choices = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            Tree choice = tree.at("/" + purpose.wire());
            if (choice.node() != null) {
                choices.put(purpose, choice(choice));
            }
        }
        return new StoredConsent(choices, row.getInt(2));
    }

    private static Choice choice(Tree tree) {
        return new Choice(
                ConsentState.valueOf(tree.text("/state").orElseThrow().toUpperCase(Locale.ROOT)),
                Instant.parse(tree.text("/at").orElseThrow()),
                tree.text("/source").orElse(""),
                tree.text("/event").orElse(""));
    }
}
