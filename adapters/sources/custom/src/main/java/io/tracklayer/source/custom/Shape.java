// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How amounts and times are written.
 *
 * @param format null for ISO 8601 and numbers since 1970
 * @param zone of times without one; null when none is stated
 */
record Shape(Unit unit, Decimal decimal, DateTimeFormatter format, ZoneId zone) {
    static final Shape PLAIN = new Shape(Unit.MAJOR, Decimal.PLAIN, null, null);

    ZoneId zoneOrUtc() {
        return Optional.ofNullable(zone).orElse(ZoneOffset.UTC);
    }

    /** What one of an amount's number is. */
    enum Unit {
        MAJOR,
        /** The currency's smallest unit: cents, but whole yen. */
        MINOR,
        HUNDREDTHS
    }

    /** What separates whole from fraction. */
    enum Decimal {
        /** A point, and nothing between thousands. */
        PLAIN,
        /** A point, commas or spaces between thousands. */
        POINT,
        /** A comma, points or spaces between thousands. */
        COMMA
    }
}
