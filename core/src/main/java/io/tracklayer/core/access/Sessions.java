// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import io.tracklayer.spi.identity.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who is logged in. Kept in memory by the hash of the id: a restart ends all of them. Thread-safe.
 */
public final class Sessions {
    private static final int BYTES = 32;
    private static final int MOST = 1_000;
    private static final int MOST_OF_ONE = 20;

    private final Supplier<Operators> operators;
    private final Clock clock;
    private final SecureRandom random;
    private final Map<String, Session> byHash = new LinkedHashMap<>();

    public Sessions(Supplier<Operators> operators, Clock clock, SecureRandom random) {
        this.operators = operators;
        this.clock = clock;
        this.random = random;
    }

    /**
     * One login.
     *
     * @param operator name
     * @param credential what the operator proved it with, as {@link Operators.Proven} says
     * @param csrf what orders must bring beside the cookie
     * @param used when it was last used
     * @param address whence the login came
     */
    public record Session(
            String operator,
            String credential,
            String csrf,
            Instant opened,
            Instant used,
            String address) {

        private Session usedAt(Instant at) {
            return new Session(operator, credential, csrf, opened, at, address);
        }

        @Override
        public String toString() {
            return "session of " + operator;
        }
    }

    /** Opens one; the oldest end when there are too many. The id is nowhere else. */
    public synchronized String open(Operators.Proven proven, String address) {
        Instant now = clock.instant();
        String name = proven.operator().name();
        byHash.values().removeIf(session -> !lives(session, now));
        while (of(name).size() >= MOST_OF_ONE) {
            endOldest(name);
        }
        while (byHash.size() >= MOST) {
            byHash.remove(byHash.keySet().iterator().next());
        }
        String id = token();
        byHash.put(
                Sha256.of(id).hex(),
                new Session(name, proven.credential(), token(), now, now, address));
        return id;
    }

    private void endOldest(String name) {
        byHash.entrySet().stream()
                .filter(entry -> entry.getValue().operator().equals(name))
                .min(Comparator.comparing(entry -> entry.getValue().used()))
                .map(Map.Entry::getKey)
                .ifPresent(byHash::remove);
    }

    /** The session of an id while it lives; {@code use} keeps it from growing idle. */
    public synchronized Optional<Session> find(String id, boolean use) {
        String hash = Sha256.of(id).hex();
        Session session = byHash.get(hash);
        if (session == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (!lives(session, now)) {
            byHash.remove(hash);
            return Optional.empty();
        }
        if (use) {
            byHash.put(hash, session.usedAt(now));
        }
        return Optional.of(session);
    }

    /** An operator's, newest first. */
    public synchronized List<Session> of(String operator) {
        Instant now = clock.instant();
        return byHash.values().stream()
                .filter(one -> one.operator().equals(operator) && lives(one, now))
                .sorted(Comparator.comparing(Session::opened).reversed())
                .toList();
    }

    /** Ends one. */
    public synchronized void end(String id) {
        byHash.remove(Sha256.of(id).hex());
    }

    /** Ends all of an operator. */
    public synchronized void endAll(String operator) {
        byHash.values().removeIf(session -> session.operator().equals(operator));
    }

    private boolean lives(Session session, Instant now) {
        Operators current = operators.get();
        return now.isBefore(session.used().plus(current.idle()))
                && now.isBefore(session.opened().plus(current.lifetime()))
                && current.of(session).isPresent();
    }

    private String token() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
