// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.diagnose.Symptom;
import io.tracklayer.core.diagnose.window.Groups.Key;
import io.tracklayer.core.diagnose.window.WindowQueries.EventHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** That every event has a row for every destination of its store. */
final class EventWithoutDelivery implements SymptomCheck {
    @Override
    public Symptom symptom() {
        return Symptom.EVENT_WITHOUT_DELIVERY;
    }

    @Override
    public String looksAt() {
        return "every event times every destination of its store, by the rows there are";
    }

    @Override
    public List<WindowFinding> check(Window window) {
        List<EventHead> heads = window.heads();
        Map<Long, Set<String>> rows =
                window.sources().rows().destinationsOf(heads.stream().map(EventHead::seq).toList());
        List<WindowFinding> found = new ArrayList<>();
        for (DestinationConfig destination : window.destinations()) {
            List<EventHead> served =
                    heads.stream()
                            .filter(head -> destination.serves(head.merchant(), head.store()))
                            .toList();
            found.addAll(
                    missing(destination, served, rows)
                            .findings(
                                    State.FAILED,
                                    served.size(),
                                    heads.size() >= Window.MOST_HEADS));
        }
        return found;
    }

    private static Groups missing(
            DestinationConfig destination, List<EventHead> served, Map<Long, Set<String>> rows) {
        String id = destination.id();
        long first =
                served.stream()
                        .map(EventHead::seq)
                        .filter(seq -> has(rows, seq, id))
                        .min(Long::compareTo)
                        .orElse(Long.MAX_VALUE);
        Groups groups = new Groups();
        for (EventHead head : served) {
            if (!has(rows, head.seq(), id)) {
                groups.add(
                        key(destination, head.seq() < first),
                        Groups.proof(head.eventName(), head.orderId(), head.eventId(), head.seq()));
            }
        }
        return groups;
    }

    private static boolean has(Map<Long, Set<String>> rows, long seq, String destination) {
        return rows.getOrDefault(seq, Set.of()).contains(destination);
    }

    private static Key key(DestinationConfig destination, boolean before) {
        return new Key(
                destination.id(),
                Cause.DESTINATION_MISSING,
                before
                        ? "the event came before the destination was set up for its store"
                        : "older events have a row for the destination and this one has none, which"
                                + " must not happen");
    }
}
