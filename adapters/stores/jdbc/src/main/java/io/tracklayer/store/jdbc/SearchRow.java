// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.EventSearch;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * What of an event is looked at while searching.
 *
 * @param consent a letter per purpose, in their order; empty stands for nothing known
 */
record SearchRow(
        long seq,
        String merchant,
        String store,
        String eventName,
        Instant receivedAt,
        boolean test,
        boolean bot,
        String consent) {
    static final String COLUMNS =
            "e.seq, e.merchant, e.store, e.event_name, e.received_at, e.is_test, e.is_bot, e.consent";

    static SearchRow of(ResultSet row) throws SQLException {
        return new SearchRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Micros.toInstant(row.getLong(5)),
                row.getBoolean(6),
                row.getBoolean(7),
                row.getString(8));
    }

    /** Whether it fits in all that stands in its row. */
    boolean fits(EventSearch search) {
        return search.merchant(merchant)
                && equal(search.events().store(), store)
                && equal(search.events().eventName(), eventName)
                && search.nature().test().fits(test)
                && search.nature().bot().fits(bot)
                && search.nature().consent().fits(this::state)
                && search.window().holds(receivedAt);
    }

    private static boolean equal(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }

    private ConsentState state(Purpose purpose) {
        if (purpose.ordinal() >= consent.length()) {
            return ConsentState.UNKNOWN;
        }
        return switch (consent.charAt(purpose.ordinal())) {
            case 'g' -> ConsentState.GRANTED;
            case 'd' -> ConsentState.DENIED;
            default -> ConsentState.UNKNOWN;
        };
    }

    /** The column of an event's consent. */
    static String letters(Event event) {
        Consent consent = event.consent();
        StringBuilder letters = new StringBuilder();
        for (Purpose purpose : Purpose.values()) {
            letters.append(consent.state(purpose).wire().charAt(0));
        }
        return letters.toString();
    }
}
