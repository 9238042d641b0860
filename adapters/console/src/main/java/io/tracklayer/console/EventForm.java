// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.ConsentWanted;
import io.tracklayer.spi.EventName;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The search field and the filters above the list of events. */
final class EventForm {
    private static final Map<String, String> WINDOWS =
            Map.of("15m", "15 min", "1h", "1 hour", "24h", "24 hours", "7d", "7 days");

    private final Html html;
    private final EventWanted wanted;

    EventForm(Html html, EventWanted wanted) {
        this.html = html;
        this.wanted = wanted;
    }

    /** Without script the field finds ids only, for an address typed must not stand in a link. */
    void search() {
        html.open(
                        "form",
                        "id",
                        "find",
                        "class",
                        "filter ask",
                        "role",
                        "search",
                        "action",
                        "/events")
                .open("label")
                .element("span", "Order or event id", "id", "find-label")
                .empty(
                        "input",
                        "id",
                        "find-what",
                        "name",
                        "key",
                        "type",
                        "search",
                        "autocomplete",
                        "off",
                        "spellcheck",
                        "false",
                        "value",
                        wanted.value("key"))
                .close()
                .element("button", "Find")
                .element("span", "", "id", "find-said", "role", "status", "class", "why")
                .close();
    }

    void filters(Configuration configuration) {
        FilterForm form = new FilterForm(html, "/events");
        form.choice(
                        "Event",
                        "event",
                        wanted.value("event"),
                        Arrays.stream(EventName.values()).map(EventName::wire).toList())
                .choice(
                        "Merchant",
                        "merchant",
                        wanted.value("merchant"),
                        stores(configuration).stream()
                                .map(StoreConfig::merchant)
                                .distinct()
                                .sorted()
                                .toList())
                .choice(
                        "Store",
                        "store",
                        wanted.value("store"),
                        stores(configuration).stream().map(StoreConfig::id).sorted().toList())
                .field("Source", "source", wanted.value("source"))
                .choice(
                        "Delivery",
                        "status",
                        wanted.value("status"),
                        Parameters.wires(DeliveryStatus.values()))
                .choice(
                        "Destination",
                        "destination",
                        wanted.value("destination"),
                        configuration.destinations().stream()
                                .map(DestinationConfig::id)
                                .sorted()
                                .toList())
                .choice(
                        "Consent",
                        "consent",
                        wanted.value("consent"),
                        ConsentWanted.all().stream().map(ConsentWanted::wire).toList())
                .choice("Test", "test", wanted.value("test"), List.of("yes", "no"))
                .choice("Bot", "bot", wanted.value("bot"), List.of("yes", "no"));
        form.time("From (UTC)", "from", wanted.value("from"))
                .time("To (UTC)", "to", wanted.value("to"));
        for (String kept : List.of("requests", "key", "keys", "person", "by")) {
            form.keep(kept, wanted.value(kept));
        }
        form.end();
    }

    private static Collection<StoreConfig> stores(Configuration configuration) {
        return configuration.stores().values();
    }

    /** The spans of time that are asked for most. */
    void chips() {
        html.open("nav", "class", "chips", "aria-label", "Time and requests");
        chip("Any time", wanted.link("/events", "window", "", "from", "", "to", ""), anyTime());
        for (String window : EventWanted.WINDOWS.keySet()) {
            chip(
                    "Last " + WINDOWS.get(window),
                    wanted.link("/events", "window", window, "from", "", "to", ""),
                    wanted.value("window").equals(window));
        }
        if (wanted.requests() || wanted.hidesRequests()) {
            chip(
                    "With refused and rejected requests",
                    wanted.link("/events", "requests", wanted.requests() ? "hide" : ""),
                    wanted.requests());
        }
        html.close();
    }

    private boolean anyTime() {
        return wanted.value("window").isEmpty()
                && wanted.value("from").isEmpty()
                && wanted.value("to").isEmpty();
    }

    private void chip(String text, String link, boolean here) {
        if (here) {
            html.element("a", text, "href", link, "aria-current", "true");
        } else {
            html.element("a", text, "href", link);
        }
    }
}
