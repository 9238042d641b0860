// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Reads what an operator sends to have requests looked at again. */
public final class ReprocessRequest {
    private static final Duration USUAL_WINDOW = Duration.ofHours(24);
    private static final List<String> KNOWN =
            List.of("request", "verdict", "reason", "merchant", "source", "since", "by");

    private ReprocessRequest() {}

    /**
     * Reads an order.
     *
     * @param now the node's time, from which the window counts
     * @throws BadReplayException if it cannot be meant
     */
    public static ReprocessOrder order(Object json, Instant now) throws BadReplayException {
        OrderMembers members = new OrderMembers(Tree.root(json));
        members.known(KNOWN);
        OptionalLong request = request(members);
        Instant usual = request.isPresent() ? Instant.EPOCH : now.minus(USUAL_WINDOW);
        return new ReprocessOrder(
                request,
                verdict(members.text("verdict")),
                members.text("reason"),
                members.text("merchant"),
                members.text("source"),
                members.time("since", usual, now));
    }

    private static OptionalLong request(OrderMembers members) throws BadReplayException {
        Object given = members.tree().members().get("request");
        if (given == null) {
            return OptionalLong.empty();
        }
        if (given instanceof Long offset && offset >= 0) {
            return OptionalLong.of(offset);
        }
        throw new BadReplayException(
                "request must be the number of a request, as /events?show=requests shows it");
    }

    private static Verdict verdict(String wire) throws BadReplayException {
        return switch (wire) {
            case "", "rejected" -> Verdict.REJECTED;
            case "ignored" -> Verdict.IGNORED;
            default ->
                    throw new BadReplayException(
                            "verdict must be rejected or ignored; what was refused was not"
                                    + " authentic, and everything else has been used");
        };
    }
}
