// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import io.tracklayer.core.config.SecretReferences;
import io.tracklayer.core.config.SecretReferences.UnresolvedException;
import io.tracklayer.core.delivery.Masking;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.spi.PropertiesFunction;

/**
 * The values behind {@code {{env:NAME}}} and {@code {{file:PATH}}} in one route file, as they were
 * when it was read, and texts without them.
 */
final class Secrets {
    private static final int MOST_SAID = 500;

    private final SecretReferences references;
    private final Map<String, String> resolved = new TreeMap<>();

    Secrets(SecretReferences references) {
        this.references = references;
    }

    /** What Camel asks for placeholders of a kind. */
    PropertiesFunction function(String kind) {
        return new PropertiesFunction() {
            @Override
            public String getName() {
                return kind;
            }

            @Override
            public String apply(String rest) {
                return resolve("${" + kind + ":" + rest + "}");
            }
        };
    }

    private synchronized String resolve(String reference) {
        try {
            String value = references.resolve(reference);
            resolved.put(reference, value);
            return value;
        } catch (UnresolvedException missing) {
            throw new IllegalArgumentException(missing.getMessage(), missing);
        }
    }

    /** Whether every reference still stands for the same value. */
    synchronized boolean unchanged() {
        return resolved.entrySet().stream()
                .allMatch(known -> stands(known.getKey(), known.getValue()));
    }

    private boolean stands(String reference, String value) {
        try {
            return references.resolve(reference).equals(value);
        } catch (UnresolvedException gone) {
            return false;
        }
    }

    /** A text without any of the values. */
    synchronized String masked(String text) {
        String masked = text;
        for (String value : resolved.values()) {
            if (value.length() > 2) {
                masked = masked.replace(value, Masking.MASK);
            }
        }
        return masked;
    }

    /** What a failure says at its root, short and without the values. */
    String said(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String text = masked(root.getClass().getSimpleName() + ": " + root.getMessage());
        return text.length() > MOST_SAID ? text.substring(0, MOST_SAID) + " …" : text;
    }
}
