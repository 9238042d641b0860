// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import io.tracklayer.spi.identity.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may operate the node, read at one moment.
 *
 * @param accounts of {@code operators.yaml}
 * @param adminToken of {@code tracklayer.yaml}; empty when none is set
 * @param idle how long a session lives without being used
 * @param lifetime how long it lives at most
 * @param alwaysHttps the installation's word that every connection is encrypted before it comes
 *     here
 */
public record Operators(
        List<OperatorAccount> accounts,
        String adminToken,
        Duration idle,
        Duration lifetime,
        boolean alwaysHttps) {
    /** Whoever has the admin token. */
    public static final Operator TOKEN_HOLDER = new Operator("admin-token", Role.ADMIN, Set.of());

    /** No account: the node answers loopback only. */
    public static final Operators NONE =
            new Operators(List.of(), "", Duration.ofHours(12), Duration.ofDays(7), false);

    public Operators {
        accounts = List.copyOf(accounts);
    }

    /** The same beside an admin token. */
    public Operators with(String token) {
        return new Operators(accounts, token, idle, lifetime, alwaysHttps);
    }

    /** Whether nobody can prove who they are. */
    public boolean none() {
        return accounts.isEmpty() && adminToken.isEmpty();
    }

    /** The operator of a name. */
    public Optional<OperatorAccount> find(String name) {
        return accounts.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** Whose token it is. */
    public Optional<Operator> holder(String token) {
        if (isAdminToken(token)) {
            return Optional.of(TOKEN_HOLDER);
        }
        String hash = Sha256.of(token).hex();
        return accounts.stream()
                .filter(one -> one.tokens().contains(hash))
                .map(OperatorAccount::operator)
                .findFirst();
    }

    /**
     * Whose name and password these are. Costs a known and an unknown name the same.
     *
     * @return the operator, and what their sessions depend on
     */
    public Optional<Proven> prove(String name, String password) {
        if (name.equals(TOKEN_HOLDER.name())) {
            return isAdminToken(password)
                    ? Optional.of(new Proven(TOKEN_HOLDER, credential(TOKEN_HOLDER.name())))
                    : Optional.empty();
        }
        Optional<OperatorAccount> account = find(name).filter(one -> one.password().isPresent());
        PasswordHash hash = account.flatMap(OperatorAccount::password).orElse(PasswordHash.NOBODYS);
        return hash.matches(password)
                ? account.map(one -> new Proven(one.operator(), one.credential()))
                : Optional.empty();
    }

    /**
     * Who a session is of, as they stand now; empty when it was opened with what no longer counts.
     */
    public Optional<Operator> of(Sessions.Session session) {
        if (!session.credential().equals(credential(session.operator()))) {
            return Optional.empty();
        }
        return session.operator().equals(TOKEN_HOLDER.name())
                ? Optional.of(TOKEN_HOLDER).filter(holder -> !adminToken.isEmpty())
                : find(session.operator()).map(OperatorAccount::operator);
    }

    private String credential(String name) {
        return name.equals(TOKEN_HOLDER.name())
                ? Sha256.of(adminToken).hex()
                : find(name).map(OperatorAccount::credential).orElse("");
    }

    private boolean isAdminToken(String given) {
        return !adminToken.isEmpty()
                && MessageDigest.isEqual(
                        Sha256.of(given).hex().getBytes(StandardCharsets.US_ASCII),
                        Sha256.of(adminToken).hex().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Somebody who knew the password.
     *
     * @param credential changes when the password does
     */
    public record Proven(Operator operator, String credential) {
        @Override
        public String toString() {
            return operator.name();
        }
    }

    /** Neither token nor hashes belong in a log. */
    @Override
    public String toString() {
        return accounts.size() + " operators";
    }
}
