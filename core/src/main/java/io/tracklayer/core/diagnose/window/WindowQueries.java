// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.pipeline.Passage;
import io.tracklayer.spi.EventName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads of the newest rows of a window, each bounded and along one index. */
public interface WindowQueries {

    /** The number of the first event that arrived at or after a time. */
    Optional<Long> firstEvent(Instant since);

    /** The newest events, without their content. */
    List<EventHead> heads(Scope scope, int limit);

    /** The newest events of a name. */
    List<StoredEvent> events(Scope scope, EventName name, int limit);

    /** Which destinations have a row, by event number. */
    Map<Long, Set<String>> destinationsOf(Collection<Long> eventSeqs);

    /**
     * The newest deliveries of a status.
     *
     * @param destination only of this one, or empty
     * @param limit how many of one destination and reason
     */
    List<Delivery> deliveries(Scope scope, DeliveryStatus status, String destination, int limit);

    /**
     * The newest messages that were taken for something, within a time.
     *
     * @param limit how many of one merchant and source
     */
    List<ObservationRow> observations(Verdict verdict, Scope scope, Span span, int limit);

    /** The newest requests to a destination within a time that came back with remarks. */
    List<Remarked> remarked(String destination, Span span, int limit);

    /**
     * A time.
     *
     * @param since its beginning
     * @param until its end, which is no longer in it
     */
    record Span(Instant since, Instant until) {
        /** From a time on, without an end. */
        public static Span from(Instant since) {
            return new Span(since, Instant.ofEpochSecond(253_402_300_799L));
        }

        /** Whether it was then. */
        public boolean includes(Instant at) {
            return !at.isBefore(since) && at.isBefore(until);
        }
    }

    /**
     * Whose rows, and from where on.
     *
     * @param fromSeq number of the first event
     * @param toSeq number of the first event that is no longer meant
     * @param merchants all when empty
     */
    record Scope(long fromSeq, long toSeq, Set<String> merchants) {
        public Scope {
            merchants = Set.copyOf(merchants);
        }

        /** To the newest row. */
        public Scope(long fromSeq, Set<String> merchants) {
            this(fromSeq, Long.MAX_VALUE, merchants);
        }

        /** The last request that may hold a row that is meant. */
        public long toArrival() {
            return toSeq / Passage.MOST_MESSAGES;
        }
    }

    /** An event without its content. */
    record EventHead(
            long seq,
            String merchant,
            String store,
            String eventName,
            String eventId,
            String orderId,
            Instant receivedAt) {}

    /**
     * A request the platform took, with what was left out or repaired and what it said about it.
     *
     * @param eventSeqs the events it carried
     */
    record Remarked(
            String attempt,
            Instant at,
            String outcome,
            List<String> remarks,
            List<Long> eventSeqs) {}
}
