// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a message became, in the words of an example.
 *
 * @param members as they stand under {@code expect}, all that are known
 * @param sentence for people
 */
record Shown(Map<String, Object> members, String sentence) {

    static Shown of(Decoded decoded) {
        if (decoded instanceof Decoded.Happened happened) {
            return event(happened.observation().name().wire(), happened.observation());
        }
        if (decoded instanceof Decoded.Identified identified) {
            return event(EventRule.IDENTITY, identified.observation());
        }
        if (decoded instanceof Decoded.Ignored ignored) {
            return new Shown(
                    Map.of("ignored", ignored.code()),
                    "ignored, " + ignored.code() + ": " + ignored.sentence());
        }
        Decoded.Rejected rejected = (Decoded.Rejected) decoded;
        return new Shown(
                Map.of("rejected", rejected.code()),
                "rejected, " + rejected.code() + ": " + rejected.sentence());
    }

    static Shown malformed(MalformedInputException malformed) {
        return new Shown(
                Map.of("malformed", malformed.code()),
                "malformed, " + malformed.code() + ": " + malformed.getMessage());
    }

    private static Shown event(String name, Observation observation) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("event", name);
        observation.eventId().ifPresent(id -> members.put("event_id", id));
        observation.deliveryIds().forEach(id -> members.put("delivery_id", id));
        if (observation.timing().occurred() != null) {
            members.put("occurred_at", observation.timing().occurred());
        }
        observation.actionSource().ifPresent(place -> members.put("action_source", place.wire()));
        members.put("test", observation.test());
        Map<String, Object> fields = new LinkedHashMap<>();
        observation.readings().forEach(reading -> put(members, fields, reading));
        members.put("fields", fields);
        members.put("consent", consent(observation.consent()));
        return new Shown(members, name + " " + fields);
    }

    private static void put(
            Map<String, Object> members, Map<String, Object> fields, Observation.Reading reading) {
        if (reading.field() == EventField.ITEMS || reading.field() == EventField.PROPERTIES) {
            members.put(reading.field().path(), reading.raw());
        } else {
            fields.put(reading.field().path(), reading.raw());
        }
    }

    private static Map<String, Object> consent(ConsentSignals signals) {
        Map<String, Object> shown = new TreeMap<>();
        signals.raw().forEach((signal, value) -> shown.put(signal.wire(), value));
        signals.stated().forEach((purpose, state) -> shown.put(purpose.wire(), state.wire()));
        return shown;
    }

    /** What is expected and not so; what is not mentioned may be anything. */
    List<String> differences(Map<String, Object> expected) {
        List<String> differences = new ArrayList<>();
        expected.forEach((key, wanted) -> compare(key, wanted, members.get(key), differences));
        if (!differences.isEmpty() && !members.containsKey("event")) {
            differences.add(sentence);
        }
        return differences;
    }

    private static void compare(String path, Object wanted, Object is, List<String> differences) {
        if (wanted instanceof Map<?, ?> members) {
            members.forEach(
                    (key, value) -> compare(path + "." + key, value, member(is, key), differences));
        } else if (wanted instanceof List<?> list) {
            elements(path, list, is instanceof List<?> found ? found : List.of(), differences);
        } else if (!same(wanted, is)) {
            differences.add(
                    path + " is " + (is == null ? "not there" : is) + ", expected " + wanted);
        }
    }

    private static void elements(
            String path, List<?> wanted, List<?> is, List<String> differences) {
        if (wanted.size() != is.size()) {
            differences.add(path + " has " + is.size() + " element(s), expected " + wanted.size());
        }
        for (int i = 0; i < Math.min(wanted.size(), is.size()); i++) {
            compare(path + "." + i, wanted.get(i), is.get(i), differences);
        }
    }

    /** Lines carry names as the host takes them, examples those of events. */
    private static Object member(Object of, Object key) {
        if (!(of instanceof Map<?, ?> map)) {
            return null;
        }
        Object direct = map.get(key);
        return direct == null ? map.get(RuleReader.PARTS.getOrDefault(key, "")) : direct;
    }

    private static boolean same(Object wanted, Object is) {
        String left = Scalars.text(wanted).orElse("");
        String right = Scalars.text(is).orElse(null);
        if (left.equals(right)) {
            return true;
        }
        boolean numbers = number(left) && right != null && number(right);
        return numbers && new BigDecimal(left).compareTo(new BigDecimal(right)) == 0;
    }

    private static boolean number(String text) {
        return text.matches("-?\\d{1,18}(\\.\\d{1,18})?");
    }
}
