// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import io.tracklayer.spi.identity.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down who tries passwords: by the address, and, more gently, by the name, so that nobody is
 * locked out for long by strangers. Where somebody has logged in from before, only the address
 * counts, and as gently. Bounded; thread-safe.
 */
public final class LoginThrottle {
    private static final int FREE = 5;
    private static final int MOST = 10_000;
    private static final int LARGEST_POWER = 20;
    private static final Duration LONGEST_FOR_ADDRESS = Duration.ofMinutes(5);
    private static final Duration LONGEST_FOR_NAME = Duration.ofSeconds(10);
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Tries> tries = new Latest<>();
    private final Map<String, Boolean> welcome = new Latest<>();

    public LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * How long to wait before the next try; when it may be made now, it counts as failed until
     * {@link #succeeded} says otherwise, so that many at once are no way round.
     */
    public synchronized Optional<Duration> refuses(String name, String address) {
        Instant now = clock.instant();
        boolean known = welcome.containsKey(pair(name, address));
        // an office, or a proxy that is not listed, is one address: who belongs there waits little
        Duration longest = known ? LONGEST_FOR_NAME : LONGEST_FOR_ADDRESS;
        Duration wait = wait(byAddress(address), longest, now);
        if (!known) {
            Duration ofName = wait(byName(name), LONGEST_FOR_NAME, now);
            wait = wait.compareTo(ofName) < 0 ? ofName : wait;
        }
        if (!wait.isZero()) {
            return Optional.of(wait);
        }
        count(byAddress(address), now);
        count(byName(name), now);
        return Optional.empty();
    }

    /** The try that was let through knew the password. */
    public synchronized void succeeded(String name, String address) {
        tries.remove(byName(name));
        // Others may have tried from there: an account of one's own is no way to start afresh.
        tries.computeIfPresent(byAddress(address), (key, known) -> known.oneLess());
        welcome.put(pair(name, address), true);
    }

    private Duration wait(String key, Duration longest, Instant now) {
        Tries known = tries.get(key);
        if (known == null || known.count() < FREE || known.old(now)) {
            return Duration.ZERO;
        }
        long seconds = 1L << Math.min(known.count() - FREE, LARGEST_POWER);
        Duration delay = Duration.ofSeconds(Math.min(seconds, longest.toSeconds()));
        Duration left = Duration.between(now, known.last().plus(delay));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void count(String key, Instant now) {
        Tries known = tries.get(key);
        int before = known == null || known.old(now) ? 0 : known.count();
        tries.put(key, new Tries(before + 1, now));
    }

    // What somebody typed as a name may be long, or a password: only its hash is kept.
    private static String byName(String name) {
        return "name " + Sha256.of(name).hex();
    }

    private static String byAddress(String address) {
        return "address " + ClientNetwork.subscriber(address);
    }

    private static String pair(String name, String address) {
        return byName(name) + " " + byAddress(address);
    }

    private record Tries(int count, Instant last) {
        boolean old(Instant now) {
            return last.plus(FORGOTTEN).isBefore(now);
        }

        Tries oneLess() {
            return count <= 1 ? null : new Tries(count - 1, last);
        }
    }

    /** Forgets what was used longest ago when it is full. */
    private static final class Latest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    }
}
