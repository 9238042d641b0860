// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: PBKDF2 with HMAC-SHA256 over its NFC form.
 *
 * @param text {@code pbkdf2-sha256$ROUNDS$SALT$HASH}: 100,000 rounds or more, 16 and 32 bytes as
 *     Base64
 */
public record PasswordHash(String text) {
    private static final Pattern FORM =
            Pattern.compile(
                    "pbkdf2-sha256\\$([1-9]\\d{5,6})\\$([A-Za-z0-9+/]{22}==)\\$([A-Za-z0-9+/]{43}=)");
    private static final int LONGEST = 200;
    private static final int BITS = 256;

    /**
     * Costs as much as another and fits no password: a stranger's name takes as long as a known.
     */
    static final PasswordHash NOBODYS =
            new PasswordHash(
                    "pbkdf2-sha256$600000$" + "A".repeat(22) + "==$" + "A".repeat(43) + "=");

    public PasswordHash {
        if (!isOne(text)) {
            throw new IllegalArgumentException("not a password hash");
        }
    }

    /** Whether a text has the form. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** Whether it is this password's. Takes as long for a wrong one. */
    public boolean matches(String password) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || password.isEmpty() || password.length() > LONGEST) {
            return false;
        }
        byte[] kept = Base64.getDecoder().decode(form.group(3));
        byte[] salt = Base64.getDecoder().decode(form.group(2));
        return MessageDigest.isEqual(
                kept, derived(password, salt, Integer.parseInt(form.group(1))));
    }

    private static byte[] derived(String password, byte[] salt, int rounds) {
        char[] normal = Normalizer.normalize(password, Normalizer.Form.NFC).toCharArray();
        PBEKeySpec key = new PBEKeySpec(normal, salt, rounds, BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            key.clearPassword();
        }
    }

    /** No hash belongs in a log. */
    @Override
    public String toString() {
        return "password hash";
    }
}
