// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Verification;
import io.tracklayer.spi.Verification.Authentic;
import io.tracklayer.spi.Verification.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a request proves whom it is from. */
sealed interface Proof permits Proof.Basic, Proof.Token, Proof.None, Signature {

    /**
     * Judges a request.
     *
     * @param secrets of which any one may fit
     */
    Verification judge(InboundRequest request, List<String> secrets);

    /** Names, lower case, of headers that are part of the proof and may be kept. */
    default Set<String> headers() {
        return Set.of();
    }

    /** Names, lower case, of headers that hold the secret itself. */
    default Set<String> credentials() {
        return Set.of();
    }

    /** What is wrong with the secrets for this proof, empty when nothing is. */
    default Optional<String> problem(List<String> secrets) {
        return secrets.isEmpty()
                ? Optional.of(
                        "the mapping's \"verify\" needs a secret: set it to a reference such as ${env:NAME}")
                : Optional.empty();
    }

    /** Compares with every secret, so that the time taken does not tell which one fits. */
    static boolean fits(String given, List<String> secrets) {
        boolean fits = false;
        for (String secret : secrets) {
            fits |= MessageDigest.isEqual(bytes(given), bytes(secret));
        }
        return fits;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** HTTP Basic authentication: a fixed user, the secret as password. */
    record Basic(String user) implements Proof {
        @Override
        public Verification judge(InboundRequest request, List<String> secrets) {
            String header = request.header("authorization").orElse("");
            if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
                return new Refused(
                        401,
                        "missing_credentials",
                        "The request has no Basic authentication. Give the sender the user of the mapping and the secret as password.");
            }
            String given = decoded(header.substring(6).strip());
            boolean sameUser = fits(given.split(":", 2)[0], List.of(user));
            String password = given.contains(":") ? given.split(":", 2)[1] : "";
            return fits(password, secrets) & sameUser
                    ? new Authentic("basic")
                    : new Refused(
                            401,
                            "bad_credentials",
                            "User or password of the request's Basic authentication are wrong. Correct them where the sender is configured.");
        }

        private static String decoded(String base64) {
            try {
                return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException notBase64) {
                return "";
            }
        }
    }

    /**
     * The secret itself, in a header or in the address.
     *
     * @param header lower case; empty when it comes in the address
     * @param prefix before it in the header, e.g. {@code Bearer} and a space
     * @param query parameter of the address
     */
    record Token(String header, String prefix, String query) implements Proof {
        @Override
        public Verification judge(InboundRequest request, List<String> secrets) {
            Optional<String> given =
                    query.isEmpty()
                            ? request.header(header).flatMap(this::withoutPrefix)
                            : request.parameter(query);
            if (given.isEmpty()) {
                return new Refused(
                        401,
                        "missing_token",
                        "The request has no token "
                                + (query.isEmpty()
                                        ? "in the header \"" + header + "\""
                                        : "in the parameter \"" + query + "\"")
                                + ". Configure the sender to send the secret there.");
            }
            return fits(given.get(), secrets)
                    ? new Authentic("token")
                    : new Refused(
                            401,
                            "bad_token",
                            "The request's token is not the secret of this source. Correct it where the sender is configured.");
        }

        @Override
        public Set<String> credentials() {
            return header.isEmpty() ? Set.of() : Set.of(header);
        }

        private Optional<String> withoutPrefix(String value) {
            String written = prefix.toLowerCase(Locale.ROOT);
            return value.toLowerCase(Locale.ROOT).startsWith(written)
                    ? Optional.of(value.substring(prefix.length()).strip())
                    : Optional.empty();
        }
    }

    /** Nothing: whoever knows the address can send. */
    record None() implements Proof {
        @Override
        public Verification judge(InboundRequest request, List<String> secrets) {
            return new Authentic("nothing");
        }

        @Override
        public Optional<String> problem(List<String> secrets) {
            return secrets.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "the mapping says \"none: unsafe\", so this secret protects nothing; remove it or choose another \"verify\"");
        }
    }
}
