// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages and read API over the evidence, without an HTTP server. Thread-safe; reads only. Who may
 * see it is checked by the caller.
 */
public final class Console {
    private static final Pattern EVENT = Pattern.compile("(/api/v1)?/events/(\\d{1,18})");
    private static final Pattern ATTEMPT = Pattern.compile("(/api/v1)?/api-logs/([^/]{1,200})");
    private static final Pattern REPLAY = Pattern.compile("/api/v1/replays/([^/]{1,100})");

    private static final Pattern IDENTITY = Pattern.compile("(/api/v1)?/identities/(\\d{1,18})");

    private final Evidence evidence;
    private final ReadApi api;
    private final EventPages eventPages;
    private final EventPage eventPage;
    private final DeliveryPages deliveryPages;
    private final ApiLogPages apiLogPages;
    private final ReplayPages replayPages;
    private final ReplayApi replays;
    private final RulePages rulePages;
    private final IdentityPages identities;
    private final Assets assets = new Assets();

    /**
     * Creates the console.
     *
     * @param rules the rules in force
     * @param waits destinations that wait for what is in no row
     */
    public Console(
            EvidenceQueries evidence,
            Supplier<ActiveConfiguration> active,
            Supplier<RulesInForce> rules,
            Supplier<Map<String, Pause>> waits,
            Clock clock) {
        this.evidence = new Evidence(evidence, active, rules, waits, clock);
        this.api = new ReadApi(this.evidence, clock);
        this.eventPages = new EventPages(this.evidence);
        this.eventPage = new EventPage(this.evidence);
        this.deliveryPages = new DeliveryPages(this.evidence);
        this.apiLogPages = new ApiLogPages(this.evidence, clock);
        this.replayPages = new ReplayPages(this.evidence);
        this.replays = new ReplayApi(this.evidence);
        this.rulePages = new RulePages(rules);
        this.identities = new IdentityPages(this.evidence);
    }

    /** Whether {@link #get} has an answer for the path; the live stream is the server's own. */
    public boolean serves(String path) {
        return switch (path) {
            case "/",
                    "/events",
                    "/deliveries",
                    "/api-logs",
                    "/replays",
                    "/rules",
                    "/api/v1/rules",
                    "/api/v1/events",
                    "/api/v1/requests",
                    "/api/v1/deliveries",
                    "/api/v1/api-logs",
                    "/api/v1/collisions",
                    "/api/v1/coverage",
                    "/api/v1/counts",
                    "/api/v1/incidents",
                    "/api/v1/replays",
                    "/api/v1/audit",
                    "/api/v1/identities",
                    "/api/v1/destinations" ->
                    true;
            default ->
                    path.startsWith("/events/")
                            || path.startsWith("/assets/")
                            || ATTEMPT.matcher(path).matches()
                            || REPLAY.matcher(path).matches()
                            || IDENTITY.matcher(path).matches()
                            || EVENT.matcher(path).matches();
        };
    }

    /** Answers a GET: a page, an asset or JSON. Never fails for what the caller sent. */
    public HttpOutput get(String path, Map<String, List<String>> query) {
        boolean json = path.startsWith("/api/");
        try {
            Parameters parameters = new Parameters(query);
            return json ? data(path, parameters) : page(path, parameters);
        } catch (BadParameterException bad) {
            return json
                    ? Answers.error(400, "bad_parameter", bad.getMessage())
                    : Frame.problem(400, "That filter cannot be read", bad.getMessage());
        }
    }

    /** Events changed at or after a journal offset, oldest change first, for the live stream. */
    public List<LiveEvent> changedSince(long offset, int limit) {
        return evidence.shown(evidence.queries().eventsChangedSince(offset, limit)).stream()
                .map(
                        shown ->
                                new LiveEvent(
                                        shown.event().updatedOffset(),
                                        StrictJson.writeText(
                                                EventJsonView.summary(
                                                        shown.event(), shown.deliveries()))))
                .toList();
    }

    private HttpOutput data(String path, Parameters query) {
        return switch (path) {
            case "/api/v1/events" -> api.events(query);
            case "/api/v1/requests" -> api.requests(query);
            case "/api/v1/deliveries" -> api.deliveries(query);
            case "/api/v1/api-logs" -> api.attempts(query);
            case "/api/v1/collisions" -> api.collisions(query);
            case "/api/v1/coverage" -> api.coverage(query);
            case "/api/v1/counts" -> api.counts(query);
            case "/api/v1/incidents" -> api.incidents(query);
            case "/api/v1/destinations" -> api.destinations(query);
            case "/api/v1/rules" -> rulePages.json();
            case "/api/v1/replays" -> replays.replays(query);
            case "/api/v1/audit" -> replays.audit(query);
            case "/api/v1/identities" -> identities.search(query);
            default -> {
                Matcher event = EVENT.matcher(path);
                Matcher attempt = ATTEMPT.matcher(path);
                Matcher replay = REPLAY.matcher(path);
                Matcher identity = IDENTITY.matcher(path);
                if (identity.matches()) {
                    yield identities.json(Long.parseLong(identity.group(2)));
                }
                if (replay.matches()) {
                    yield replays.replay(replay.group(1));
                }
                if (event.matches()) {
                    yield api.event(Long.parseLong(event.group(2)));
                }
                yield attempt.matches()
                        ? api.attempt(attempt.group(2))
                        : Answers.error(404, "not_found", "the read API has no such path");
            }
        };
    }

    private HttpOutput page(String path, Parameters query) {
        return switch (path) {
            case "/" -> Answers.redirect("/events");
            case "/events" -> eventPages.list(query);
            case "/deliveries" -> deliveryPages.list(query);
            case "/api-logs" -> apiLogPages.list(query);
            case "/rules" -> rulePages.page();
            case "/replays" -> replayPages.list(query);
            default -> {
                Matcher event = EVENT.matcher(path);
                Matcher attempt = ATTEMPT.matcher(path);
                Matcher identity = IDENTITY.matcher(path);
                if (identity.matches()) {
                    yield identities.show(Long.parseLong(identity.group(2)));
                }
                if (event.matches()) {
                    yield eventPage.show(Long.parseLong(event.group(2)));
                }
                if (attempt.matches()) {
                    yield apiLogPages.show(attempt.group(2));
                }
                yield assets.find(path)
                        .orElseGet(
                                () ->
                                        Frame.problem(
                                                404,
                                                "There is no such page",
                                                "The address is wrong, or what it named is no"
                                                        + " longer kept."));
            }
        };
    }
}
