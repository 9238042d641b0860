// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.Identity;
import io.tracklayer.core.identity.OrderForms;
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
    private static final int MOST_REASONS = 6;
    private static final int MOST_FORMS = 3;
    private static final int MOST_ADDRESSES = 5;

    private final Ground ground;
    private final Question question;
    private final Search search;

    NearMisses(Ground ground, Question question, Search search) {
        this.ground = ground;
        this.question = question;
        this.search = search;
    }

    /** What comes nearest first; when something does, not what is far from it. */
    List<Finding> find() {
        TurnedAway requests = new TurnedAway(ground, question.merchant());
        List<ObservationRow> turnedAway =
                requests.rows(Verdict.REJECTED, Verdict.REFUSED, Verdict.IGNORED);
        List<String> asked = List.of(value());
        Optional<Finding> itself = requests.having(asked, turnedAway).map(this::inBody);
        if (itself.isEmpty()) {
            List<ObservationRow> again = requests.rows(Verdict.DUPLICATE);
            itself = requests.having(asked, again).map(NearMisses::repeated);
        }
        List<Finding> misses = new ArrayList<>();
        itself.ifPresent(misses::add);
        otherSpelling().ifPresent(misses::add);
        if (itself.isEmpty()) {
            requests.having(List.of(OrderForms.bare(value())), turnedAway)
                    .map(this::inBody)
                    .ifPresent(misses::add);
        }
        knownPerson().ifPresent(misses::add);
        if (misses.isEmpty()) {
            misses.addAll(reasons(unread(turnedAway)));
            misses.add(absent());
        }
        return List.copyOf(misses);
    }

    /** What was rejected has been looked into and is about something else. */
    private List<ObservationRow> unread(List<ObservationRow> rows) {
        boolean all =
                value().length() >= TurnedAway.SHORTEST
                        && !question.personal()
                        && TurnedAway.allRead(rows);
        return rows.stream().filter(row -> !all || row.verdict() == Verdict.REFUSED).toList();
    }

    private String value() {
        return question.value();
    }

    private Optional<Finding> otherSpelling() {
        if (question.kind().isPresent() || question.personal()) {
            return Optional.empty();
        }
        return spelledAlike().or(this::otherForm);
    }

    private Optional<Finding> spelledAlike() {
        List<StoredEvent> alike = search.alike();
        List<String> orders =
                alike.stream().flatMap(one -> one.event().orderId().stream()).distinct().toList();
        return orders.isEmpty() ? Optional.empty() : Optional.of(known(orders, alike.get(0)));
    }

    private Optional<Finding> otherForm() {
        for (String form : forms(value())) {
            List<StoredEvent> found = search.ofKey(form);
            if (!found.isEmpty()) {
                return Optional.of(known(List.of(form), found.get(0)));
            }
        }
        return Optional.empty();
    }

    private static Finding known(List<String> forms, StoredEvent newest) {
        List<String> shown = forms.stream().limit(MOST_FORMS).toList();
        String quoted = Say.list(shown.stream().map(Say::quoted).toList());
        return miss(
                Cause.NOT_FOUND,
                "But "
                        + quoted
                        + (shown.size() == 1 ? " is known: " : " are known, the newest: ")
                        + newest.event().name().wire()
                        + " at "
                        + Say.time(newest.event().receivedAt())
                        + " from "
                        + Say.list(newest.event().sources())
                        + ".",
                shown.stream()
                        .map(
                                form ->
                                        new Proof(
                                                "diagnose " + Say.quoted(form),
                                                Links.diagnosis(form)))
                        .toList(),
                "Ask for "
                        + quoted
                        + ". If page and shop spell it differently, their copies are not joined:"
                        + " have both send it the same way.");
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

    private Finding inBody(ObservationRow row) {
        boolean elsewhere = Set.of("unknown_path", "unknown_store").contains(row.reason());
        return miss(
                RequestMeanings.of(row.reason()).cause(),
                hasIt(row)
                        + row.verdict().wire()
                        + " ("
                        + row.reason()
                        + "): "
                        + Say.sentence(row.sentence()),
                List.of(new Proof("the request and why", Links.request(row.arrivalOffset()))),
                RequestMeanings.next(row) + (elsewhere ? addresses(" Here ") : ""));
    }

    private static String hasIt(ObservationRow row) {
        return "Request "
                + row.arrivalOffset()
                + " from "
                + row.source()
                + " at "
                + Say.time(row.receivedAt())
                + " has it, and was ";
    }

    /** A sender that gives all its messages the same id is heard once. */
    private static Finding repeated(ObservationRow row) {
        return miss(
                Cause.REJECTED,
                hasIt(row) + "taken for the same message again: " + Say.sentence(row.sentence()),
                List.of(
                        new Proof("the request and why", Links.request(row.arrivalOffset())),
                        new Proof("the event of the first message", Links.event(row.eventSeq()))),
                "Have the sender give each message an id of its own, and send this one again with a"
                        + " new one.");
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
                                                + " here at all."
                                                + addresses(" Here ")
                                                + " Requests over a key's rate leave no"
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

    /** Where the sources listen that have an address of their own per store. */
    private String addresses(String before) {
        List<String> known =
                ground.configuration().stores().values().stream()
                        .filter(store -> ground.sees(store.merchant()))
                        .filter(store -> ofMerchant(store.merchant()))
                        .flatMap(store -> SourceAddresses.of(store).stream())
                        .sorted()
                        .toList();
        return known.isEmpty()
                ? ""
                : before
                        + "webhooks are taken at "
                        + Say.list(known.stream().limit(MOST_ADDRESSES).toList())
                        + (known.size() > MOST_ADDRESSES ? " and others" : "")
                        + ".";
    }

    private boolean ofMerchant(String merchant) {
        return question.merchant().isEmpty() || question.merchant().equals(merchant);
    }

    private static Finding miss(Cause cause, String sentence, List<Proof> proofs, String next) {
        return new Finding(Layer.ARRIVED, "", State.FAILED, cause, sentence, proofs, next);
    }
}
