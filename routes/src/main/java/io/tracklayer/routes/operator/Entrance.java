// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.operator;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Operators;
import io.tracklayer.core.access.Sessions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/** Knows who somebody is by what they present: nothing, a token, or the cookie of a session. */
public final class Entrance {
    private final Supplier<Operators> operators;
    private final Sessions sessions;

    public Entrance(Supplier<Operators> operators, Sessions sessions) {
        this.operators = operators;
        this.sessions = sessions;
    }

    /** What was presented. */
    public sealed interface Credential {
        /** Nothing; counts on the machine itself while nobody could present anything. */
        record Nothing() implements Credential {}

        /** An API token, or the admin token. */
        record Token(String text) implements Credential {
            @Override
            public String toString() {
                return "token";
            }
        }

        /** The id of a session. */
        record Cookie(String id) implements Credential {
            @Override
            public String toString() {
                return "cookie";
            }
        }
    }

    /**
     * Somebody who was let in.
     *
     * @param csrf what their orders must bring beside the cookie; empty when they have none
     */
    public record Guest(Operator operator, Credential credential, String csrf) {}

    /** Whether anybody can prove who they are; until then the machine itself is trusted. */
    public boolean guarded() {
        return !operators.get().none();
    }

    /** Who presents this. */
    public Optional<Guest> enter(Credential credential) {
        return find(credential, true);
    }

    /** Whether somebody who was let in would be let in again as the same. */
    public boolean still(Guest guest) {
        return find(guest.credential(), false)
                .filter(now -> now.operator().equals(guest.operator()))
                .isPresent();
    }

    private Optional<Guest> find(Credential credential, boolean use) {
        if (credential instanceof Credential.Token token) {
            return operators.get().holder(token.text()).map(who -> new Guest(who, credential, ""));
        }
        if (credential instanceof Credential.Cookie cookie) {
            return sessions.find(cookie.id(), use)
                    .flatMap(
                            session ->
                                    operators
                                            .get()
                                            .of(session)
                                            .map(
                                                    who ->
                                                            new Guest(
                                                                    who,
                                                                    credential,
                                                                    session.csrf())));
        }
        return guarded()
                ? Optional.empty()
                : Optional.of(new Guest(Operator.LOCAL, credential, ""));
    }

    /** Whether an order of a guest is meant: a cookie comes along with what others made up. */
    public static boolean meant(Guest guest, String csrf) {
        return guest.csrf().isEmpty()
                || csrf != null
                        && MessageDigest.isEqual(
                                csrf.getBytes(StandardCharsets.UTF_8),
                                guest.csrf().getBytes(StandardCharsets.UTF_8));
    }

    /** The token of an Authorization header: a bearer's, or the password of Basic. */
    public static Credential.Token token(String header) {
        if (header.startsWith("Bearer ")) {
            return new Credential.Token(header.substring(7));
        }
        if (header.startsWith("Basic ")) {
            try {
                byte[] pair = Base64.getDecoder().decode(header.substring(6));
                String text = new String(pair, StandardCharsets.UTF_8);
                return new Credential.Token(text.substring(text.indexOf(':') + 1));
            } catch (IllegalArgumentException malformed) {
                return new Credential.Token("");
            }
        }
        return new Credential.Token("");
    }
}
