// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.diagnose.Question;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.scope.NotScopedException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Pages and read API over the evidence, without an HTTP server. Thread-safe; reads only. Who may
 * see it is checked by the caller.
 */
public final class Console {
    static final List<Place> PAGES =
            List.of(
                    Place.at("/", OverviewPages::page),
                    Place.at("/events", visit -> new EventPages(visit).list(visit.query())),
                    Place.at(
                            "/events/requests/{number}",
                            visit -> new RequestPages(visit.evidence()).show(visit)),
                    Place.at(
                            "/events/{number}", visit -> new EventPage(visit).show(visit.number())),
                    Place.at(
                            "/deliveries",
                            visit -> new DeliveryPages(visit.evidence()).list(visit.query())),
                    Place.at(
                            "/deliveries/{number}/{id}",
                            visit ->
                                    new DeliveryPage(visit.evidence())
                                            .show(visit.number(), visit.names().get(1))),
                    Place.at(
                            "/destinations",
                            visit -> new DestinationPages(visit.evidence()).list(visit.query())),
                    Place.at(
                            "/destinations/connect",
                            visit -> new ConnectPage(visit.evidence()).show(visit.query())),
                    Place.at(
                            "/destinations/{id}",
                            visit ->
                                    new DestinationPages(visit.evidence())
                                            .show(visit.name(), visit.operator())),
                    Place.at("/api-logs", visit -> logs(visit).list(visit.query())),
                    Place.at("/api-logs/{id}", visit -> logs(visit).show(visit.name())),
                    Place.at(
                            "/identities/{number}",
                            visit -> new IdentityPages(visit.evidence()).show(visit.number())),
                    Place.at("/replays", visit -> new ReplayPages(visit.evidence()).list(visit)),
                    Place.at(
                            "/audit",
                            visit ->
                                    new AuditPages(visit.evidence())
                                            .page(visit.query(), visit.operator())),
                    Place.at("/rules", visit -> new RulePages(visit.evidence().rules()).page()),
                    Place.at("/diagnose", visit -> new DiagnosePages(visit).page()),
                    Place.at("/diagnose/dedup", visit -> new DedupPages(visit).page()),
                    Place.at("/diagnose/consent", visit -> new ConsentPages(visit).page()));

    static final List<Place> DATA =
            List.of(
                    Place.at("/api/v1/events", visit -> api(visit).events(visit)),
                    Place.at("/api/v1/events/{number}", visit -> api(visit).event(visit.number())),
                    Place.at("/api/v1/events/{number}/preview", EventPreview::of),
                    Place.at("/api/v1/requests", visit -> api(visit).requests(visit.query())),
                    Place.at("/api/v1/deliveries", visit -> api(visit).deliveries(visit.query())),
                    Place.at("/api/v1/api-logs", visit -> api(visit).attempts(visit.query())),
                    Place.at("/api/v1/api-logs/{id}", visit -> api(visit).attempt(visit.name())),
                    Place.at("/api/v1/collisions", visit -> api(visit).collisions(visit.query())),
                    Place.at("/api/v1/coverage", visit -> api(visit).coverage(visit.query())),
                    Place.at("/api/v1/counts", visit -> api(visit).counts(visit.query())),
                    Place.at("/api/v1/counts/hourly", OverviewApi::hourly),
                    Place.at("/api/v1/overview", OverviewApi::overview),
                    Place.at("/api/v1/progress", OverviewApi::progress),
                    Place.at("/api/v1/incidents", visit -> api(visit).incidents(visit.query())),
                    Place.at(
                            "/api/v1/destinations",
                            visit -> api(visit).destinations(visit.query())),
                    Place.at(
                            "/api/v1/destinations/{id}",
                            visit -> api(visit).destination(visit.name())),
                    Place.at(
                            "/api/v1/rules",
                            visit -> new RulePages(visit.evidence().rules()).json()),
                    Place.at(
                            "/api/v1/replays",
                            visit -> new ReplayApi(visit.evidence()).replays(visit.query())),
                    Place.at(
                            "/api/v1/replays/{id}",
                            visit -> new ReplayApi(visit.evidence()).replay(visit.name())),
                    Place.at(
                            "/api/v1/audit",
                            visit -> new AuditPages(visit.evidence()).json(visit.query())),
                    Place.at(
                            "/api/v1/identities",
                            visit -> new IdentityPages(visit.evidence()).search(visit.query())),
                    Place.at(
                            "/api/v1/identities/{number}",
                            visit -> new IdentityPages(visit.evidence()).json(visit.number())),
                    Place.at(
                            DiagnoseDesk.API,
                            visit -> new DiagnosePages(visit).json(DiagnoseDesk.API)),
                    Place.at(
                            DiagnoseDesk.DEDUP,
                            visit -> new DiagnosePages(visit).json(DiagnoseDesk.DEDUP)),
                    Place.at(
                            DiagnoseDesk.CONSENT,
                            visit -> new DiagnosePages(visit).json(DiagnoseDesk.CONSENT)));

    private final Evidence evidence;
    private final Clock clock;
    private final Assets assets = new Assets();

