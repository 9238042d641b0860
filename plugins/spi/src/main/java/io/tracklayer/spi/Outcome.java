// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Duration;
import java.util.List;

/**
 * What an answer means for one record. {@code code} is the platform's own code or a short
 * lower-case word, {@code text} what the platform said; neither is ever evaluated.
 */
public sealed interface Outcome {

    /**
     * The platform took it; {@code confirmed} is false where a 2xx proves only that the request
     * arrived.
     */
    record Delivered(boolean confirmed, List<String> warnings) implements Outcome {
        public Delivered {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The platform took it and tells later what became of it; the host asks with {@link
     * Destination#inquiry}. Shown as delivered until then.
     *
     * @param receipt what to ask with, at most 1,000 characters; one for all records of a request
     * @param askAfter how long to wait before asking for the first time
     */
    record AcceptedPending(String receipt, Duration askAfter, List<String> warnings)
            implements Outcome {
        public AcceptedPending {
            warnings = List.copyOf(warnings);
        }
    }

    /** The platform already had it. */
    record AlreadyDelivered(String code, String text) implements Outcome {}

    /**
     * It may work later. Burns an attempt.
     *
     * @param after how long to wait at least; zero when the redelivery policy decides
     */
    record Retry(String code, String text, Duration after) implements Outcome {
        /** One for which the redelivery policy says when. */
        public Retry(String code, String text) {
            this(code, text, Duration.ZERO);
        }
    }

    /**
     * The platform asks for a pause of the whole account. Burns no attempt.
     *
     * @param pause how long, or zero when the platform does not say and the redelivery policy
     *     decides
     */
    record Throttled(Duration pause, String code, String text) implements Outcome {}

    /** The credential is refused: the destination waits for a new one. Burns no attempt. */
    record AuthHold(String code, String text) implements Outcome {}

    /**
     * The set-up is wrong (account, address, version): the destination waits for a change. Burns no
     * attempt.
     */
    record ConfigHold(String code, String text) implements Outcome {}

    /** This record will never be taken. */
    record Permanent(String code, String text) implements Outcome {}

    /**
     * The request as a whole was refused for one unnamed record, or is too large: send it again in
     * halves. Burns no attempt.
     */
    record Split(String code, String text) implements Outcome {}

    /** Delivered, confirmed, without warnings. */
    static Outcome delivered() {
        return new Delivered(true, List.of());
    }
}
