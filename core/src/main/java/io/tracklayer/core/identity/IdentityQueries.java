// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Persons as operators see them; thread-safe. */
public final class IdentityQueries {
    private final Reads reads;

    /** Makes one consistent read. */
    public interface Reads {
        /** What the query finds in the committed rows. */
        <T> T of(Function<IdentityRecords, T> query);
    }

    /** Reads through this. */
    public IdentityQueries(Reads reads) {
        this.reads = reads;
    }

    /** Who is joined with a person. */
    public Optional<Identity> find(long person) {
        return reads.of(records -> Identity.of(records, person));
    }

    /** The person the first of these keys leads to that leads anywhere. */
    public Optional<Identity> find(List<IdentityKey> keys) {
        return reads.of(
                records ->
                        keys.stream()
                                .flatMap(key -> records.key(key.hash()).stream())
                                .filter(known -> !known.shared())
                                .findFirst()
                                .flatMap(known -> Identity.of(records, known.person())));
    }

    /** A key as it is known. */
    public Optional<KnownKey> key(IdentityKey key) {
        return reads.of(records -> records.key(key.hash()));
    }

    /** One join. */
    public Optional<Join> join(long id) {
        return reads.of(records -> records.join(id));
    }
}
