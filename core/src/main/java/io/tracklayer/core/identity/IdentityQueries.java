// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Persons as operators see them; thread-safe. */
public final class IdentityQueries {
    private static final Predicate<String> ALL = merchant -> true;

    private final Reads reads;
    private final Predicate<String> merchants;

    /** Makes one consistent read. */
    public interface Reads {
        /** What the query finds in the committed rows. */
        <T> T of(Function<IdentityRecords, T> query);
    }

    /** Reads through this. */
    public IdentityQueries(Reads reads) {
        this(reads, ALL);
    }

    private IdentityQueries(Reads reads, Predicate<String> merchants) {
        this.reads = reads;
        this.merchants = merchants;
    }

    /** The same, but of some merchants only. */
    public IdentityQueries of(Predicate<String> seen) {
        return new IdentityQueries(reads, seen);
    }

    /** Who is joined with a person. */
    public Optional<Identity> find(long person) {
        return reads.of(records -> seen(records, person));
    }

    /** The person the first of these keys leads to that leads anywhere. */
    public Optional<Identity> find(List<IdentityKey> keys) {
        return reads.of(
                records ->
                        keys.stream()
                                .flatMap(key -> records.key(key.hash()).stream())
                                .filter(known -> !known.shared())
                                .findFirst()
                                .flatMap(known -> seen(records, known.person())));
    }

    /** A key as it is known. */
    public Optional<KnownKey> key(IdentityKey key) {
        return reads.of(
                records -> records.key(key.hash()).filter(known -> sees(records, known.person())));
    }

    /** One join. */
    public Optional<Join> join(long id) {
        return reads.of(records -> records.join(id).filter(join -> sees(records, join.one())));
    }

    private boolean sees(IdentityRecords records, long person) {
        return merchants == ALL || seen(records, person).isPresent();
    }

    private Optional<Identity> seen(IdentityRecords records, long person) {
        return Identity.of(records, person).filter(identity -> merchants.test(identity.merchant()));
    }
}
