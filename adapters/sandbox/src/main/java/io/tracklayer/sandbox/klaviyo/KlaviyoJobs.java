// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Ledger;
import io.tracklayer.sandbox.platform.Reason;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Verdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges what a call carries: one event, many, a profile or a subscription. All or nothing. */
final class KlaviyoJobs {
    /** Where the profiles of a bulk call stand. */
    static final String GROUPS = "/data/attributes/events-bulk-create/data";

    private static final int MOST_EVENTS = 1_000;
    private static final Reason SIBLING =
            new Reason("call_refused", "another event of the same call was refused");

    private final Ledger ledger;
    private final KlaviyoEventValidator events;
    private final KlaviyoSubscriptionValidator subscriptions;
    private final KlaviyoProfiles profiles = new KlaviyoProfiles();
    private final KlaviyoStore store;

    KlaviyoJobs(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.events = new KlaviyoEventValidator(clock);
        this.subscriptions = new KlaviyoSubscriptionValidator(clock);
        this.store = new KlaviyoStore(ledger, profiles, clock);
    }

    void clear() {
        profiles.clear();
        store.clear();
    }

    Answer answer(KlaviyoAccount account, KlaviyoEndpoint endpoint, byte[] body) {
        Optional<JsonNode> json = Json.read(body);
        if (json.isEmpty()) {
            ledger.diagnose(account.name(), "parse_error");
            return KlaviyoAnswers.refused(400, "parse_error", "", "Malformed request.");
        }
        List<KlaviyoProblem> problems = new ArrayList<>();
        KlaviyoFields document = new KlaviyoFields(json.get(), "", account.strict(), problems);
        Optional<KlaviyoFields> data = document.object("data");
        if (data.isEmpty()) {
            document.misshapen("data is a required object");
            return refuse(account, List.of(), problems);
        }
        document.onlyKnown(Set.of("data"));
        return switch (endpoint) {
            case EVENTS -> single(account, data.get());
            case BULK -> bulk(account, data.get());
            case PROFILE -> profile(account, data.get());
            default -> subscribe(account, data.get());
        };
    }

    private Answer single(KlaviyoAccount account, KlaviyoFields data) {
        data.attributes("event", Set.of("type", "attributes")).ifPresent(events::checkWithProfile);
        JsonNode event = data.get("attributes");
        Placed placed =
                new Placed("/data", event.at("/profile/data/attributes"), event, backfilled(event));
        return settle(account, List.of(placed), data.problems());
    }

    private Answer bulk(KlaviyoAccount account, KlaviyoFields data) {
        List<Placed> placed = new ArrayList<>();
        data.attributes("event-bulk-create-job", Set.of("type", "attributes"))
                .ifPresent(job -> groups(job, placed));
        if (placed.size() > MOST_EVENTS) {
            data.problems()
                    .add(
                            new KlaviyoProblem(
                                    "too_many_events", GROUPS, "must not exceed 1000 events"));
        }
        store.repetitions(placed).forEach(data.problems()::add);
        return settle(account, placed, data.problems());
    }

    private void groups(KlaviyoFields job, List<Placed> placed) {
        job.onlyKnown(Set.of("events-bulk-create"));
        JsonNode groups = job.object().at("/events-bulk-create/data");
        if (!groups.isArray() || groups.isEmpty()) {
            job.misshapen("a list is expected at " + GROUPS);
            return;
        }
        KlaviyoFields all = new KlaviyoFields(groups, GROUPS, job.strict(), job.problems());
        for (int i = 0; i < groups.size(); i++) {
            all.element(i)
                    .attributes("event-bulk-create", Set.of("type", "attributes"))
                    .ifPresent(group -> group(group, placed));
        }
    }

