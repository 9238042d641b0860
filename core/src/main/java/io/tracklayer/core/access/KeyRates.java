// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How much each key and each client address has used of its rate. Thread-safe. Addresses come from
 * strangers, so only those heard last are known: whoever has been forgotten begins anew.
 */
public final class KeyRates {
    /** A bucket with its key is about 200 bytes. */
    static final int MOST_ADDRESSES = 65_536;

    private final LongSupplier nanos;
    private final Map<String, Counted> keys = new HashMap<>();
    private final Map<String, Counted> addresses =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Counted> eldest) {
                    return size() > MOST_ADDRESSES;
                }
            };

    private record Counted(Rate rate, TokenBucket bucket) {}

    /** Nothing was used yet; times come from a source that is never put back, in nanoseconds. */
    public KeyRates(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Counts one request with a key; zero when it may pass, else when to come back. */
    public Duration ofKey(String key, Rate rate) {
        return take(keys, key, rate);
    }

    /** The same for an address a request came from; an IPv6 one stands for its /64. */
    public Duration ofAddress(String address, Rate rate) {
        return take(addresses, ClientNetwork.subscriber(address), rate);
    }

    int addresses() {
        synchronized (addresses) {
            return addresses.size();
        }
    }

    private Duration take(Map<String, Counted> buckets, String id, Rate rate) {
        long now = nanos.getAsLong();
        synchronized (buckets) {
            Counted counted = buckets.get(id);
            if (counted == null || !counted.rate().equals(rate)) {
                counted = new Counted(rate, new TokenBucket(rate, now));
                buckets.put(id, counted);
            }
            return counted.bucket().take(now);
        }
    }
}
