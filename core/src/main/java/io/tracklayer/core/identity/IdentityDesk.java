// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.journal.IdentityCommand;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Where operators erase persons and take joins back. Thread-safe. */
public final class IdentityDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long BETWEEN_LOOKS_NANOS = 5_000_000;

    private static final int MOST_NAMED = 20;

    private final Journal journal;
    private final EvidenceStore store;
    private final Clock clock;

    public IdentityDesk(Journal journal, EvidenceStore store, Clock clock) {
        this.journal = journal;
        this.store = store;
        this.clock = clock;
    }

    /**
     * What an erasure removed.
     *
     * @param persons how many were joined, browsers among them
     * @param consents how many of the keys had consent remembered under them
     * @param done whether the evidence shows it already; it is durable in any case
     */
    public record Erased(int persons, int keys, int ids, int joins, int consents, boolean done) {}

    /**
     * Erases durably whom the keys lead to, with everybody joined to them.
     *
     * @throws JournalUnavailableException if it could not be stored
     */
    public Erased erase(List<IdentityKey> keys, String by) throws InterruptedException {
        Map<Long, Identity> found = new LinkedHashMap<>();
        IdentityQueries queries = store.queries().identities();
        for (IdentityKey key : keys) {
            queries.key(key)
                    .flatMap(known -> queries.find(known.person()))
                    .ifPresent(identity -> found.put(identity.id(), identity));
        }
        Erased erased = count(keys, found.values());
        String subject =
                keys.stream()
                        .map(IdentityKey::toString)
                        .distinct()
                        .limit(MOST_NAMED)
                        .collect(Collectors.joining(", "));
        List<String> hashes = keys.stream().map(IdentityKey::hash).toList();
        boolean done = append(IdentityCommand.erase(clock.instant(), by, hashes, subject));
        return new Erased(
                erased.persons(),
                erased.keys(),
                erased.ids(),
                erased.joins(),
                erased.consents(),
                done);
    }

    private Erased count(List<IdentityKey> named, Collection<Identity> found) {
        Set<String> hashes = named.stream().map(IdentityKey::hash).collect(Collectors.toSet());
        found.forEach(one -> one.allKeys().forEach(known -> hashes.add(known.key().hash())));
        return new Erased(
                found.stream().mapToInt(one -> one.persons().size()).sum(),
                found.stream().mapToInt(one -> one.allKeys().size()).sum(),
                found.stream()
                        .flatMap(one -> one.touches().values().stream())
                        .mapToInt(touches -> touches.all().size())
                        .sum(),
                found.stream().mapToInt(one -> one.joins().size()).sum(),
                store.queries().consents(hashes).size(),
                false);
    }

    /**
     * Takes a join back durably; one that was taken back before stays as it is.
     *
     * @return the join; empty when there is none of that id
     * @throws JournalUnavailableException if it could not be stored
     */
    public Optional<Join> undo(long join, String by) throws InterruptedException {
        IdentityQueries queries = store.queries().identities();
        if (queries.join(join).filter(known -> known.undone().isEmpty()).isPresent()) {
            append(IdentityCommand.undo(clock.instant(), by, join));
        }
        return queries.join(join);
    }

    private boolean append(IdentityCommand command) throws InterruptedException {
        try {
            return applied(journal.append(JournalCodec.encode(command)).get());
        } catch (ExecutionException failed) {
            throw new JournalUnavailableException(
                    "the journal cannot store it: " + failed.getCause().getMessage(), failed);
        }
    }

    private boolean applied(long offset) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (store.appliedOffset() <= offset && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return store.appliedOffset() > offset;
    }
}
