// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.decide.Decider;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.TreatmentJson;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides events twice, by the rules in force and by a candidate, and counts what would change.
 * Nothing is stored and nothing is sent. For one thread.
 */
public final class ShadowRun {
    /** More events than this are not looked at in one run over the evidence. */
    public static final int MOST_EVENTS = 200_000;

    private static final int PAGE = 200;
    private static final int MOST_SAMPLES = 3;

    private final ActiveConfiguration active;
    private final Decider candidate;
    private final Map<Key, Tally> tallies = new LinkedHashMap<>();
    private long events;
    private long decisions;

    public ShadowRun(ActiveConfiguration active, Decider candidate) {
        this.active = active;
        this.candidate = candidate;
    }

    /** What a candidate does to a delivery. */
    public enum Direction {
        /** It would have been sent and is skipped. */
        SENT_NO_MORE,
        /** It was skipped and would be sent. */
        SENT_NOW,
        /** It would be sent in both cases, but not alike. */
        SENT_OTHERWISE,
        /** It is skipped in both cases, for another reason. */
        SKIPPED_OTHERWISE;

        /** The spelling in JSON. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An event that would be decided otherwise, with what marketers are told in both cases. */
    public record Sample(
            long eventSeq, String eventName, String eventId, String before, String after) {}

    /**
     * Deliveries that change alike.
     *
     * @param before the reason, or what is done to the event that is sent
     * @param after the same by the candidate
     */
    public record Change(
            String destination,
            Direction direction,
            String before,
            String after,
            long count,
            List<Sample> samples) {}

    /**
     * What a run found.
     *
     * @param version rules in force
     * @param candidate the rules they were compared with
     * @param events how many events were decided
     * @param decisions how many pairs of event and destination
     * @param changed how many of those differ
     * @param whole whether all events of the time were looked at
     * @param changes most frequent first
     */
    public record Report(
            String version,
            String candidate,
            long events,
            long decisions,
            long changed,
            boolean whole,
            List<Change> changes) {}

    /** Decides every event that arrived at or after a time, the newest first. */
    public Report over(EvidenceQueries evidence, Instant since) {
        long before = Long.MAX_VALUE;
        while (events < MOST_EVENTS) {
            List<StoredEvent> page = evidence.events(EventFilter.all(), before, PAGE);
            for (StoredEvent stored : page) {
                if (stored.event().receivedAt().isBefore(since)) {
                    return report(true);
                }
                add(stored.seq(), stored.event());
            }
            if (page.size() < PAGE) {
                return report(true);
            }
            before = page.get(page.size() - 1).seq();
        }
        return report(false);
    }

    /** Decides the given events. */
    public Report over(List<Event> given) {
        for (int i = 0; i < given.size(); i++) {
            add(i + 1L, given.get(i));
        }
        return report(true);
    }

    private void add(long seq, Event event) {
        events++;
        String region = Region.of(event, active.configuration());
        for (DestinationConfig destination : active.configuration().destinations()) {
            if (destination.serves(event.merchant(), event.store())) {
                Decision before = decide(active.decider(), event, region, destination);
                Decision after = decide(candidate, event, region, destination);
                decisions++;
                compare(seq, event, destination.id(), before, after);
            }
        }
    }

    private static Decision decide(
            Decider decider, Event event, String region, DestinationConfig destination) {
        return decider.decide(
                event,
                region,
                destination,
                destination.destination().purposes(destination.settings()));
    }

    private void compare(
            long seq, Event event, String destination, Decision before, Decision after) {
        String was = told(before);
        String is = told(after);
        if (!was.equals(is)) {
            Key key = new Key(destination, direction(before, after), was, is);
            tallies.computeIfAbsent(key, k -> new Tally())
                    .add(
                            new Sample(
                                    seq,
                                    event.name().wire(),
                                    event.eventId(),
                                    before.sentence(),
                                    after.sentence()));
        }
    }

    private static Direction direction(Decision before, Decision after) {
        if (before.allowed()) {
            return after.allowed() ? Direction.SENT_OTHERWISE : Direction.SENT_NO_MORE;
        }
        return after.allowed() ? Direction.SENT_NOW : Direction.SKIPPED_OTHERWISE;
    }

    /** What matters of a decision: which rule it came from does not. */
    private static String told(Decision decision) {
        if (!decision.allowed()) {
            return decision.reason();
        }
        String without =
                decision.stripped().stream()
                        .map(EventField::path)
                        .sorted()
                        .collect(Collectors.joining(", "));
        Map<String, Object> treatment = new TreeMap<>(TreatmentJson.toTree(decision.treatment()));
        treatment.remove("causes");
        return "sent"
                + (without.isEmpty() ? "" : " without " + without)
                + (treatment.isEmpty() ? "" : " with " + treatment);
    }

    private Report report(boolean whole) {
        List<Change> changes = new ArrayList<>();
        tallies.forEach(
                (key, tally) ->
                        changes.add(
                                new Change(
                                        key.destination,
                                        key.direction,
                                        key.before,
                                        key.after,
                                        tally.count,
                                        List.copyOf(tally.samples))));
        changes.sort(Comparator.comparingLong(Change::count).reversed());
        return new Report(
                active.decider().version(),
                candidate.version(),
                events,
                decisions,
                changes.stream().mapToLong(Change::count).sum(),
                whole,
                changes);
    }

    private record Key(String destination, Direction direction, String before, String after) {}

    private static final class Tally {
        private final List<Sample> samples = new ArrayList<>();
        private long count;

        private void add(Sample sample) {
            count++;
            if (samples.size() < MOST_SAMPLES) {
                samples.add(sample);
            }
        }
    }
}
