// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.identity.Identity;
import io.tracklayer.core.identity.KeyKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How the events of a list were found, when somebody was searched for. */
record FoundHow(Evidence evidence, Operator operator, EventWanted wanted) {
    private static final Map<String, String> NAMES =
            Map.of(
                    "email",
                    "e-mail address",
                    "phone",
                    "telephone number",
                    "external_id",
                    "customer id",
                    "anonymous_id",
                    "visitor id",
                    "ga_client_id",
                    "client id",
                    "fbp",
                    "browser id of Meta",
                    EventFinder.CLICK,
                    "click id",
                    EventFinder.ORDER,
                    "order name, or another spelling of the order id");

    void write(Html html) {
        String by = wanted.value("by");
        if (by.isEmpty()) {
            return;
        }
        html.open("p", "class", "banner found", "role", "status");
        List<Identity> persons = persons();
        if (wanted.search().whose().keys().equals(Set.of(0L))) {
            html.text(nobody(by));
        } else {
            html.text("Found by " + name(by));
            persons.forEach(person -> person(html, person));
            boolean nobody = persons.isEmpty() && !by.equals(EventFinder.ORDER);
            html.text(nobody ? "; no person is remembered under it." : ".");
        }
        html.text(" ").element("a", "Show all events", "href", "/events").close();
    }

    private static String nobody(String by) {
        return by.equals(KeyKind.EMAIL.wire())
                ? "No event carries this e-mail address, and no person is known by it."
                : "Nothing is found by what was typed: no event id, order id, customer or visitor"
                        + " id, telephone number (write it with its country code, +49…) or click"
                        + " id.";
    }

    private static String name(String by) {
        boolean known = Arrays.stream(KeyKind.values()).anyMatch(kind -> kind.wire().equals(by));
        return NAMES.getOrDefault(by, known ? by.replace('_', ' ') : "its key");
    }

    private static void person(Html html, Identity person) {
        boolean browser = person.persons().get(0).browser();
        html.text(", and through ")
                .element(
                        "a",
                        (browser ? "browser " : "customer ") + person.id(),
                        "href",
                        Links.identity(person.id()))
                .text(", known by " + person.allKeys().size() + " keys");
    }

    private List<Identity> persons() {
        return Stream.of(wanted.value("person").split(","))
                .filter(one -> !one.isEmpty())
                .map(Long::parseLong)
                .map(evidence.queries().identities()::find)
                .flatMap(Optional::stream)
                .filter(one -> operator.sees(one.merchant()))
                .toList();
    }
}
