// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of LinkedIn's conversion rules takes which event, as the operator lists it. */
final class ConversionRules {
    private static final String URN = "urn:lla:llaPartnerConversion:";
    private static final String CUSTOM = EventName.CUSTOM.wire() + ":";
    private static final Pattern NUMBER = Pattern.compile("(?:" + URN + ")?([1-9]\\d{0,17})");

    private final Map<String, String> numbers = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    ConversionRules(Settings settings) {
        settings.list(LinkedInSettings.CONVERSION_RULES).forEach(this::read);
    }

    /** The name of a rule in requests. */
    static String urn(String number) {
        return URN + number;
    }

    /** The number of a rule given as number or URN. */
    static Optional<String> number(String text) {
        Matcher matcher = NUMBER.matcher(text.strip());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The number of the rule that takes the event. */
    Optional<String> find(Event event) {
        return Optional.ofNullable(
                numbers.get(
                        event.name() == EventName.CUSTOM
                                ? CUSTOM + event.text(EventField.CUSTOM_NAME).orElse("").strip()
                                : event.name().wire()));
    }

    /** Whether events of that name have a rule. */
    boolean has(EventName name) {
        return numbers.containsKey(name.wire());
    }

    /** The rule listed first. */
    Optional<String> first() {
        return numbers.values().stream().findFirst();
    }

    /** One sentence per entry that cannot be used. */
    List<String> problems() {
        return problems;
    }

    private void read(String entry) {
        int split = entry.lastIndexOf('=');
        String event = key(split < 0 ? "" : entry.substring(0, split).strip());
        Optional<String> number = number(entry.substring(split + 1));
        if (number.isEmpty() || event.isEmpty()) {
            problems.add("\"" + entry + "\" is not of the form event=number");
        } else if (!sendable(event)) {
            problems.add("\"" + entry + "\" names no event that LinkedIn takes");
        } else if (numbers.putIfAbsent(event, number.get()) != null) {
            problems.add("\"" + entry + "\" names an event that has a rule already");
        }
    }

    private static String key(String event) {
        return event.startsWith(CUSTOM) ? CUSTOM + event.substring(CUSTOM.length()).strip() : event;
    }

    private static boolean sendable(String event) {
        if (event.startsWith(CUSTOM)) {
            return event.length() > CUSTOM.length();
        }
        return EventName.find(event)
                .filter(name -> name != EventName.CUSTOM)
                .filter(name -> LinkedInEventNames.type(name).isPresent())
                .isPresent();
    }
}
