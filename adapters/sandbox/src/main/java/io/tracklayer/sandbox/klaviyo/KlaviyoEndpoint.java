// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The calls that are stood in for, with the scopes they need and their calls a second and minute.
 */
enum KlaviyoEndpoint {
    EVENTS("events", 350, 3_500, "events:write"),
    BULK("event-bulk-create-jobs", 10, 150, "events:write"),
    PROFILE("profile-import", 75, 700, "profiles:write"),
    SUBSCRIBE(
            "profile-subscription-bulk-create-jobs",
            75,
            750,
            "lists:write",
            "profiles:write",
            "subscriptions:write"),
    ACCOUNTS("accounts", 75, 700, "accounts:read");

    private final String path;
    private final int burst;
    private final int steady;
    private final Set<String> scopes;

    KlaviyoEndpoint(String path, int burst, int steady, String... scopes) {
        this.path = path;
        this.burst = burst;
        this.steady = steady;
        this.scopes = Set.of(scopes);
    }

    static Optional<KlaviyoEndpoint> find(String path) {
        return Arrays.stream(values()).filter(one -> one.path.equals(path)).findFirst();
    }

    int burst() {
        return burst;
    }

    int steady() {
        return steady;
    }

    Set<String> scopes() {
        return scopes;
    }

    boolean reads() {
        return this == ACCOUNTS;
    }
}
