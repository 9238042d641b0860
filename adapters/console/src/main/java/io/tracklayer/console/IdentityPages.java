// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.identity.Identity;
import io.tracklayer.core.identity.IdentityJson;
import io.tracklayer.core.identity.IdentityKey;
import io.tracklayer.core.identity.IdentityKeys;
import io.tracklayer.core.identity.IdentityLookup;
import io.tracklayer.core.identity.IdentityQueries;
import io.tracklayer.core.identity.IdentitySettings;
import io.tracklayer.core.identity.Join;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.core.identity.KnownKey;
import io.tracklayer.core.identity.Person;
import io.tracklayer.core.identity.Touch;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.spi.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is remembered of one person: a page and JSON. */
final class IdentityPages {
    private static final String MERCHANT = "merchant";
    private static final List<String> COLUMNS = List.of("Id", "Value", "Seen", "On", "Used until");

    private final Evidence evidence;

    IdentityPages(Evidence evidence) {
        this.evidence = evidence;
    }

    /** The persons that the keys given lead to. */
    HttpOutput search(Parameters query) {
        List<String> known = new ArrayList<>(wires());
        known.add(MERCHANT);
        query.only(known.toArray(String[]::new));
        String merchant = query.text(MERCHANT);
        IdentityLookup lookup = new IdentityLookup(evidence.board().configuration());
        if (!merchant.isEmpty() && !lookup.knows(merchant)) {
            throw new BadParameterException("no store is of merchant \"" + merchant + "\"");
        }
        Map<Long, Object> found = new LinkedHashMap<>();
        for (IdentityKey key : lookup.keys(merchant, values(query))) {
            queries()
                    .key(key)
                    .flatMap(one -> queries().find(one.person()))
                    .ifPresent(identity -> found.put(identity.id(), tree(identity)));
        }
        return Answers.json(200, Map.of("identities", List.copyOf(found.values())));
    }

    private static Map<KeyKind, String> values(Parameters query) {
        Map<KeyKind, String> values = new EnumMap<>(KeyKind.class);
        for (KeyKind kind : KeyKind.values()) {
            String value = query.text(kind.wire());
            if (!value.isEmpty()) {
                values.put(kind, value);
            }
        }
        if (values.isEmpty()) {
            throw new BadParameterException(
                    "name a person by one of " + String.join(", ", wires()));
        }
        return values;
    }

    private static List<String> wires() {
        return Arrays.stream(KeyKind.values()).map(KeyKind::wire).toList();
    }

    HttpOutput json(long id) {
        return queries()
                .find(id)
                .map(identity -> Answers.json(200, tree(identity)))
                .orElseGet(() -> Answers.error(404, "not_found", "nobody has this id"));
    }

    HttpOutput show(long id) {
        return queries()
                .find(id)
                .map(this::page)
                .orElseGet(
                        () ->
                                Frame.problem(
                                        404,
                                        "There is no such person",
                                        "Nobody has number " + id + ", or it is forgotten."));
    }

    /** A link to the person an event is about, when it is remembered. */
    void link(Html html, Event event) {
        of(event)
                .ifPresent(
                        identity ->
                                html.open("p")
                                        .element(
                                                "a",
                                                "Person " + identity.id(),
                                                "href",
                                                Links.identity(identity.id()))
                                        .text(
                                                " known by "
                                                        + identity.allKeys().size()
                                                        + " keys, joined "
                                                        + identity.joins().size()
                                                        + " times")
                                        .close());
    }

    Optional<Identity> of(Event event) {
        return queries().find(IdentityKeys.of(event));
    }

    private IdentityQueries queries() {
        return evidence.queries().identities();
    }

    private IdentitySettings settings() {
        return evidence.board().configuration().identity();
    }

    private Map<String, Object> tree(Identity identity) {
        return IdentityJson.identity(identity, settings(), evidence.board().now());
    }

    private HttpOutput page(Identity identity) {
        Html html = Frame.begin("Person " + identity.id(), "/events");
        html.element("p", "Merchant " + identity.merchant());
        html.element("h2", "Known by");
        identity.persons().forEach(person -> person(html, identity, person));
        html.element("h2", "Why they are one");
        joins(html, identity.joins());
        html.element("h2", "Click ids and browser ids");
        touches(html, identity);
        html.open("p")
                .element("a", "As JSON", "href", "/api/v1/identities/" + identity.id())
                .close();
        return Answers.page(200, html.document());
    }

    private static void person(Html html, Identity identity, Person person) {
        html.open("p")
                .element("strong", person.browser() ? "Browser " : "Customer ")
                .text(person.id() + ", last seen ");
        Words.time(html, person.lastSeen());
        html.close().open("ul");
        for (KnownKey known : identity.keys().get(person.id())) {
            html.open("li").element("code", known.key().toString());
            if (known.shared()) {
                html.text(" shared by too many, joins nobody");
            }
            html.close();
        }
        html.close();
    }

    private static void joins(Html html, List<Join> joins) {
        if (joins.isEmpty()) {
            html.element("p", "One message showed all of it; nothing was joined.");
            return;
        }
        html.open("ul");
        for (Join join : joins) {
            html.open("li").text(join.sentence() + ": " + join.one() + " and " + join.other());
            if (join.undone().isEmpty()) {
                html.text(". To take it back: ").element("code", "tl identity undo " + join.id());
            }
            html.close();
        }
        html.close();
    }

    private void touches(Html html, Identity identity) {
        List<Touch> all =
                identity.touches().values().stream().flatMap(t -> t.all().stream()).toList();
        if (all.isEmpty()) {
            html.element("p", "None is remembered.");
            return;
        }
        html.open("table").open("thead").open("tr");
        COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().close().open("tbody");
        IdentitySettings settings = settings();
        all.forEach(touch -> touch(html, touch, settings));
        html.close().close();
    }

    private static void touch(Html html, Touch touch, IdentitySettings settings) {
        html.open("tr")
                .element("td", touch.field().path(), "data-label", "Id")
                .open("td", "data-label", "Value")
                .element("code", touch.value())
                .close()
                .open("td", "data-label", "Seen");
        Words.time(html, touch.seen());
        html.close()
                .open("td", "data-label", "On")
                .element("span", touch.landing())
                .text(" ")
                .element(
                        "small",
                        "event " + touch.eventId() + ", marketing " + touch.marketing().wire(),
                        "class",
                        "why")
                .close()
                .open("td", "data-label", "Used until");
        Words.time(html, settings.end(touch));
        html.close().close();
    }
}
