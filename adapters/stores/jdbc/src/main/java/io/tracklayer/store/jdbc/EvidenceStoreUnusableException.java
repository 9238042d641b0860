// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

/**
 * The database files cannot be read. Nothing that was acknowledged is lost with them: the caller
 * may move the folder away, open an empty store and apply the journal from its beginning.
 */
public final class EvidenceStoreUnusableException extends EvidenceStoreException {
    private static final long serialVersionUID = 1L;

    EvidenceStoreUnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
