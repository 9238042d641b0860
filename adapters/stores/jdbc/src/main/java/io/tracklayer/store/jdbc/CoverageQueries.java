// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.EvidenceQueries.CoverageFilter;
import io.tracklayer.core.evidence.EvidenceQueries.CoverageRow;
import io.tracklayer.core.evidence.Sighting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Who saw the purchases, by event and counted by day. */
final class CoverageQueries {
    private static final String UPDATE =
            """
            UPDATE sighting SET merchant = ?, store = ?, event_name = ?, seen_day = ?,
                by_browser = ?, by_server = ?, event_id = ?
            WHERE event_seq = ?
            """;
    private static final String INSERT =
            """
            INSERT INTO sighting (merchant, store, event_name, seen_day, by_browser, by_server,
                event_id, event_seq)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final SqlDialect dialect;

    CoverageQueries(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /** All rows of the last day are there, even beyond the limit. */
    List<CoverageRow> page(Sql sql, CoverageFilter filter, long beforeDay, int limit) {
        List<CoverageRow> newest = range(sql, filter, Long.MIN_VALUE, beforeDay, limit);
        if (newest.size() == limit) {
            LocalDate last = newest.get(limit - 1).day();
            newest.removeIf(row -> row.day().equals(last));
            newest.addAll(
                    range(
                            sql,
                            filter,
                            last.toEpochDay(),
                            last.toEpochDay() + 1,
                            Integer.MAX_VALUE));
        }
        return newest;
    }

    private List<CoverageRow> range(
            Sql sql, CoverageFilter filter, long fromDay, long beforeDay, int limit) {
        boolean byStore = !filter.store().isEmpty();
        Where where =
                new Where()
                        .andEqual("store", filter.store())
                        .andEqual(
                                byStore ? dialect.unindexed("merchant") : "merchant",
                                filter.merchant())
                        .andEqual(dialect.unindexed("event_name"), filter.eventName())
                        .and("seen_day >= ? AND seen_day < ?", fromDay, beforeDay);
        return sql.list(
                "SELECT * FROM coverage"
                        + where.text()
                        + " ORDER BY "
                        + order(leading(filter))
                        + " LIMIT ?",
                CoverageQueries::row,
                where.valuesAnd(limit));
    }

    private static String leading(CoverageFilter filter) {
        if (!filter.store().isEmpty()) {
            return "store";
        }
        return filter.merchant().isEmpty() ? "" : "merchant";
    }

    static String order(String leading) {
        return switch (leading) {
            case "store" -> "store DESC, seen_day DESC, merchant DESC, event_name DESC";
            case "merchant" -> "merchant DESC, seen_day DESC, store DESC, event_name DESC";
            default -> "seen_day DESC, merchant DESC, store DESC, event_name DESC";
        };
    }

    private static CoverageRow row(ResultSet row) throws SQLException {
        return new CoverageRow(
                row.getString("merchant"),
                row.getString("store"),
                row.getString("event_name"),
                LocalDate.ofEpochDay(row.getLong("seen_day")),
                row.getLong("both_sides"),
                row.getLong("browser_only"),
                row.getLong("server_only"));
    }

    static Optional<Sighting> sighting(Sql sql, long eventSeq) {
        return sql.first(
                "SELECT * FROM sighting WHERE event_seq = ?", RowMapping::sighting, eventSeq);
    }

    static void put(Sql sql, Counters counters, Sighting sighting) {
        Optional<Sighting> before = sighting(sql, sighting.eventSeq());
        before.ifPresent(known -> counters.add(Covered.by(known), -1));
        counters.add(Covered.by(sighting), 1);
        sql.update(
                before.isPresent() ? UPDATE : INSERT,
                sighting.merchant(),
                sighting.store(),
                sighting.eventName(),
                sighting.day().toEpochDay(),
                sighting.byBrowser(),
                sighting.byServer(),
                sighting.eventId(),
                sighting.eventSeq());
    }

    /** Purchases of a day that the same sides saw. */
    private record Covered(String column, long day, String merchant, String store, String eventName)
            implements Counters.Count {

        static Covered by(Sighting sighting) {
            return new Covered(
                    column(sighting),
                    sighting.day().toEpochDay(),
                    sighting.merchant(),
                    sighting.store(),
                    sighting.eventName());
        }

        private static String column(Sighting sighting) {
            if (sighting.byBrowser() && sighting.byServer()) {
                return "both_sides";
            }
            return sighting.byBrowser() ? "browser_only" : "server_only";
        }

        @Override
        public String add() {
            return "UPDATE coverage SET "
                    + column
                    + " = "
                    + column
                    + " + ? WHERE seen_day = ? AND merchant = ? AND store = ? AND event_name = ?";
        }

        @Override
        public String insert() {
            return "INSERT INTO coverage ("
                    + column
                    + ", seen_day, merchant, store, event_name) VALUES (?, ?, ?, ?, ?)";
        }

        @Override
        public Object[] values(long change) {
            return new Object[] {change, day, merchant, store, eventName};
        }
    }
}
