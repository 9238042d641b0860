// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

/**
 * What one database product wants written differently from another. All other SQL of this module is
 * common to them.
 */
enum SqlDialect {
    /**
     * HSQLDB 2.7. When several columns are compared for equality it may walk the index of any of
     * them and then sort, which is 100 times slower than the index that the ORDER BY names in full;
     * a column inside an expression does not tempt it.
     */
    HSQLDB("classpath:io/tracklayer/store/jdbc/hsqldb") {
        @Override
        String unindexed(String column) {
            return "COALESCE(" + column + ", '')";
        }
    };

    private final String migrations;

    SqlDialect(String migrations) {
        this.migrations = migrations;
    }

    /** Where Flyway finds the tables. */
    String migrations() {
        return migrations;
    }

    /** A text column to be compared without choosing the index of the query by it. */
    abstract String unindexed(String column);
}
