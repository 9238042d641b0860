// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.access.KeyCounts;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.config.WriteKey;
import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.Meaning;
import io.tracklayer.core.diagnose.Proof;
import io.tracklayer.core.diagnose.RequestMeanings;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.diagnose.Symptom;
import io.tracklayer.core.diagnose.window.Groups.Key;
import io.tracklayer.core.diagnose.window.WindowQueries.EventHead;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.spi.EventName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests that were turned away or came to nothing, and stores from which none came. */
final class NoEvents implements SymptomCheck {
    /** Fewer page views without anything else are a quiet hour. */
    private static final int PAGE_VIEWS = 20;

    private static final int MOST_SENTENCES = 5;

    @Override
    public Symptom symptom() {
        return Symptom.NO_EVENTS;
    }

    @Override
    public String looksAt() {
        return "requests turned away, limited or rejected, and what came from each store; requests"
                + " without a known key belong to no merchant";
    }

    @Override
    public List<WindowFinding> check(Window window) {
        List<WindowFinding> found = new ArrayList<>(unused(window, Verdict.REFUSED));
        found.addAll(unused(window, Verdict.REJECTED));
        found.addAll(limited(window));
        found.addAll(quiet(window));
        found.sort(Comparator.comparingLong(WindowFinding::affected).reversed());
        return found;
    }

    private static List<WindowFinding> unused(Window window, Verdict verdict) {
        List<ObservationRow> rows = window.messages(verdict);
        return unused(rows).findings(State.FAILED, 0, rows.size() >= Window.MOST);
    }

    /** Sentences quote what senders chose, so that one sender could make a finding of each. */
    static Groups unused(List<ObservationRow> rows) {
        Map<String, Set<String>> sentences = new HashMap<>();
        for (ObservationRow row : rows) {
            sentences
                    .computeIfAbsent(row.reason(), reason -> new LinkedHashSet<>())
                    .add(anywhere(row.sentence()));
        }
        Groups groups = new Groups();
        for (ObservationRow row : rows) {
            Meaning meaning = RequestMeanings.of(row.reason());
            String what = row.reason() + ": " + said(row, sentences.get(row.reason()));
            groups.add(new Key("", meaning.cause(), what), proof(row), meaning.next());
        }
        return groups;
    }

    private static String said(ObservationRow row, Set<String> sentences) {
        return sentences.size() <= MOST_SENTENCES
                ? anywhere(row.sentence())
                : sentences.iterator().next()
                        + " (the newest of "
                        + sentences.size()
                        + " different ones)";
    }

    /** Bodies that are malformed in different places have the same cause. */
    private static String anywhere(String sentence) {
        return sentence.replaceAll(" at line \\d+, column \\d+", "");
    }

    private static Proof proof(ObservationRow row) {
        return new Proof(
                "request " + row.arrivalOffset() + " to " + row.source() + ", " + row.receivedAt(),
                "/events/requests/" + row.arrivalOffset());
    }

    private static List<WindowFinding> limited(Window window) {
        Groups groups = new Groups();
        for (WriteKey key : window.configuration().writeKeys().values()) {
            KeyCounts.Count count = window.sources().keys().of(key.id());
            boolean within =
                    count.lastLimited().filter(at -> window.question().includes(at)).isPresent();
            if (within && window.question().concerns(key.merchant())) {
                groups.add(
                        new Key(
                                "",
                                Cause.RATE_LIMITED,
                                "key "
                                        + key.id()
                                        + " made more requests than it may; counted since the node"
                                        + " was started"),
                        count.limited(),
                        new Proof("last at " + count.lastLimited().orElseThrow(), ""),
                        RequestMeanings.of("rate_limited").next());
            }
        }
        return groups.findings(State.WARNING, 0, false);
    }

    private static List<WindowFinding> quiet(Window window) {
        Groups groups = new Groups();
        boolean cut = window.heads().size() >= Window.MOST_HEADS;
        for (StoreConfig store : stores(window)) {
            List<EventHead> own =
                    window.heads().stream().filter(row -> row.store().equals(store.id())).toList();
            if (own.isEmpty() && !cut && !messagesOf(window, store)) {
                groups.add(nothing(store), last(window, store));
            } else if (own.size() >= PAGE_VIEWS && own.stream().allMatch(NoEvents::isPageView)) {
                groups.add(pagesOnly(store), own.size(), example(own.get(0)));
            }
        }
        return groups.findings(State.WARNING, 0, false);
    }

    private static List<StoreConfig> stores(Window window) {
        return window.configuration().stores().values().stream()
                .filter(store -> window.question().concerns(store.merchant()))
                .filter(store -> !store.sources().isEmpty())
                .sorted(Comparator.comparing(StoreConfig::id))
                .toList();
    }

    private static boolean messagesOf(Window window, StoreConfig store) {
        return List.of(Verdict.values()).stream()
                .flatMap(verdict -> window.messages(verdict).stream())
                .anyMatch(row -> row.store().equals(store.id()));
    }

    private static Key nothing(StoreConfig store) {
        return new Key("", Cause.NO_REQUESTS, "nothing came from store " + store.id());
    }

    private static Proof last(Window window, StoreConfig store) {
        return window
                .sources()
                .evidence()
                .events(new EventFilter("", store.merchant(), store.id(), ""), Long.MAX_VALUE, 1)
                .stream()
                .findFirst()
                .map(
                        stored ->
                                new Proof(
                                        "the newest event came at " + stored.event().receivedAt(),
                                        "/events/" + stored.seq()))
                .orElseGet(() -> new Proof("no event of the store is kept", ""));
    }

    private static Key pagesOnly(StoreConfig store) {
        return new Key(
                "",
                Cause.NOT_FOUND,
                "store "
                        + store.id()
                        + " sends page views and nothing else: the SDK runs, but"
                        + " no shop event reaches it");
    }

    private static boolean isPageView(EventHead row) {
        return row.eventName().equals(EventName.PAGE_VIEWED.wire());
    }

    private static Proof example(EventHead row) {
        return Groups.proof(row.eventName(), row.orderId(), row.eventId(), row.seq());
    }
}
