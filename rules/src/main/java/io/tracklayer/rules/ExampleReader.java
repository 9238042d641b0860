// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code examples} into one {@link Example} per expectation. */
final class ExampleReader {
    private static final String STRIPPED = "stripped:";

    private final RuleFile file;
    private final String owner;

    ExampleReader(RuleFile file, String owner) {
        this.file = file;
        this.owner = owner;
    }

    List<Example> examples(Tree parent) {
        List<Example> examples = new ArrayList<>();
        for (Tree example : parent.each("/examples")) {
            Tree given = example.at("/given");
            String region = region(given);
            Tree expect = example.at("/expect");
            event(given)
                    .ifPresent(
                            event ->
                                    expect.members()
                                            .keySet()
                                            .forEach(
                                                    name ->
                                                            examples.add(
                                                                    example(
                                                                            event,
                                                                            region,
                                                                            name,
                                                                            expect.at(
                                                                                    "/" + name)))));
        }
        return examples;
    }

    private Example example(Event event, String region, String destination, Tree value) {
        String expected = String.valueOf(value.node());
        Set<EventField> stripped =
                expected.startsWith(STRIPPED)
                        ? file.fields(
                                "example of " + owner, value, expected.substring(STRIPPED.length()))
                        : Set.of();
        return new Example(
                owner, file.place(value), event, region, destination, expected, stripped);
    }

    private String region(Tree given) {
        String region = given.text("/region").orElse("");
        if (!region.isEmpty() && !Regions.isCountry(region)) {
            file.problem(
                    given.at("/region"),
                    "example of "
                            + owner
                            + " is from \""
                            + region
                            + "\", which is no country. Write an ISO 3166-1 alpha-2 code such as"
                            + " DE.");
        }
        return region;
    }

    private static Optional<Event> event(Tree given) {
        return given.text("/event").flatMap(EventName::find).map(name -> event(name, given));
    }

    private static Event event(EventName name, Tree given) {
        Event.Builder event =
                Event.named(name)
                        .eventId("example")
                        .eventTime(Instant.EPOCH)
                        .receivedAt(Instant.EPOCH)
                        .of(
                                given.text("/merchant").orElse("example"),
                                given.text("/store").orElse("example"))
                        .sources(given.text("/source").stream().toList())
                        .test(given.find("/test").filter(Boolean.TRUE::equals).isPresent())
                        .consent(consent(given));
        given.text("/currency").ifPresent(code -> event.set(EventField.CURRENCY, code));
        Arrays.stream(ActionSource.values())
                .filter(
                        place ->
                                given.text("/action-source")
                                        .filter(place.wire()::equals)
                                        .isPresent())
                .forEach(event::actionSource);
        return event.build();
    }

    private static Consent consent(Tree given) {
        Consent consent = Consent.notGiven();
        for (Purpose purpose : Purpose.values()) {
            String wire = given.text("/consent/" + purpose.wire()).orElse("");
            for (ConsentState state : ConsentState.values()) {
                consent = state.wire().equals(wire) ? consent.with(purpose, state) : consent;
            }
        }
        return consent;
    }
}
