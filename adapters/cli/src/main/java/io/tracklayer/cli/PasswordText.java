// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords of operators: made up or read, and hashed as {@code operators.yaml} has them. */
final class PasswordText {
    private static final int ROUNDS = 600_000;
    private static final int SALT_BYTES = 16;
    private static final int BITS = 256;
    private static final int MADE_UP_BYTES = 15;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    private PasswordText() {}

    /** 120 random bits. */
    static String madeUp(SecureRandom random) {
        byte[] bytes = new byte[MADE_UP_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The first line of what is piped in. */
    static String fromStandardInput() {
        try {
            String line =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            .readLine();
            if (line == null || line.length() < SHORTEST || line.length() > LONGEST) {
                throw new CliFailure(
                        "the password has "
                                + SHORTEST
                                + " to "
                                + LONGEST
                                + " characters; pipe it in as one line");
            }
            return line;
        } catch (IOException unreadable) {
            throw new CliFailure("the password cannot be read from standard input", unreadable);
        }
    }

    /** {@code pbkdf2-sha256$ROUNDS$SALT$HASH}. */
    static String hash(String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return hash(password, salt, ROUNDS);
    }

    static String hash(String password, byte[] salt, int rounds) {
        char[] normal = Normalizer.normalize(password, Normalizer.Form.NFC).toCharArray();
        try {
            byte[] hash =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(new PBEKeySpec(normal, salt, rounds, BITS))
                            .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return "pbkdf2-sha256$"
                    + rounds
                    + "$"
                    + base64.encodeToString(salt)
                    + "$"
                    + base64.encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