    /**
     * Creates the console.
     *
     * @param rules the rules in force
     * @param waits destinations that wait for what is in no row
     * @param sending what is known of the sending of destinations beside the evidence
     * @param signs what the node knows about itself
     */
    public Console(
            EvidenceQueries evidence,
            Supplier<ActiveConfiguration> active,
            Supplier<RulesInForce> rules,
            Supplier<Map<String, Pause>> waits,
            Sending sending,
            Supplier<NodeSigns> signs,
            Clock clock) {
        this.evidence = new Evidence(evidence, active, rules, waits, sending, signs, clock);
        this.clock = clock;
    }

    /** A console of a node that sends nothing. */
    public Console(
            EvidenceQueries evidence,
            Supplier<ActiveConfiguration> active,
            Supplier<RulesInForce> rules,
            Supplier<Map<String, Pause>> waits,
            Clock clock) {
        this(evidence, active, rules, waits, Sending.none(), () -> NodeSigns.QUIET, clock);
    }

    /** The paths of all pages; in place of a number or name stands its placeholder in braces. */
    public static List<String> pages() {
        return PAGES.stream().map(Place::template).toList();
    }

    /** The paths of the read API, likewise. */
    public static List<String> data() {
        return DATA.stream().map(Place::template).toList();
    }

    /** Whether {@link #get} has an answer for the path; the live stream is the server's own. */
    public boolean serves(String path) {
        return path.startsWith("/assets/")
                || path.equals(Assets.DESCRIPTION)
                || path.startsWith("/events/")
                || Stream.concat(PAGES.stream(), DATA.stream())
                        .anyMatch(place -> place.names(path).isPresent());
    }

    /** Answers a GET: a page, an asset or JSON. Never fails for what the caller sent. */
    public HttpOutput get(String path, Map<String, List<String>> query, Operator operator) {
        boolean json = path.startsWith("/api/");
        try {
            Parameters parameters = new Parameters(query);
            return (json ? DATA : PAGES)
                    .stream()
                            .flatMap(place -> answer(place, path, parameters, operator).stream())
                            .findFirst()
                            .or(() -> assets.find(path))
                            .orElseGet(() -> nothing(json));
        } catch (BadParameterException bad) {
            return json
                    ? Answers.error(400, "bad_parameter", bad.getMessage())
                    : Frame.problem(400, "That filter cannot be read", bad.getMessage());
        } catch (NotScopedException aboutAll) {
            return json
                    ? Answers.error(403, "all_merchants_needed", aboutAll.getMessage())
                    : AccountPage.refused(403, aboutAll.getMessage());
        }
    }

    private Optional<HttpOutput> answer(
            Place place, String path, Parameters query, Operator operator) {
        return place.names(path)
                .map(names -> new Visit(evidence.of(operator), query, operator, clock, names))
                .map(place.answer());
    }

    /** What is said of a path that leads nowhere, to a program or a person. */
    public static HttpOutput nothing(boolean json) {
        return json
                ? Answers.error(404, "not_found", "the read API has no such path")
                : Frame.problem(
                        404,
                        "There is no such page",
                        "The address is wrong, or what it named is no longer kept.");
    }

    private static ReadApi api(Visit visit) {
        return new ReadApi(visit.evidence(), visit.clock());
    }

    private static ApiLogPages logs(Visit visit) {
        return new ApiLogPages(visit.evidence(), visit.clock());
    }

    /**
     * What changed at or after a journal offset, for the live stream; one read serves all viewers.
     *
     * @param head the offset up to which the evidence had been written when this was called
     */
    public LiveChanges changes(long offset, long head, int limit) {
        return new LiveReading(evidence).read(offset, head, limit);
    }

    /**
     * What a live viewer wants to see, in the parameters of the list of events.
     *
     * @throws BadParameterException if they cannot be read
     */
    public LiveFilter live(Map<String, List<String>> query, Operator operator) {
        return new LiveFilter(
                EventWanted.of(
                        new Parameters(query).only(EventWanted.NAMES.toArray(String[]::new)),
                        evidence.of(operator).queries(),
                        operator,
                        clock.instant(),
                        "hide"));
    }

    /**
     * Where what an operator typed is found.
     *
     * @param typed an id, e-mail address, telephone number, or id of a visitor or click
     * @return {@code location}, which holds nothing personal, and {@code by}
     */
    public HttpOutput find(String typed, Operator operator) {
        EventFinder.Found found = new EventFinder(evidence.of(operator), operator).find(typed);
        return Answers.json(200, Map.of("by", found.by(), "location", found.location()));
    }

    /** Whether {@link #ask} has an answer for the path. */
    public static boolean asks(String path) {
        return DiagnoseDesk.PATHS.contains(path);
    }

    /**
     * Answers a question that names a person, whose e-mail address or telephone number must not
     * stand in an address.
     *
     * @param given {@code of}, and {@code destination} and {@code merchant} where it is limited
     */
    public HttpOutput ask(String path, Map<String, String> given, Operator operator) {
        try {
            Question question =
                    DiagnoseDesk.question(
                            given.getOrDefault("of", ""),
                            given.getOrDefault("destination", ""),
                            given.getOrDefault("merchant", ""));
            return Answers.json(
                    200,
                    DiagnoseDesk.answer(
                            path, question, DiagnoseDesk.ground(evidence.of(operator), operator)));
        } catch (BadParameterException bad) {
            return Answers.error(400, "bad_parameter", bad.getMessage());
        }
    }
}
