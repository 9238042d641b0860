// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.ConsentWanted;
import io.tracklayer.core.evidence.EventSearch;
import io.tracklayer.core.evidence.EventSearch.Nature;
import io.tracklayer.core.evidence.EventSearch.Went;
import io.tracklayer.core.evidence.EventSearch.Whose;
import io.tracklayer.core.evidence.EventSearch.Window;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.Presence;
import io.tracklayer.core.identity.EventKeys;
import io.tracklayer.core.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a visit asks to see of what arrived: events that fit, and the requests that became none.
 *
 * @param direct numbers of the keys that were typed, of which {@code search} has those of the
 *     persons too
 * @param requests whether requests that were turned away are listed
 * @param given the parameters as they stood in the address, without empty ones
 */
record EventWanted(
        EventSearch search, Set<Long> direct, boolean requests, Map<String, String> given) {
    /** Every parameter it understands. */
    static final List<String> NAMES =
            List.of(
                    "event",
                    "merchant",
                    "store",
                    "source",
                    "status",
                    "destination",
                    "consent",
                    "test",
                    "bot",
                    "window",
                    "from",
                    "to",
                    "requests",
                    "key",
                    "keys",
                    "person",
                    "by");

    /** How far back one may look with one click. */
    static final Map<String, Duration> WINDOWS = windows();

    /** The longest list of keys or persons in an address. */
    private static final int MOST_LISTED = 20;

    /** A number no key has, so that what names nobody finds nothing. */
    private static final long NOBODY = 0;

    private static Map<String, Duration> windows() {
        Map<String, Duration> windows = new LinkedHashMap<>();
        windows.put("15m", Duration.ofMinutes(15));
        windows.put("1h", Duration.ofHours(1));
        windows.put("24h", Duration.ofHours(24));
        windows.put("7d", Duration.ofDays(7));
        return windows;
    }

    /**
     * Reads one.
     *
     * @param requests whether requests are listed when it is not said: {@code show} or {@code hide}
     */
    static EventWanted of(
            Parameters query,
            EvidenceQueries evidence,
            Operator operator,
            Instant now,
            String requests) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : NAMES) {
            if (!query.text(name).isEmpty()) {
                given.put(name, query.text(name));
            }
        }
        Set<Long> direct = keys(query);
        Set<Long> keys = new TreeSet<>(direct);
        for (long person : numbers(query, "person", "\\d{1,18}", 10)) {
            evidence.identities()
                    .find(person)
                    .filter(one -> operator.sees(one.merchant()))
                    .map(Identity::allKeys)
                    .ifPresent(known -> keys.addAll(EventKeys.of(known)));
        }
        if (keys.isEmpty() && (given.containsKey("by") || given.containsKey("person"))) {
            keys.add(NOBODY);
        }
        String status = query.oneOf("status", Parameters.wires(DeliveryStatus.values()));
        EventSearch search =
                new EventSearch(
                        query.events(),
                        new Whose(query.text("key"), keys),
                        new Went(
                                status.isEmpty() ? null : DeliveryStatus.of(status),
                                query.text("destination")),
                        new Nature(consent(query), presence(query, "test"), presence(query, "bot")),
                        window(query, now),
                        operator.merchants());
        String said = query.oneOf("requests", List.of("show", "hide"));
        boolean shown = (said.isEmpty() ? requests : said).equals("show");
        return new EventWanted(search, direct, shown && ofRequests(search), given);
    }

    /** Whether what is asked for can be said of a request that became no event. */
    private static boolean ofRequests(EventSearch search) {
        return search.went().any()
                && search.whose().equals(Whose.ANY)
                && search.nature().equals(Nature.ANY);
    }

    /** Whether only what was turned away in the same place and time is left out. */
    boolean hidesRequests() {
        return !requests && ofRequests(search);
    }

    /** Whether a request is one of those listed. */
    boolean fits(ObservationRow row) {
        return requests
                && search.merchant(row.merchant())
                && fits(search.events().store(), row.store())
                && fits(search.events().source(), row.source())
                && fits(search.events().eventName(), row.eventName())
                && search.window().holds(row.receivedAt());
    }

    private static boolean fits(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }

    /** A link to the same with further parameters as name, value. */
    String link(String path, String... further) {
        List<String> parameters = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        for (int i = 0; i < further.length; i += 2) {
            replaced.add(further[i]);
        }
        given.forEach(
                (name, value) -> {
                    if (!replaced.contains(name)) {
                        parameters.addAll(List.of(name, value));
                    }
                });
        parameters.addAll(Arrays.asList(further));
        return Links.to(path, parameters.toArray(String[]::new));
    }

    String value(String name) {
        return given.getOrDefault(name, "");
    }

    private static Set<Long> keys(Parameters query) {
        return numbers(query, "keys", "[0-9a-f]{16}", 16);
    }

    private static Set<Long> numbers(Parameters query, String name, String form, int radix) {
        Set<Long> numbers = new TreeSet<>();
        String text = query.text(name);
        List<String> listed = text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
        if (listed.size() > MOST_LISTED || !listed.stream().allMatch(one -> one.matches(form))) {
            throw new BadParameterException(
                    "parameter \""
                            + name
                            + "\" is not what a search gives; type what you look for into the"
                            + " search field");
        }
        listed.forEach(one -> numbers.add(Long.parseUnsignedLong(one, radix)));
        return numbers;
    }

    private static ConsentWanted consent(Parameters query) {
        return ConsentWanted.read(query.text("consent"))
                .orElseThrow(
                        () ->
                                new BadParameterException(
                                        "parameter \"consent\" must be granted, denied, unknown, or"
                                                + " a purpose and one of them, e.g."
                                                + " marketing:denied"));
    }

    private static Presence presence(Parameters query, String name) {
        return switch (query.oneOf(name, List.of("yes", "no"))) {
            case "yes" -> Presence.ONLY;
            case "no" -> Presence.WITHOUT;
            default -> Presence.ANY;
        };
    }

    private static Window window(Parameters query, Instant now) {
        String last = query.oneOf("window", List.copyOf(WINDOWS.keySet()));
        Instant from = time(query, "from");
        return new Window(last.isEmpty() ? from : now.minus(WINDOWS.get(last)), time(query, "to"));
    }

    private static Instant time(Parameters query, String name) {
        String text = query.text(name);
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?Z?")) {
            throw notATime(name);
        }
        String local = text.replace("Z", "");
        try {
            return Instant.parse((local.length() == 16 ? local + ":00" : local) + "Z");
        } catch (DateTimeParseException unreal) {
            throw notATime(name);
        }
    }

    private static BadParameterException notATime(String name) {
        return new BadParameterException(
                "parameter \"" + name + "\" must be a time of UTC like 2026-01-31T12:00");
    }
}
