// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import java.util.Optional;
import java.util.Set;

/**
 * An operator as {@code operators.yaml} has them.
 *
 * @param password empty when they have tokens only
 * @param tokens SHA-256 of their API tokens, as hex
 */
public record OperatorAccount(
        Operator operator, Optional<PasswordHash> password, Set<String> tokens) {
    public OperatorAccount {
        tokens = Set.copyOf(tokens);
    }

    /** As the audit trail has them. */
    public String name() {
        return operator.name();
    }

    /** Changes when the password does; what was opened with an older one is worth nothing. */
    String credential() {
        return password.map(PasswordHash::text).orElse("");
    }
}
