// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.PlatformRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The records of a bulk call by profile, as Klaviyo wants them, and the way back from a place in
 * the call to its record.
 */
final class KlaviyoGroups {
    private static final Pattern PLACE =
            Pattern.compile(
                    "/data/attributes/events-bulk-create/data/(\\d{1,4})(?:.*?/events/data/(\\d{1,4}))?"
                            + "(?:/.*)?");

    private final Map<Object, Group> byProfile = new LinkedHashMap<>();
    private final List<Group> groups;

    KlaviyoGroups(List<PlatformRecord> records) {
        for (int i = 0; i < records.size(); i++) {
            Map<String, Object> body = records.get(i).body();
            Object profile = body.get(KlaviyoPayload.PROFILE);
            Group group =
                    byProfile.computeIfAbsent(
                            profile, one -> new Group(one, new ArrayList<>(), new ArrayList<>()));
            for (Object event : events(body)) {
                group.events.add(event);
                group.records.add(i);
            }
        }
        this.groups = List.copyOf(byProfile.values());
    }

    /** The attributes of the events of a record, none for one of another call. */
    static List<?> events(Map<String, Object> body) {
        return body.get(KlaviyoPayload.EVENTS) instanceof List<?> list ? list : List.of();
    }

    List<Group> groups() {
        return groups;
    }

    /**
     * The records that a pointer of Klaviyo's is about: one, those of a profile, or none. A group
     * of several of which none is named has a right event, too, as far as anybody knows.
     */
    TreeSet<Integer> records(String pointer) {
        Matcher place = PLACE.matcher(pointer);
        if (!place.matches() || Integer.parseInt(place.group(1)) >= groups.size()) {
            return new TreeSet<>();
        }
        List<Integer> members = groups.get(Integer.parseInt(place.group(1))).records;
        if (place.group(2) == null) {
            TreeSet<Integer> all = new TreeSet<>(members);
            return all.size() == 1 || pointer.contains("/profile") ? all : new TreeSet<>();
        }
        int event = Integer.parseInt(place.group(2));
        return event < members.size()
                ? new TreeSet<>(List.of(members.get(event)))
                : new TreeSet<>();
    }

    /**
     * The events of one profile.
     *
     * @param records the record each event is of, by its place in the call
     */
    record Group(Object profile, List<Object> events, List<Integer> records) {}
}
