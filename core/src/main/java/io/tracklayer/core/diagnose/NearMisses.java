// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationFilter;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why something may not be there: other spellings, requests turned away, what was forgotten. */
final class NearMisses {
    private static final int MOST_ROWS = 200;
    private static final int MOST_BODIES = 60;
    private static final long MOST_BYTES = 8L << 20;
    private static final int SHORTEST_IN_BODY = 4;
    private static final int MOST_REASONS = 6;

    private final Ground ground;
    private final Question question;
    private final Search search;

    NearMisses(Ground ground, Question question, Search search) {
        this.ground = ground;
        this.question = question;
        this.search = search;
    }

    /** What comes nearest first. */
    List<Finding> find() {
        List<Finding> misses = new ArrayList<>();
        otherSpelling().ifPresent(misses::add);
        List<ObservationRow> turnedAway = turnedAway();
        inBody(turnedAway).ifPresent(misses::add);
        knownPerson().ifPresent(misses::add);
        misses.addAll(reasons(turnedAway));
        misses.add(absent());
        return List.copyOf(misses);
    }

    private Optional<Finding> otherSpelling() {
        if (question.kind().isPresent() || question.personal()) {
            return Optional.empty();
        }
        for (String form : forms(question.value())) {
            List<StoredEvent> found = search.ofKey(form);
            if (!found.isEmpty()) {
                return Optional.of(
                        miss(
                                Cause.NOT_FOUND,
                                "But "
                                        + Say.quoted(form)
                                        + " is known: "
                                        + found.get(0).event().name().wire()
                                        + " at "
                                        + Say.time(found.get(0).event().receivedAt())
                                        + ".",
                                List.of(new Proof("diagnose that one", Links.diagnosis(form))),
                                "Ask for "
                                        + Say.quoted(form)
                                        + ". If page and shop spell it differently, their copies are"
                                        + " not joined: have both send it the same way."));
            }
        }
        return Optional.empty();
    }

    /** How else people and shops write the same id. */
    static Set<String> forms(String id) {
        String bare = id.replaceFirst("^#", "");
        String inner = bare.replaceFirst("^(?:ord_|order[-_])", "").replaceFirst("_purchase$", "");
        Set<String> forms = new LinkedHashSet<>();
        forms.add(bare);
        forms.add("#" + bare);
        forms.add(inner);
        forms.add(inner.replaceFirst("^0+(?=.)", ""));
        forms.add("ord_" + inner + "_purchase");
        forms.add(bare.toUpperCase(Locale.ROOT));
        forms.add(bare.toLowerCase(Locale.ROOT));
        forms.add(inner.replaceFirst("^[A-Za-z]{1,5}[-_ ]?(?=\\d)", ""));
        forms.add(inner.replaceFirst("(?<=\\d)[-_][A-Za-z]{1,5}$", ""));
        for (int zeros = 1; zeros <= 4 && inner.matches("\\d{1,12}"); zeros++) {
            forms.add("0".repeat(zeros) + inner);
        }
        forms.remove(id);
        forms.remove("");
        return forms;
    }

