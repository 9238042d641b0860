// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the members of one control object and collects everything that is wrong with it. */
public final class ControlFields {
    private final JsonNode object;
    private final List<String> errors = new ArrayList<>();

    public ControlFields(JsonNode object) {
        this.object = object;
    }

    public List<String> errors() {
        return List.copyOf(errors);
    }

    public void error(String text) {
        errors.add(text);
    }

    public boolean has(String name) {
        return object.has(name);
    }

    /** Complains about members other than {@code platform}, {@code account} and these. */
    public void onlyKnown(String... own) {
        Set<String> known = new TreeSet<>(List.of(own));
        known.addAll(List.of("platform", "account"));
        onlyKnown(known);
    }

    /** Complains about members other than these. */
    public void onlyKnown(Set<String> known) {
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                error("\"" + name + "\" is not known; use one of " + sorted(known));
                            }
                        });
    }

    public String requireText(String name) {
        Optional<String> value = text(name);
        if (value.isEmpty() && !object.has(name)) {
            error("\"" + name + "\" is missing");
        }
        return value.orElse("");
    }

    public Optional<String> text(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isEmpty()) {
            error("\"" + name + "\" must be a text");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** A text that is sent as a header, so it may hold no line break. */
    public Optional<String> headerText(String name) {
        Optional<String> value = text(name);
        if (value.isPresent() && value.get().chars().anyMatch(Character::isISOControl)) {
            error("\"" + name + "\" must not hold control characters");
        }
        return value;
    }

    public Optional<Long> number(String name, long min, long max) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        boolean fits =
                value.isIntegralNumber()
                        && value.canConvertToLong()
                        && value.longValue() >= min
                        && value.longValue() <= max;
        if (!fits) {
            error("\"" + name + "\" must be a whole number from " + min + " to " + max);
            return Optional.empty();
        }
        return Optional.of(value.longValue());
    }

    public Optional<Boolean> flag(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            error("\"" + name + "\" must be true or false");
            return Optional.empty();
        }
        return Optional.of(value.booleanValue());
    }

    /** The texts of an array; any other value counts as one problem. */
    public List<String> texts(String name) {
        JsonNode value = object.path(name);
        List<String> texts = new ArrayList<>();
        value.forEach(item -> texts.add(item.isTextual() ? item.textValue() : ""));
        if (!value.isArray() || texts.isEmpty() || texts.contains("")) {
            error("\"" + name + "\" must be a list of texts");
            return List.of();
        }
        return texts;
    }

    public Optional<PlatformName> platform() {
        String wire = requireText("platform");
        Optional<PlatformName> found = PlatformName.find(wire);
        if (found.isEmpty() && !wire.isEmpty()) {
            error("\"platform\" must be one of " + PlatformName.known());
        }
        return found;
    }

    /** Whether the first of two choices holds; it is the default. */
    public boolean isFirst(String name, String first, String second) {
        String value = text(name).orElse(first);
        if (!value.equals(first) && !value.equals(second)) {
            error("\"" + name + "\" must be " + first + " or " + second);
        }
        return value.equals(first);
    }

    private static String sorted(Set<String> known) {
        return String.join(", ", known.stream().sorted().toList());
    }
}
