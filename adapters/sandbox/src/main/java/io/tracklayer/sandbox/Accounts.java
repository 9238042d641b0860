// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The registered accounts; registering a name again replaces its credential. */
final class Accounts {
    private final Map<String, Account> byKey = new ConcurrentSkipListMap<>();

    void register(Account account) {
        byKey.put(key(account.platform(), account.name()), account);
    }

    <A extends Account> Optional<A> find(PlatformName platform, String name, Class<A> type) {
        return Optional.ofNullable(byKey.get(key(platform, name))).map(type::cast);
    }

    boolean knows(PlatformName platform, String name) {
        return byKey.containsKey(key(platform, name));
    }

    List<Account> all() {
        return List.copyOf(byKey.values());
    }

    private static String key(PlatformName platform, String name) {
        return platform.wire() + "/" + name;
    }
}
