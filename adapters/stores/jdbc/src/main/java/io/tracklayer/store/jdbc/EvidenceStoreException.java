// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import java.sql.SQLException;

/**
 * The evidence store could not be opened or could not do what was asked. The unit of work it
 * happened in can still be rolled back, as a whole or to a savepoint.
 */
public class EvidenceStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EvidenceStoreException(String message) {
        super(message);
    }

    EvidenceStoreException(String message, Throwable cause) {
        super(message, cause);
    }

    static EvidenceStoreException of(SQLException failure) {
        return new EvidenceStoreException(
                "the evidence store failed (SQLSTATE "
                        + failure.getSQLState()
                        + ", code "
                        + failure.getErrorCode()
                        + "): "
                        + failure.getMessage(),
                failure);
    }

    /**
     * Whether it is the row that cannot be stored, because it breaks a constraint or a bound; then
     * the next row may well go in. When false the store itself is in trouble.
     */
    public boolean refusesRow() {
        return getCause() instanceof SQLException failure
                && failure.getSQLState() != null
                && (failure.getSQLState().startsWith("22")
                        || failure.getSQLState().startsWith("23"));
    }
}
