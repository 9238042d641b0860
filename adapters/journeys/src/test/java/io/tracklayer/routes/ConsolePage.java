// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.util.List;
import java.util.function.Function;

/**
 * A page of the console as tests look at it. Every page there is has one or more: a new page is
 * added here, and where it needs evidence of a new kind, to {@link OperatorShop}.
 *
 * @param template its path, as {@link io.tracklayer.console.Console#pages} tells it
 * @param name of its screenshots
 * @param address of one such page with something on it
 * @param shows a text that stands on it
 */
record ConsolePage(
        String template, String name, Function<OperatorShop, String> address, String shows) {
    /** Of a desk beside the console, as it is measured over a span of time. */
    static final String WINDOW = "/diagnose/window";

    /** Those that are a list or the like come first, then those of a single thing. */
    static final List<ConsolePage> ALL =
            List.of(
                    at("/", "home", shop -> "/", "TrackLayer"),
                    at("/events", "events", shop -> "/events", "548291"),
                    at(
                            "/events",
                            "events-filtered",
                            shop -> "/events?event=purchase_placed&source=browser&merchant=shop",
                            "548292"),
                    at("/events", "events-none", shop -> "/events?key=nowhere", "No event matches"),
                    at("/events", "requests", shop -> "/events?show=requests", "bad_signature"),
                    at(
                            "/events",
                            "collisions",
                            shop -> "/events?show=collisions",
                            "evt-page-548292"),
                    at(
                            "/events/requests/{number}",
                            "request",
                            shop -> "/events/requests/" + shop.request("refused"),
                            "bad_signature"),
                    at(
                            "/events/{number}",
                            "event-skipped",
                            shop -> "/events/" + shop.event(OperatorShop.MISSING),
                            "consent_denied"),
                    at(
                            "/events/{number}",
                            "event-joined",
                            shop -> "/events/" + shop.event(OperatorShop.JOINED),
                            "browser"),
                    at("/deliveries", "deliveries", shop -> "/deliveries", "meta-us"),
                    at(
                            "/deliveries",
                            "deliveries-failed",
                            shop -> "/deliveries?status=failed",
                            "crm"),
                    at("/deliveries", "deliveries-none", shop -> "/deliveries?reason=x", "No "),
                    at(
                            "/deliveries/{number}/{id}",
                            "delivery-waiting",
                            shop -> "/deliveries/" + shop.event(OperatorShop.JOINED) + "/lake",
                            "HTTP 503"),
                    at(
                            "/deliveries/{number}/{id}",
                            "delivery-skipped",
                            shop -> "/deliveries/" + shop.event(OperatorShop.MISSING) + "/meta",
                            "consent_denied"),
                    at("/destinations", "destinations", shop -> "/destinations", "meta-us"),
                    at(
                            "/destinations/connect",
                            "connect",
                            shop -> "/destinations/connect",
                            "Choose what"),
                    at(
                            "/destinations/connect",
                            "connect-meta",
                            shop -> "/destinations/connect?plugin=meta",
                            "tl connect meta"),
                    at("/destinations/{id}", "destination", shop -> "/destinations/meta", "probe"),
                    at(
                            "/destinations/{id}",
                            "destination-held",
                            shop -> "/destinations/meta-us",
                            "held"),
                    at("/api-logs", "api-logs", shop -> "/api-logs?limit=20", "HTTP"),
                    at(
                            "/api-logs/{id}",
                            "api-log",
                            shop -> "/api-logs/" + shop.attempt("crm"),
                            "HTTP 400"),
                    at(
                            "/identities/{number}",
                            "person",
                            shop -> "/identities/" + shop.person(),
                            "external_id"),
                    at("/diagnose", "diagnose", shop -> "/diagnose", "Diagnose"),
                    at(
                            "/diagnose",
                            "diagnose-missing",
                            shop -> "/diagnose?of=" + OperatorShop.MISSING,
                            "meta"),
                    at("/diagnose", "diagnose-none", shop -> "/diagnose?of=nowhere", "nowhere"),
                    at(
                            "/diagnose/dedup",
                            "dedup",
                            shop -> "/diagnose/dedup?of=" + OperatorShop.JOINED,
                            "browser"),
                    at(
                            "/diagnose/consent",
                            "consent",
                            shop -> "/diagnose/consent?of=" + OperatorShop.MISSING,
                            "marketing"),
                    at(ConsolePage.WINDOW, "window", shop -> ConsolePage.WINDOW, "twelve symptoms"),
                    at("/audit", "audit", shop -> "/audit", "Anna"),
                    at("/replays", "replays", shop -> "/replays", "Anna"),
                    at("/rules", "rules", shop -> "/rules", "rules"));

    private static ConsolePage at(
            String template, String name, Function<OperatorShop, String> address, String shows) {
        return new ConsolePage(template, name, address, shows);
    }

    @Override
    public String toString() {
        return name;
    }
}
