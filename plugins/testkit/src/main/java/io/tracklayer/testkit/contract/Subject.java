// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The destination under test and what its author says about it.
 *
 * @param loader where the plugin is found
 * @param id id of the destination, as its descriptor gives it
 * @param settings working settings of an instance, as text per name, secrets included; lists with
 *     commas
 * @param sent events it must send when everything is known and granted
 * @param events further events to try, for what only the platform's own fields show
 * @param plainIdentifiers whether the platform takes plain e-mail addresses and phone numbers; most
 *     take hashes only
 * @param samples further texts of settings to try, per name, where a made-up one would be nonsense
 * @param exemptions demands that cannot hold here, as {@code check:subject} the way a failure shows
 *     them, e.g. {@code settings-used:ip-override}, each with the reason
 * @param answers examples of the platform's answers per name; at least one of a success and one of
 *     a refusal is asked of a stable destination
 */
public record Subject(
        ClassLoader loader,
        String id,
        Map<String, String> settings,
        List<EventName> sent,
        List<Event> events,
        boolean plainIdentifiers,
        Map<String, List<String>> samples,
        Map<String, String> exemptions,
        Map<String, Example> answers) {

    public Subject {
        Objects.requireNonNull(loader, "loader");
        Objects.requireNonNull(id, "id");
        settings = Map.copyOf(settings);
        sent = List.copyOf(sent);
        events = List.copyOf(events);
        samples = Map.copyOf(samples);
        exemptions = Map.copyOf(exemptions);
        answers = Map.copyOf(answers);
    }

    /** A destination of which nothing is known but how to configure it. */
    public static Subject of(ClassLoader loader, String id, Map<String, String> settings) {
        return new Subject(
                loader, id, settings, List.of(), List.of(), false, Map.of(), Map.of(), Map.of());
    }
}
