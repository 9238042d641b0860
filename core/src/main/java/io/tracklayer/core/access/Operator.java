// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import java.util.Set;

/**
 * Who asks the node to show or to do something.
 *
 * @param name as the audit trail has it
 * @param merchants whose events and deliveries are seen; all when empty
 */
public record Operator(String name, Role role, Set<String> merchants) {
    /** Whoever sits at the machine, or has the admin token. */
    public static final Operator LOCAL = new Operator("local", Role.ADMIN, Set.of());

    public Operator {
        merchants = Set.copyOf(merchants);
    }

    /** Whether what is a merchant's may be shown. */
    public boolean sees(String merchant) {
        return merchants.isEmpty() || merchants.contains(merchant);
    }

    /** Whether the role includes another. */
    public boolean may(Role needed) {
        return role.includes(needed);
    }
}
