// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.List;
import java.util.Objects;

/**
 * One setting of a destination or source, as an operator writes it in YAML or on the command line.
 *
 * @param name lower case with dashes, e.g. {@code api-version}
 * @param type how the text is read
 * @param required whether an instance cannot exist without it
 * @param secret whether the value must never be shown; secrets are given by reference
 * @param defaultValue value when none is given, or empty
 * @param allowed the closed set of values, or empty for any
 * @param doc what it does, with unit and effect
 */
public record Setting(
        String name,
        Type type,
        boolean required,
        boolean secret,
        String defaultValue,
        List<String> allowed,
        String doc) {

    public Setting {
        Objects.requireNonNull(name, "name");
        allowed = List.copyOf(allowed);
    }

    /** A setting an instance cannot exist without. */
    public static Setting required(String name, Type type, String doc) {
        return new Setting(name, type, true, false, "", List.of(), doc);
    }

    /** A secret an instance cannot exist without. */
    public static Setting secret(String name, String doc) {
        return new Setting(name, Type.TEXT, true, true, "", List.of(), doc);
    }

    /** A setting with a default; an empty default means "not set". */
    public static Setting optional(String name, Type type, String defaultValue, String doc) {
        return new Setting(name, type, false, false, defaultValue, List.of(), doc);
    }

    /** A secret that may be left out. */
    public static Setting optionalSecret(String name, String doc) {
        return new Setting(name, Type.TEXT, false, true, "", List.of(), doc);
    }

    /** A setting with a closed set of values. */
    public static Setting choice(
            String name, List<String> allowed, String defaultValue, String doc) {
        return new Setting(name, Type.TEXT, false, false, defaultValue, allowed, doc);
    }

    /** How a setting's text is read. */
    public enum Type {
        /** Any text. */
        TEXT,
        /** {@code true} or {@code false}. */
        FLAG,
        /** A whole number. */
        NUMBER,
        /** A length of time: {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d}. */
        DURATION,
        /** An absolute http or https address. */
        URL,
        /** A list of texts. */
        LIST,
        /**
         * A file of the configuration folder, named by its path in there; the source or destination
         * is given what stands in it, at most 256 KiB of UTF-8 text.
         */
        FILE
    }
}
