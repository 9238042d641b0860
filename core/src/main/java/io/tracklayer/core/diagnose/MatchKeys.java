// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Privacy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * By what platforms can match an event with a person.
 *
 * @param present names of those it has, strongest first
 * @param missing names of the usual ones it lacks
 */
public record MatchKeys(List<String> present, List<String> missing) {
    private static final Map<EventField, String> USUAL = usual();

    public MatchKeys {
        present = List.copyOf(present);
        missing = List.copyOf(missing);
    }

    /** Of an event as it stands. */
    public static MatchKeys of(Event event) {
        List<String> browser = fields(event, Privacy.COOKIE);
        List<String> clicks = fields(event, Privacy.CLICK_ID);
        List<String> known =
                USUAL.entrySet().stream()
                        .filter(one -> event.has(one.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        List<String> present = new ArrayList<>(clicks);
        present.addAll(known);
        present.addAll(browser);
        List<String> missing =
                new ArrayList<>(
                        USUAL.values().stream().filter(name -> !known.contains(name)).toList());
        if (clicks.isEmpty()) {
            missing.add("a click id");
        }
        if (browser.isEmpty()) {
            missing.add("a browser id such as fbp");
        }
        return new MatchKeys(present, missing);
    }

    /** Whether nothing names the buyer, the browser or the click. */
    boolean thin() {
        return present.stream()
                .allMatch(name -> name.equals("client address") || name.equals("user agent"));
    }

    private static List<String> fields(Event event, Privacy privacy) {
        return event.fields().keySet().stream()
                .filter(field -> field.privacy() == privacy)
                .filter(field -> !field.path().startsWith("browser_ids.ga_session"))
                .map(field -> field.path().substring(field.path().indexOf('.') + 1))
                .toList();
    }

    private static Map<EventField, String> usual() {
        Map<EventField, String> usual = new LinkedHashMap<>();
        usual.put(EventField.EMAIL, "e-mail");
        usual.put(EventField.PHONE, "phone");
        usual.put(EventField.EXTERNAL_ID, "customer id");
        usual.put(EventField.CLIENT_IP, "client address");
        usual.put(EventField.USER_AGENT, "user agent");
        return usual;
    }
}
