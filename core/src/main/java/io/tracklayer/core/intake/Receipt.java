// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import java.util.concurrent.CompletableFuture;

/**
 * What a sender will hear, as soon as that may be said: a 2xx waits for the journal, and no thread
 * with it. Completes on the journal's thread, which must not be kept; never exceptionally. Wrapped,
 * because a route would wait for a bare future.
 */
public record Receipt(CompletableFuture<HttpOutput> answer) {

    /** An answer that waits for nothing. */
    static Receipt of(HttpOutput answer) {
        return new Receipt(CompletableFuture.completedFuture(answer));
    }
}