    private void group(KlaviyoFields group, List<Placed> placed) {
        group.onlyKnown(Set.of("profile", "events", "backfill"));
        group.flag("backfill");
        group.related("profile", "profile", Set.of("type", "id", "attributes", "meta"))
                .ifPresent(
                        profile ->
                                KlaviyoProfileValidator.check(
                                        profile,
                                        group.get("profile").path("data").hasNonNull("id"),
                                        "meta"));
        JsonNode list = group.object().at("/events/data");
        if (!list.isArray() || list.isEmpty()) {
            group.misshapen("a list is expected at " + group.at("events") + "/data");
            return;
        }
        KlaviyoFields all =
                new KlaviyoFields(
                        list, group.at("events") + "/data", group.strict(), group.problems());
        for (int i = 0; i < list.size(); i++) {
            KlaviyoFields one = all.element(i);
            placed.add(
                    new Placed(
                            one.pointer(),
                            group.object().at("/profile/data/attributes"),
                            one.get("attributes"),
                            backfilled(group.object()) || backfilled(one.get("attributes"))));
            one.attributes("event", Set.of("type", "attributes")).ifPresent(events::check);
        }
    }

    private static boolean backfilled(JsonNode attributes) {
        return attributes.path("backfill").asBoolean();
    }

    private Answer profile(KlaviyoAccount account, KlaviyoFields data) {
        data.attributes("profile", Set.of("type", "id", "attributes", "meta"))
                .ifPresent(
                        profile ->
                                KlaviyoProfileValidator.check(
                                        profile, data.has("id"), "meta", "anonymous_id"));
        JsonNode attributes = data.get("attributes");
        if (!data.problems().isEmpty()) {
            return refuse(account, List.of(), data.problems());
        }
        return store.profile(account.name(), attributes);
    }

    private Answer subscribe(KlaviyoAccount account, KlaviyoFields data) {
        subscriptions.check(data);
        if (!data.problems().isEmpty()) {
            return refuse(account, List.of(), data.problems());
        }
        JsonNode list = data.object().at("/relationships/list/data/id");
        if (!list.isMissingNode() && !account.hasList(list.asText())) {
            ledger.diagnose(account.name(), "list_unknown");
            return KlaviyoAnswers.refused(404, "A list with this id does not exist.");
        }
        for (JsonNode profile : data.object().at("/attributes/profiles/data")) {
            store.subscription(account.name(), profile.path("attributes"));
        }
        return KlaviyoAnswers.accepted();
    }

    private Answer settle(
            KlaviyoAccount account, List<Placed> placed, List<KlaviyoProblem> problems) {
        if (!problems.isEmpty()) {
            return refuse(account, placed, problems);
        }
        placed.forEach(one -> store.event(account.name(), one));
        return KlaviyoAnswers.accepted();
    }

    /** Nothing of a refused call is kept. */
    private Answer refuse(
            KlaviyoAccount account, List<Placed> placed, List<KlaviyoProblem> problems) {
        if (placed.isEmpty()) {
            ledger.diagnose(account.name(), problems.get(0).diagnosis());
        }
        for (Placed one : placed) {
            Reason reason =
                    problems.stream()
                            .filter(problem -> concerns(problem, one))
                            .findFirst()
                            .map(KlaviyoProblem::reason)
                            .orElse(SIBLING);
            Sighting sighting = store.sighting(account.name(), one);
            ledger.record(Verdict.REJECTED, Optional.of(reason), sighting);
        }
        return KlaviyoAnswers.invalid(problems);
    }

    /** Its own place, its profile's, or the whole call. */
    private static boolean concerns(KlaviyoProblem problem, Placed placed) {
        String group = placed.pointer().replaceFirst("/attributes/events/data/\\d+$", "");
        String at = problem.pointer();
        return at.startsWith(placed.pointer() + "/")
                || at.equals("/data")
                || at.equals(GROUPS)
                || at.startsWith(group + "/") && !at.contains("/events/data/");
    }

    /**
     * An event and where it stands.
     *
     * @param profile the attributes of the person
     * @param event its own attributes
     * @param backfilled whether it or its group says so: it starts no flows
     */
    record Placed(String pointer, JsonNode profile, JsonNode event, boolean backfilled) {}
}
