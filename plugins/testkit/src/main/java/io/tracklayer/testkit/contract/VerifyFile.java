// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.Tree;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Json;
import io.tracklayer.testkit.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a plugin says about itself for the contract, in {@code META-INF/tracklayer/verify.json} of
 * its jar. Shape: {@code {"destinations": {ID: {"settings": {NAME: TEXT}, "sent": [EVENT],
 * "events": [{"name": EVENT, "id": TEXT, "fields": {PATH: VALUE}, "without": [PATH]}],
 * "plainIdentifiers": FLAG, "samples": {NAME: [TEXT]}, "exemptions": {CHECK:SUBJECT: REASON},
 * "answers": {NAME: {"status": NUMBER, "body": TEXT or JSON, "outcome": KIND}}}}}}; everything may
 * be left out. Events are rich ones with some fields changed or taken away.
 */
public final class VerifyFile {
    /** Where it stands in a jar. */
    public static final String PATH = "META-INF/tracklayer/verify.json";

    private static final Set<String> KEYS =
            Set.of(
                    "settings",
                    "sent",
                    "events",
                    "plainIdentifiers",
                    "samples",
                    "exemptions",
                    "answers");

    private final Map<String, Tree> destinations = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private VerifyFile() {}

    /** Reads all such files the loader finds. */
    public static VerifyFile in(ClassLoader loader) {
        VerifyFile file = new VerifyFile();
        try {
            for (URL url : Collections.list(loader.getResources(PATH))) {
                try (InputStream in = url.openStream()) {
                    file.read(Tree.root(Json.read(in.readAllBytes())));
                }
            }
        } catch (IOException | MalformedInputException unreadable) {
            file.problems.add(
                    PATH
                            + ": it cannot be read: "
                            + unreadable.getMessage()
                            + ". Write one JSON object.");
        }
        return file;
    }

    private void read(Tree root) {
        root.at("/destinations")
                .members()
                .forEach(
                        (id, said) -> {
                            Tree tree = Tree.root(said);
                            tree.members().keySet().stream()
                                    .filter(key -> !KEYS.contains(key))
                                    .forEach(
                                            key ->
                                                    problem(
                                                            id,
                                                            "\"" + key + "\" is not known",
                                                            "Known: "
                                                                    + KEYS.stream()
                                                                            .sorted()
                                                                            .toList()
                                                                    + "."));
                            destinations.put(id, tree);
                        });
    }

    /** What is wrong with it, each with what to do; found while it is read and used. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Its settings of a destination. */
    public Map<String, String> settings(String id) {
        return texts(tree(id).at("/settings"));
    }

    /**
     * The subject with what the file says added; what the subject says itself stays.
     *
     * @param given the subject as its author made it
     */
    public Subject completed(Subject given) {
        Tree tree = tree(given.id());
        return new Subject(
                given.loader(),
                given.id(),
                joined(texts(tree.at("/settings")), given.settings()),
                both(sent(given.id(), tree), given.sent()),
                both(events(given.id(), tree), given.events()),
                given.plainIdentifiers()
                        || tree.find("/plainIdentifiers").filter(Boolean.TRUE::equals).isPresent(),
                joined(samples(tree), given.samples()),
                joined(texts(tree.at("/exemptions")), given.exemptions()),
                joined(answers(given.id(), tree), given.answers()));
    }

    private Tree tree(String id) {
        return destinations.getOrDefault(id, Tree.root(Map.of()));
    }

    private static <T> Map<String, T> joined(Map<String, T> first, Map<String, T> over) {
        Map<String, T> joined = new LinkedHashMap<>(first);
        joined.putAll(over);
        return joined;
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        List<T> both = new ArrayList<>(first);
        second.stream().filter(one -> !both.contains(one)).forEach(both::add);
        return both;
    }

    private static Map<String, String> texts(Tree tree) {
        Map<String, String> texts = new LinkedHashMap<>();
        tree.members().forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }

    private static Map<String, List<String>> samples(Tree tree) {
        Map<String, List<String>> samples = new LinkedHashMap<>();
        Tree named = tree.at("/samples");
        named.members()
                .forEach(
                        (name, values) ->
                                samples.put(
                                        name,
                                        values instanceof List<?> list
                                                ? list.stream().map(String::valueOf).toList()
                                                : List.of(String.valueOf(values))));
        return samples;
    }

    private List<EventName> sent(String id, Tree tree) {
        List<EventName> names = new ArrayList<>();
        for (Tree name : tree.each("/sent")) {
            event(id, String.valueOf(name.node()), names);
        }
        return names;
    }

    private void event(String id, String wire, List<EventName> names) {
        EventName.find(wire)
                .ifPresentOrElse(
                        names::add,
                        () ->
                                problem(
                                        id,
                                        "no event is called \"" + wire + "\"",
                                        "Use a name such as purchase_placed."));
    }

    private List<Event> events(String id, Tree tree) {
        List<Event> events = new ArrayList<>();
        for (Tree said : tree.each("/events")) {
            List<EventName> name = new ArrayList<>();
            event(id, said.text("/name").orElse(""), name);
            name.forEach(known -> events.add(event(id, known, said)));
        }
        return events;
    }

    private Event event(String id, EventName name, Tree said) {
        Event.Builder event = GivenEvents.rich(name).toBuilder();
        said.text("/id").ifPresent(event::eventId);
        said.each("/without").forEach(path -> remove(id, event, String.valueOf(path.node())));
        said.at("/fields").members().forEach((path, value) -> set(id, event, path, value));
        return event.build();
    }

    private void set(String id, Event.Builder event, String path, Object value) {
        try {
            EventField field = field(path);
            event.set(
                    field,
                    switch (field.type()) {
                        case MONEY -> new BigDecimal(String.valueOf(value));
                        case CLICK_ID -> GivenEvents.click(String.valueOf(value), null);
                        default -> value;
                    });
        } catch (IllegalArgumentException unusable) {
            unusable(id, unusable);
        }
    }

    private void remove(String id, Event.Builder event, String path) {
        try {
            event.remove(field(path));
        } catch (IllegalArgumentException unusable) {
            unusable(id, unusable);
        }
    }

    private static EventField field(String path) {
        return Arrays.stream(EventField.values())
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no field " + path));
    }

    private void unusable(String id, IllegalArgumentException why) {
        problem(id, why.getMessage(), "Name a field such as user.email with a value of its type.");
    }

    private Map<String, Example> answers(String id, Tree tree) {
        Map<String, Example> examples = new LinkedHashMap<>();
        Tree named = tree.at("/answers");
        for (Map.Entry<String, Object> one : named.members().entrySet()) {
            Tree said = Tree.root(one.getValue());
            OutcomeKind.find(said.text("/outcome").orElse(""))
                    .ifPresentOrElse(
                            kind -> examples.put(one.getKey(), new Example(answer(said), kind)),
                            () ->
                                    problem(
                                            id,
                                            "the answer \"" + one.getKey() + "\" has no outcome",
                                            "Use one of "
                                                    + Arrays.stream(OutcomeKind.values())
                                                            .map(OutcomeKind::wire)
                                                            .toList()
                                                    + "."));
        }
        return examples;
    }

    private static PlatformAnswer answer(Tree said) {
        int status =
                said.find("/status")
                        .filter(Number.class::isInstance)
                        .map(n -> ((Number) n).intValue())
                        .orElse(200);
        Object body = said.find("/body").orElse("");
        return Answers.of(status, body instanceof String text ? text : Requests.json(body));
    }

    private void problem(String id, String what, String advice) {
        problems.add(PATH + ", destination \"" + id + "\": " + what + ". " + advice);
    }
}
