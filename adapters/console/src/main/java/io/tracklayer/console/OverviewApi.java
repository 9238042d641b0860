// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.HourCounts;
import io.tracklayer.core.evidence.HourCounts.Arrived;
import io.tracklayer.core.evidence.HourCounts.Delivered;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.overview.MatchEstimate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The overview, the counts per hour and what is under way, as JSON. */
final class OverviewApi {
    private static final long MOST_HOURS = HourCounts.KEPT.toHours();

    private OverviewApi() {}

    static HttpOutput overview(Visit visit) {
        visit.query().only("period");
        Overview overview = Overviews.of(visit);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("at", overview.at().toString());
        tree.put("period", overview.period().choice().wire());
        tree.put("from", overview.period().from().toString());
        tree.put("concerns", overview.concerns().stream().map(OverviewApi::concern).toList());
        tree.put("merchants", overview.merchants().stream().map(OverviewApi::merchant).toList());
        tree.putAll(Workshop.json(overview.work()));
        return Answers.json(200, tree);
    }

    static HttpOutput progress(Visit visit) {
        visit.query().only();
        return Answers.json(200, Workshop.json(Workshop.of(visit)));
    }

    static HttpOutput hourly(Visit visit) {
        Parameters query =
                visit.query().only("hours", "merchant", "store", "source", "destination");
        Instant now = visit.clock().instant();
        Instant from = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(hours(query) - 1));
        Instant until = now.plus(Duration.ofHours(1));
        HourCounts counts = visit.evidence().queries().hours();
        Merchants merchants = new Merchants(visit);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("from", from.toString());
        tree.put(
                "arrived",
                counts.arrived(from, until).stream()
                        .filter(row -> merchants.sees(row.merchant()))
                        .filter(row -> matches(query, row.merchant(), row.store()))
                        .filter(row -> matches(query.text("source"), row.source()))
                        .map(OverviewApi::arrived)
                        .toList());
        tree.put(
                "deliveries",
                counts.delivered(from, until).stream()
                        .filter(row -> merchants.sees(row.merchant()))
                        .filter(row -> matches(query, row.merchant(), row.store()))
                        .filter(row -> matches(query.text("destination"), row.destination()))
                        .map(OverviewApi::delivered)
                        .toList());
        return Answers.json(200, tree);
    }

    private static long hours(Parameters query) {
        String text = query.text("hours");
        if (text.isEmpty()) {
            return 24;
        }
        if (!text.matches("\\d{1,4}")
                || Long.parseLong(text) < 1
                || Long.parseLong(text) > MOST_HOURS) {
            throw new BadParameterException(
                    "parameter \"hours\" must be a whole number from 1 to " + MOST_HOURS);
        }
        return Long.parseLong(text);
    }

    private static boolean matches(Parameters query, String merchant, String store) {
        return matches(query.text("merchant"), merchant) && matches(query.text("store"), store);
    }

    private static boolean matches(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }

    private static Map<String, Object> concern(Concern concern) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", concern.kind().name().toLowerCase(Locale.ROOT));
        tree.put("subject", concern.subject());
        tree.put("title", concern.title());
        tree.put("sentence", concern.sentence());
        tree.put("next", concern.next());
        if (!concern.link().isEmpty()) {
            tree.put("link", concern.link());
        }
        return tree;
    }

    private static Map<String, Object> merchant(MerchantPart part) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("merchant", part.merchant());
        tree.put("arrived", part.arrived());
        for (Verdict verdict : Verdict.values()) {
            tree.put(verdict.wire(), part.count(verdict));
        }
        tree.put("sources", part.bySource());
        Map<String, Object> reasons = new LinkedHashMap<>();
        part.turnedAway().forEach(reason -> reasons.put(reason.getKey(), reason.getValue()));
        tree.put("turned_away", reasons);
        tree.put("destinations", part.destinations().stream().map(OverviewApi::part).toList());
        return tree;
    }

    private static Map<String, Object> part(DestinationPart part) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", part.id());
        tree.put("state", part.state());
        tree.put("delivered", part.count(DeliveryStatus.DELIVERED));
        tree.put("failed", part.count(DeliveryStatus.FAILED));
        tree.put("waiting", part.count(DeliveryStatus.PENDING));
        tree.put("skipped", part.count(DeliveryStatus.SKIPPED));
        part.share().ifPresent(share -> tree.put("delivered_percent", (long) share));
        tree.put("failed_by_reason", part.reasons(DeliveryStatus.FAILED));
        tree.put("skipped_by_reason", part.reasons(DeliveryStatus.SKIPPED));
        part.estimate().ifPresent(match -> tree.put("match", match(match)));
        part.last().ifPresent(at -> tree.put("newest_delivery", at.toString()));
        return tree;
    }

    private static Map<String, Object> match(MatchEstimate match) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("score", match.score());
        tree.put("events", (long) match.events());
        for (MatchEstimate.Key key : MatchEstimate.Key.values()) {
            tree.put(
                    key.name().toLowerCase(Locale.ROOT) + "_missing_percent",
                    (long) match.missingPercent(key));
        }
        return tree;
    }

    private static Map<String, Object> arrived(Arrived row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("hour", row.hour().toString());
        tree.put("merchant", row.merchant());
        tree.put("store", row.store());
        tree.put("source", row.source());
        tree.put("verdict", row.verdict());
        tree.put("reason", row.reason());
        tree.put("count", row.count());
        return tree;
    }

    private static Map<String, Object> delivered(Delivered row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("hour", row.hour().toString());
        tree.put("merchant", row.merchant());
        tree.put("store", row.store());
        tree.put("destination", row.destination());
        tree.put("status", row.status().wire());
        tree.put("reason", row.reason());
        tree.put("count", row.count());
        return tree;
    }
}
