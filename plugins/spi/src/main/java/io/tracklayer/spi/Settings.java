// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of one configured instance, defaults filled in and references resolved. Immutable.
 * {@link #toString()} shows names only.
 */
public final class Settings {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private final Map<String, Setting> declared;
    private final Map<String, List<String>> values;

    private Settings(Map<String, Setting> declared, Map<String, List<String>> values) {
        this.declared = declared;
        this.values = values;
    }

    /**
     * Checks the values against the declarations.
     *
     * @param values text or texts per setting name; missing names take their default
     * @throws IllegalArgumentException listing every problem, without showing any value of a secret
     */
    public static Settings of(List<Setting> declarations, Map<String, List<String>> values) {
        return SettingsCheck.check(declarations, values).orElseThrow();
    }

    static Settings checked(Map<String, Setting> declared, Map<String, List<String>> values) {
        return new Settings(declared, values);
    }

    /** A text setting that is required or has a default. */
    public String text(String name) {
        return find(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("setting \"" + name + "\" is not set"));
    }

    /** A text setting, empty when not set. */
    public Optional<String> find(String name) {
        List<String> texts = list(name);
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts.get(0));
    }

    /** A list setting, empty when not set. */
    public List<String> list(String name) {
        Setting setting = declared.get(name);
        if (setting == null) {
            throw new IllegalArgumentException("setting \"" + name + "\" is not declared");
        }
        return values.getOrDefault(name, List.of());
    }

    /** A flag setting. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /** A number setting. */
    public long number(String name) {
        return Long.parseLong(text(name));
    }

    /** A length of time. */
    public Duration duration(String name) {
        return parseDuration(text(name)).orElseThrow();
    }

    /** The values of all settings declared secret; the host masks them wherever they occur. */
    public List<String> secrets() {
        return declared.values().stream()
                .filter(Setting::secret)
                .flatMap(setting -> list(setting.name()).stream())
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values);
    }

    @Override
    public String toString() {
        return "settings " + values.keySet();
    }

    /**
     * Reads {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d}, {@code 250ms}; empty when it is not of
     * that form.
     */
    public static Optional<Duration> parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }
}
