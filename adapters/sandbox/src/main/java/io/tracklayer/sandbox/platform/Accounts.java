// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The registered accounts; registering a name again replaces its credential. */
public final class Accounts {
    private final Map<String, Account> byKey = new ConcurrentSkipListMap<>();

    public void register(Account account) {
        byKey.put(key(account.platform(), account.name()), account);
    }

    public <A extends Account> Optional<A> find(PlatformName platform, String name, Class<A> type) {
        return Optional.ofNullable(byKey.get(key(platform, name))).map(type::cast);
    }

    public boolean knows(PlatformName platform, String name) {
        return byKey.containsKey(key(platform, name));
    }

    public List<Account> all() {
        return List.copyOf(byKey.values());
    }

    private static String key(PlatformName platform, String name) {
        return platform.wire() + "/" + name;
    }
}