    private List<ObservationRow> turnedAway() {
        List<ObservationRow> rows = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.REJECTED, Verdict.REFUSED, Verdict.IGNORED)) {
            ObservationFilter filter = new ObservationFilter(verdict.wire(), "", "");
            ground.evidence().observations(filter, Long.MAX_VALUE, MOST_ROWS).stream()
                    .filter(row -> ground.sees(row.merchant()))
                    .filter(this::ofMerchant)
                    .forEach(rows::add);
        }
        return rows;
    }

    /** Who was refused before their merchant was known may have meant this one. */
    private boolean ofMerchant(ObservationRow row) {
        return question.merchant().isEmpty()
                || row.merchant().isEmpty()
                || row.merchant().equals(question.merchant());
    }

    private Optional<Finding> inBody(List<ObservationRow> rows) {
        String value = question.value().replaceFirst("^#", "");
        if (value.length() < SHORTEST_IN_BODY) {
            return Optional.empty();
        }
        Set<Long> read = new LinkedHashSet<>();
        long bytes = 0;
        for (ObservationRow row : rows) {
            if (read.size() >= MOST_BODIES
                    || bytes > MOST_BYTES
                    || !read.add(row.arrivalOffset())) {
                continue;
            }
            String body =
                    ground.evidence()
                            .arrival(row.arrivalOffset())
                            .map(arrival -> new String(arrival.raw(), StandardCharsets.UTF_8))
                            .orElse("");
            bytes += body.length();
            if (body.contains(value)) {
                return Optional.of(inBody(row));
            }
        }
        return Optional.empty();
    }

    private static Finding inBody(ObservationRow row) {
        boolean again = row.verdict().reprocessable();
        return miss(
                RequestMeanings.of(row.reason()).cause(),
                "Request "
                        + row.arrivalOffset()
                        + " from "
                        + row.source()
                        + " at "
                        + Say.time(row.receivedAt())
                        + " has it, and was "
                        + row.verdict().wire()
                        + " ("
                        + row.reason()
                        + "): "
                        + Say.sentence(row.sentence()),
                List.of(new Proof("the request and why", Links.rejected(row.verdict().wire()))),
                again
                        ? "Correct what the sentence names, then take it up again: tl reprocess "
                                + row.arrivalOffset()
                        : RequestMeanings.of(row.reason()).next());
    }

    private Optional<Finding> knownPerson() {
        return search.persons().stream().findFirst().map(this::known);
    }

    private Finding known(Identity person) {
        return miss(
                Cause.NOT_FOUND,
                "The person is known by "
                        + Say.count(person.allKeys().size(), "key", "keys")
                        + ", but no purchase of theirs is kept.",
                List.of(new Proof("person " + person.id(), Links.person(person.id()))),
                "Ask for the order's id instead, and see whether the shop's webhook sends the"
                        + " person's orders.");
    }

    private List<Finding> reasons(List<ObservationRow> rows) {
        Map<String, List<ObservationRow>> byReason = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> row.verdict() != Verdict.IGNORED)
                .forEach(
                        row ->
                                byReason.computeIfAbsent(row.reason(), r -> new ArrayList<>())
                                        .add(row));
        return byReason.values().stream()
                .limit(MOST_REASONS)
                .map(NearMisses::turnedAwayFor)
                .toList();
    }

    private static Finding turnedAwayFor(List<ObservationRow> rows) {
        ObservationRow newest = rows.get(0);
        return miss(
                RequestMeanings.of(newest.reason()).cause(),
                Say.count(rows.size(), "recent request was ", "recent requests were ")
                        + newest.verdict().wire()
                        + " as "
                        + newest.reason()
                        + ", the latest from "
                        + newest.source()
                        + " at "
                        + Say.time(newest.receivedAt())
                        + ": "
                        + Say.sentence(newest.sentence()),
                List.of(new Proof("these requests", Links.rejected(newest.verdict().wire()))),
                RequestMeanings.of(newest.reason()).next());
    }

    private Finding absent() {
        EventFilter filter = new EventFilter("", question.merchant(), "", "");
        Optional<StoredEvent> newest =
                ground.evidence().events(filter, Long.MAX_VALUE, 1).stream()
                        .filter(one -> ground.sees(one.event().merchant()))
                        .findFirst();
        String kept =
                Optional.ofNullable(ground.configuration().retention())
                        .map(RetentionPolicy::evidence)
                        .map(
                                age ->
                                        " Events received before "
                                                + Say.time(ground.now().minus(age))
                                                + " are no longer kept (retention.evidence).")
                        .orElse("");
        return newest.map(
                        one ->
                                miss(
                                        Cause.NOT_FOUND,
                                        "The newest event came at "
                                                + Say.time(one.event().receivedAt())
                                                + " from "
                                                + Say.list(one.event().sources())
                                                + "."
                                                + kept,
                                        List.of(new Proof("all events", "/events")),
                                        "Check the spelling, and whether the shop or page sends it"
                                                + " here at all. Requests over a key's rate leave no"
                                                + " row; tl keys list counts them."))
                .orElseGet(
                        () ->
                                miss(
                                        Cause.NO_REQUESTS,
                                        "No event has come at all." + kept,
                                        List.of(new Proof("all events", "/events")),
                                        "Set up the page script (docs/browser.md) or the shop's"
                                                + " webhook, then try it: tl send"));
    }

    private static Finding miss(Cause cause, String sentence, List<Proof> proofs, String next) {
        return new Finding(Layer.ARRIVED, "", State.FAILED, cause, sentence, proofs, next);
    }
}
