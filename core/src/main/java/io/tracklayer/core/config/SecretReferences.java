// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves {@code ${env:NAME}} and {@code ${file:PATH}}, the only two forms in which a value may
 * stand elsewhere. A path is relative to the configuration folder. Values never appear in messages.
 */
public final class SecretReferences {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    /** What some editors put before a text. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Path folder;
    private final Map<String, String> environment;

    public SecretReferences(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /** Whether a text is a reference. */
    public static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /**
     * The value behind a reference, or the text itself when it is none.
     *
     * @throws UnresolvedException naming the reference when there is nothing behind it, or nothing
     *     that can be a secret
     */
    public String resolve(String text) throws UnresolvedException {
        Matcher reference = REFERENCE.matcher(text);
        if (!reference.matches()) {
            return text;
        }
        String name = reference.group(2);
        String value = reference.group(1).equals("env") ? environment.get(name) : read(name);
        if (value == null || value.isBlank()) {
            String advice =
                    reference.group(1).equals("env")
                            ? "set the environment variable " + name
                            : "write the secret into the file "
                                    + name
                                    + " (relative to the configuration folder)";
            throw new UnresolvedException("nothing stands behind " + text + "; " + advice);
        }
        return usable(text, value.strip());
    }

    /** No header can carry a line break, so that a token with one could never be sent. */
    private static String usable(String text, String value) throws UnresolvedException {
        boolean document = value.startsWith("{") || value.startsWith("-----BEGIN ");
        if (!document && value.chars().anyMatch(Character::isISOControl)) {
            throw new UnresolvedException(
                    value.lines().count() > 1
                            ? "more than one line stands behind "
                                    + text
                                    + "; leave the secret alone there"
                            : "a control character is in what stands behind "
                                    + text
                                    + "; write the secret there once more");
        }
        return value;
    }

    private String read(String name) throws UnresolvedException {
        try {
            String value = Files.readString(folder.resolve(name));
            return value.startsWith(BYTE_ORDER_MARK) ? value.substring(1) : value;
        } catch (AccessDeniedException closed) {
            throw new UnresolvedException(
                    "the file behind ${file:"
                            + name
                            + "} may not be read; let the user the node runs as read it (chown,"
                            + " chmod 600)");
        } catch (IOException | InvalidPathException unreadable) {
            return null;
        }
    }

    /** Nothing stands behind a reference. */
    public static final class UnresolvedException extends Exception {
        private static final long serialVersionUID = 1L;

        UnresolvedException(String message) {
            super(message);
        }
    }
}
