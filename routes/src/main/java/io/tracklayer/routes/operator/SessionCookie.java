// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.operator;

/**
 * The cookie of a session. An encrypted connection has one that no other host and no plain
 * connection can set; plain HTTP on the machine itself has one of another name.
 */
public final class SessionCookie {
    private static final String ENCRYPTED = "__Host-tracklayer";
    private static final String PLAIN = "tracklayer";

    private SessionCookie() {}

    /** The only cookie a connection is known by. */
    public static String name(Connection connection) {
        return connection.https() ? ENCRYPTED : PLAIN;
    }

    static String set(Connection connection, String id) {
        return name(connection)
                + "="
                + id
                + "; Path=/; HttpOnly; SameSite=Strict"
                + (connection.https() ? "; Secure" : "");
    }

    static String gone(Connection connection) {
        return set(connection, "") + "; Max-Age=0";
    }
}
