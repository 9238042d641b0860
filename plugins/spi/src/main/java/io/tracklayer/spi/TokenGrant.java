// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.List;
import java.util.Objects;

/**
 * With what the host gets an access token for a destination. The host asks the token endpoint,
 * keeps the token in memory until shortly before it runs out, sends it as {@code Authorization:
 * Bearer} with every request of the destination, and gets a new one once when the platform answers
 * 401. None of it is ever shown.
 */
public sealed interface TokenGrant {

    /** Absolute address of the token endpoint (RFC 6749, section 3.2). */
    String endpoint();

    /** A refresh token a person has granted (RFC 6749, section 6). */
    record RefreshToken(String endpoint, String clientId, String clientSecret, String refreshToken)
            implements TokenGrant {
        public RefreshToken {
            Objects.requireNonNull(endpoint, "endpoint");
            Objects.requireNonNull(clientId, "clientId");
            Objects.requireNonNull(clientSecret, "clientSecret");
            Objects.requireNonNull(refreshToken, "refreshToken");
        }

        /** Says what, never the secrets. */
        @Override
        public String toString() {
            return "refresh token for " + endpoint;
        }
    }

    /**
     * The key of a service account, with which the host signs an assertion (RFC 7523).
     *
     * @param key the JSON text of a Google service-account key file
     * @param scopes what the token is to allow, e.g. {@code
     *     https://www.googleapis.com/auth/datamanager}
     */
    record ServiceAccount(String endpoint, String key, List<String> scopes) implements TokenGrant {
        public ServiceAccount {
            Objects.requireNonNull(endpoint, "endpoint");
            Objects.requireNonNull(key, "key");
            scopes = List.copyOf(scopes);
        }

        /** Says what, never the key. */
        @Override
        public String toString() {
            return "service account for " + endpoint;
        }
    }
}
