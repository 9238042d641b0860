// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.klaviyo.KlaviyoJobs.Placed;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.DedupWindow;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Ledger;
import io.tracklayer.sandbox.platform.Money;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Texts;
import io.tracklayer.sandbox.platform.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What becomes of calls that were taken. */
final class KlaviyoStore {
    /** Klaviyo names no end. */
    private static final Duration FOR_GOOD = Duration.ofDays(36_500);

    private final Ledger ledger;
    private final KlaviyoProfiles profiles;
    private final Clock clock;
    private final DedupWindow seen = new DedupWindow(FOR_GOOD);

    KlaviyoStore(Ledger ledger, KlaviyoProfiles profiles, Clock clock) {
        this.ledger = ledger;
        this.profiles = profiles;
        this.clock = clock;
    }

    void clear() {
        seen.clear();
    }

    /** The first event of its profile, metric and id counts; others are passed over. */
    void event(String account, Placed placed) {
        String owner = profiles.remember(account, placed.profile());
        boolean fresh =
                seen.firstSight(
                        clock.instant(), account, owner, metric(placed.event()), id(placed));
        ledger.record(fresh ? Verdict.STORED : Verdict.DEDUPLICATED, sighting(account, placed));
        if (fresh && !placed.backfilled()) {
            ledger.diagnose(account, "flow_started");
        }
        if (keys(placed.profile()).stream().allMatch("anonymous_id"::equals)) {
            ledger.diagnose(account, "anonymous_only");
        }
    }

    /**
     * Events whose id a bulk call repeats for the same profile and metric, which Klaviyo refuses
     * there (specification: Bulk Create Events, unique_id).
     */
    List<KlaviyoProblem> repetitions(List<Placed> placed) {
        List<KlaviyoProblem> problems = new ArrayList<>();
        Set<List<Object>> ids = new HashSet<>();
        for (Placed one : placed) {
            if (one.event().has("unique_id")
                    && !ids.add(List.of(one.profile(), metric(one.event()), id(one)))) {
                problems.add(
                        new KlaviyoProblem(
                                "repeated_id",
                                one.pointer() + "/attributes/unique_id",
                                "is repeated for the same profile and metric"));
            }
        }
        return problems;
    }

    /** Creates or updates a profile, unless e-mail and phone belong to two. */
    Answer profile(String account, JsonNode attributes) {
        List<String> owners =
                profiles.owners(account, attributes, List.of("email", "phone_number"));
        Sighting sighting = sighting(account, "profile-import", attributes);
        if (owners.size() > 1) {
            ledger.record(
                    Verdict.REJECTED,
                    Optional.of(
                            new KlaviyoProblem(
                                            "duplicate_profile",
                                            "/data/attributes",
                                            "belongs to two profiles")
                                    .reason()),
                    sighting);
            return KlaviyoAnswers.conflict(owners.get(1));
        }
        boolean known =
                !profiles.owners(account, attributes, KlaviyoProfileValidator.IDENTIFIERS)
                        .isEmpty();
        String id = profiles.remember(account, attributes);
        ledger.record(Verdict.STORED, sighting);
        return KlaviyoAnswers.profile(known ? 200 : 201, id, attributes);
    }

    void subscription(String account, JsonNode attributes) {
        profiles.remember(account, attributes);
        ledger.record(Verdict.STORED, sighting(account, "subscription", attributes));
    }

    Sighting sighting(String account, Placed placed) {
        JsonNode event = placed.event();
        ObjectNode payload = Json.object();
        payload.set("profile", placed.profile());
        payload.set("event", event);
        return new Sighting(
                account,
                metric(event),
                Texts.find(event, "unique_id"),
                Texts.find(event.path("properties"), "OrderId"),
                Money.text(event.path("value")),
                Texts.find(event, "value_currency"),
                keys(placed.profile()),
                Json.write(payload));
    }

    private static Sighting sighting(String account, String name, JsonNode attributes) {
        return new Sighting(
                account,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                keys(attributes),
                Json.write(attributes));
    }

    private static String metric(JsonNode event) {
        return event.at("/metric/data/attributes/name").asText("");
    }

    /** Without an id of their own two events of one second are one. */
    private String id(Placed placed) {
        return Texts.find(placed.event(), "unique_id")
                .orElseGet(
                        () ->
                                Long.toString(
                                        KlaviyoEventValidator.time(placed.event())
                                                .orElse(clock.instant())
                                                .getEpochSecond()));
    }

    private static List<String> keys(JsonNode profile) {
        List<String> keys = new ArrayList<>();
        profile.fieldNames().forEachRemaining(keys::add);
        Collections.sort(keys);
        return keys;
    }
}
