// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * What operators ask, over a store filled with {@link Months}: every page and every path of the
 * read API, with the filters that differ in what they look through.
 */
final class ConsoleQueries {
    private ConsoleQueries() {}

    /**
     * A question.
     *
     * @param template the path it is one of, as the console tells it
     * @param name of it among others of that path
     * @param about the address that asks about the event with a number
     */
    record Question(String template, String name, LongFunction<String> about) {
        private static Question of(String template, String name, LongFunction<String> about) {
            return new Question(template, name, about);
        }
    }

    /** Numbers of events, spread over all of them, the same each time. */
    static long[] numbers(int count, long events) {
        return new Random(7).longs(count, 0, events).toArray();
    }

    /** The request nearest to an event that was turned away: one in a thousand is. */
    private static long turnedAway(long number) {
        return number - number % 1_000 + 7;
    }

    /** All of them. */
    static List<Question> all() {
        return List.of(
                Question.of("/", "last day", n -> "/"),
                Question.of("/events", "newest", n -> "/events"),
                Question.of("/events", "older", n -> "/events?before=" + Months.seq(n)),
                Question.of(
                        "/events",
                        "of a name and merchant",
                        n ->
                                "/events?event=checkout_started&merchant=bench&before="
                                        + Months.seq(n)),
                Question.of(
                        "/events",
                        "of a rare source",
                        n -> "/events?source=shopify&store=bench-eu&before=" + Months.seq(n)),
                Question.of("/events", "by order id", n -> "/events?key=" + Months.order(n)),
                Question.of("/events", "by an id nobody has", n -> "/events?key=none-" + n),
                Question.of("/events", "turned away", n -> "/events?show=requests"),
                Question.of(
                        "/events",
                        "requests of a source",
                        n -> "/events?show=requests&verdict=rejected&source=segment&before=" + n),
                Question.of("/events", "collisions", n -> "/events?show=collisions"),
                Question.of("/events/{number}", "one", n -> "/events/" + Months.seq(n)),
                Question.of(
                        "/events/requests/{number}",
                        "rejected",
                        n -> "/events/requests/" + turnedAway(n)),
                Question.of("/deliveries", "newest", n -> "/deliveries"),
                Question.of(
                        "/deliveries",
                        "failed",
                        n -> "/deliveries?status=failed&before=" + Months.seq(n)),
                Question.of(
                        "/deliveries",
                        "skipped at one for a reason",
                        n ->
                                "/deliveries?status=skipped&destination=ads&reason=consent_denied:marketing&before="
                                        + Months.seq(n)),
                Question.of(
                        "/deliveries",
                        "of an event name and merchant",
                        n ->
                                "/deliveries?event=purchase_placed&merchant=bench&before="
                                        + Months.seq(n)),
                Question.of(
                        "/deliveries/{number}/{id}",
                        "one",
                        n -> "/deliveries/" + Months.seq(n) + "/ads"),
                Question.of("/destinations", "all", n -> "/destinations"),
                Question.of("/destinations/{id}", "one", n -> "/destinations/ads"),
                Question.of("/api-logs", "newest", n -> "/api-logs"),
                Question.of(
                        "/api-logs",
                        "of an outcome and destination",
                        n -> "/api-logs?outcome=retry&destination=ads"),
                Question.of("/api-logs", "text that is nowhere", n -> "/api-logs?text=none" + n),
                Question.of("/api-logs/{id}", "one", n -> "/api-logs/" + Operations.attempt(n)),
                Question.of("/identities/{number}", "one", n -> "/identities/" + Months.person(n)),
                Question.of("/replays", "newest", n -> "/replays"),
                Question.of("/audit", "newest", n -> "/audit"),
                Question.of("/audit", "of an operator", n -> "/audit?by=anna&before=" + n),
                Question.of("/diagnose", "by order id", n -> "/diagnose?of=" + Months.order(n)),
                Question.of("/diagnose", "by an id nobody has", n -> "/diagnose?of=none-" + n),
                Question.of(
                        "/diagnose/dedup",
                        "by order id",
                        n -> "/diagnose/dedup?of=" + Months.order(n)),
                Question.of(
                        "/diagnose/consent",
                        "by order id",
                        n -> "/diagnose/consent?of=" + Months.order(n)),
                Question.of("/rules", "all", n -> "/rules"),
                Question.of(
                        "/api/v1/events",
                        "500 older",
                        n -> "/api/v1/events?limit=500&before=" + Months.seq(n)),
                Question.of(
                        "/api/v1/events/{number}", "one", n -> "/api/v1/events/" + Months.seq(n)),
                Question.of(
                        "/api/v1/events/{number}/preview",
                        "one",
                        n -> "/api/v1/events/" + Months.seq(n) + "/preview"),
                Question.of("/api/v1/requests", "older", n -> "/api/v1/requests?before=" + n),
                Question.of(
                        "/api/v1/deliveries",
                        "pending",
                        n -> "/api/v1/deliveries?status=pending&limit=500"),
                Question.of("/api/v1/api-logs", "newest", n -> "/api/v1/api-logs"),
                Question.of(
                        "/api/v1/api-logs/{id}",
                        "one",
                        n -> "/api/v1/api-logs/" + Operations.attempt(n)),
                Question.of("/api/v1/collisions", "newest", n -> "/api/v1/collisions"),
                Question.of(
                        "/api/v1/coverage",
                        "of a store",
                        n -> "/api/v1/coverage?merchant=bench&store=bench-eu"),
                Question.of("/api/v1/counts", "all", n -> "/api/v1/counts"),
                Question.of("/api/v1/counts/hourly", "last day", n -> "/api/v1/counts/hourly"),
                Question.of("/api/v1/overview", "last day", n -> "/api/v1/overview"),
                Question.of("/api/v1/progress", "running", n -> "/api/v1/progress"),
                Question.of("/api/v1/incidents", "newest", n -> "/api/v1/incidents"),
                Question.of("/api/v1/destinations", "all", n -> "/api/v1/destinations"),
                Question.of("/api/v1/destinations/{id}", "one", n -> "/api/v1/destinations/ads"),
                Question.of(
                        "/api/v1/diagnose",
                        "by order id",
                        n -> "/api/v1/diagnose?of=" + Months.order(n)),
                Question.of(
                        "/api/v1/diagnose/dedup",
                        "by order id",
                        n -> "/api/v1/diagnose/dedup?of=" + Months.order(n)),
                Question.of(
                        "/api/v1/diagnose/consent",
                        "by order id",
                        n -> "/api/v1/diagnose/consent?of=" + Months.order(n)),
                Question.of("/api/v1/rules", "all", n -> "/api/v1/rules"),
                Question.of("/api/v1/replays", "newest", n -> "/api/v1/replays"),
                Question.of(
                        "/api/v1/replays/{id}",
                        "one",
                        n -> "/api/v1/replays/" + Operations.replay(n)),
                Question.of("/api/v1/audit", "newest", n -> "/api/v1/audit"),
                Question.of(
                        "/api/v1/identities",
                        "by a browser's id",
                        n ->
                                "/api/v1/identities?merchant=bench&anonymous_id=visitor-%09d"
                                        .formatted(Months.person(n))),
                Question.of(
                        "/api/v1/identities/{number}",
                        "one",
                        n -> "/api/v1/identities/" + Months.person(n)));
    }

    /** The diagnosis of a time, which looks at samples of what fell into it. */
    static List<Question> windows() {
        return List.of(
                Question.of("/diagnose/window", "last hour", n -> "/diagnose/window"),
                Question.of("/diagnose/window", "last week", n -> "/diagnose/window?since=7d"),
                Question.of(
                        "/diagnose/window",
                        "last week at one",
                        n -> "/diagnose/window?since=7d&destination=ads"));
    }
}
