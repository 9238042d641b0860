// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Privacy;
import io.tracklayer.spi.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Trees of one file of a bundle without personal data and secrets. */
final class RedactedTree {
    private static final int LONGEST_BODY = 1024 * 1024;
    private static final int CLICK_SHOWN = 6;
    private static final int CLICK_LEAST = 20;

    /** What GA4 and its like call what happened; written this way it names nobody. */
    private static final Pattern EVENT_NAME =
            Pattern.compile("[a-z]{2,20}(_[a-z]{2,20}){1,4}|purchase|refund|search|login");

    private final Redaction redaction;
    private final String place;

    RedactedTree(Redaction redaction, String place) {
        this.redaction = redaction;
        this.place = place;
    }

    /** A tree the node made: members and numbers are its own, texts may quote others. */
    Object ours(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return mapped(map, (key, value) -> ours(value));
        }
        if (tree instanceof List<?> list) {
            return list.stream().map(this::ours).toList();
        }
        return tree instanceof String text ? redaction.text(place, text) : tree;
    }

    /** The canonical form of an event: by the class of personal data its fields are. */
    Object event(Map<String, Object> tree) {
        return event("", tree);
    }

    private Object event(String path, Object value) {
        Optional<EventField> field = EventField.find(path);
        if (field.isPresent() && field.get() == EventField.PROPERTIES) {
            return foreign(value, false, true);
        }
        if (field.isPresent() && field.get().privacy() != Privacy.NONE) {
            return personal(field.get(), value);
        }
        if (value instanceof Map<?, ?> map) {
            String before = path.isEmpty() ? "" : path + ".";
            return mapped(map, (key, inner) -> event(before + key, inner));
        }
        return ours(value);
    }

    private Object personal(EventField field, Object value) {
        if (value instanceof Map<?, ?> map) {
            return mapped(
                    map,
                    (key, inner) -> key.equals("value") ? personal(field, inner) : ours(inner));
        }
        String text = String.valueOf(value);
        String label = redaction.whole(place, reason(field), text);
        boolean shortened =
                field.privacy() == Privacy.CLICK_ID
                        && text.matches("[A-Za-z0-9_.-]{" + CLICK_LEAST + ",}");
        return shortened ? text.substring(0, CLICK_SHOWN) + "… " + label : label;
    }

    /** Why a field is taken out. */
    static String reason(EventField field) {
        return field.path() + ", " + field.privacy().name().toLowerCase(Locale.ROOT);
    }

    /**
     * A body somebody else wrote or was sent: only members that are known to be harmless keep their
     * values. One that is neither JSON nor a form is left out.
     *
     * @param words whether texts of unknown members stay, swept, because it is an answer that tells
     *     what is wrong
     */
    Object body(String contentType, String body, boolean words) {
        if (body.isBlank()) {
            return "";
        }
        if (body.length() > LONGEST_BODY) {
            return "[left out: longer than 1 MiB]";
        }
        if (redaction.unlearnt(body)) {
            return "[left out: it holds more personal values than can be looked for]";
        }
        if (contentType.toLowerCase(Locale.ROOT).contains("x-www-form-urlencoded")) {
            return redaction.text(place, new Address(redaction, place).query(body));
        }
        return parsed(body)
                .map(tree -> foreign(tree, false, words))
                .orElseGet(
                        () ->
                                words
                                        ? redaction.text(place, body)
                                        : "[left out: "
                                                + body.length()
                                                + " characters that are neither JSON nor a form]");
    }

    private Object foreign(Object value, boolean person, boolean words) {
        if (value instanceof Map<?, ?> map) {
            return mapped(map, (key, inner) -> member(key, inner, person, words));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(inner -> foreign(inner, person, words)).toList();
        }
        return person ? taken("member of a person", value) : ours(exact(value));
    }

    private Object member(String key, Object value, boolean person, boolean words) {
        if (PayloadKeys.personal(key)) {
            return foreign(value, true, words);
        }
        boolean inner = person || PayloadKeys.aboutPerson(key);
        if (key.equals("events") && value instanceof List<?> events && !inner) {
            return events.stream().map(one -> happened(one, words)).toList();
        }
        if (value instanceof Map || value instanceof List<?>) {
            return list(value) && !inner && !words && !PayloadKeys.shown(key)
                    ? hidden(value)
                    : foreign(value, inner, words);
        }
        boolean kept = !inner && (words || PayloadKeys.shown(key));
        return kept ? kept(value, words) : taken("member that is not known to be harmless", value);
    }

    /** One of a list of events. */
    private Object happened(Object event, boolean words) {
        if (!(event instanceof Map<?, ?> members)) {
            return foreign(event, false, words);
        }
        return mapped(
                members,
                (key, value) ->
                        key.equals("name")
                                        && value instanceof String name
                                        && EVENT_NAME.matcher(name).matches()
                                ? ours(name)
                                : member(key, value, false, words));
    }

    /** Texts and numbers of a list under an unknown name; objects in it have names of their own. */
    private Object hidden(Object list) {
        return ((List<?>) list)
                .stream()
                        .map(
                                inner ->
                                        inner instanceof Map || inner instanceof List
                                                ? foreign(inner, false, false)
                                                : taken("element of an unknown list", inner))
                        .toList();
    }

    private static boolean list(Object value) {
        return value instanceof List<?>;
    }

    private Object kept(Object value, boolean words) {
        if (value instanceof String text && text.matches("(?s)\\s*[\\[{].*")) {
            Optional<Object> within = parsed(text);
            if (within.isPresent()) {
                return foreign(within.get(), false, words);
            }
        }
        return ours(exact(value));
    }

    /** A number may be a phone number, or a customer's, that is known. */
    private Object exact(Object value) {
        boolean known =
                value instanceof Number
                        && redaction.known().matcher(String.valueOf(value)).matches();
        return known ? taken("known of this person", value) : value;
    }

    private Object taken(String reason, Object value) {
        return value == null || value instanceof Boolean
                ? value
                : redaction.whole(place, reason, value);
    }

    /** Learns what is somebody's in a body, before anything is shown. */
    static void learn(Redaction redaction, String body) {
        if (body.length() <= LONGEST_BODY) {
            Set<Object> personal = new LinkedHashSet<>();
            parsed(body).ifPresent(tree -> collect(personal, tree));
            redaction.learnBody(body, personal);
        }
    }

    private static void collect(Set<Object> personal, Object tree) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach(
                    (key, value) -> {
                        if (PayloadKeys.personal(String.valueOf(key))) {
                            leaves(personal, value);
                        }
                        collect(personal, value);
                    });
        } else if (tree instanceof List<?> list) {
            list.forEach(inner -> collect(personal, inner));
        }
    }

    private static void leaves(Set<Object> personal, Object value) {
        if (value instanceof List<?> list) {
            list.forEach(inner -> leaves(personal, inner));
        } else if (value instanceof String || value instanceof Number) {
            personal.add(value);
        }
    }

    private Map<String, Object> mapped(Map<?, ?> map, BiFunction<String, Object, Object> by) {
        Map<String, Object> redacted = new LinkedHashMap<>();
        map.forEach(
                (key, value) ->
                        redacted.put(
                                redaction.text(place, String.valueOf(key)),
                                by.apply(String.valueOf(key), value)));
        return redacted;
    }

    private static Optional<Object> parsed(String text) {
        if (!text.matches("(?s)\\s*[\\[{].*")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(StrictJson.read(text.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedInputException notJson) {
            return Optional.empty();
        }
    }
}
