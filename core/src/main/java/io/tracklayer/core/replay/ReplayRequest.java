// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what an operator sends. Everything is checked: a misspelt filter would match too much. */
public final class ReplayRequest {
    private static final Duration USUAL_WINDOW = Duration.ofHours(24);
    private static final int USUAL_RATE = 50;
    private static final int MOST_NAMED = 500;
    private static final String NAMED = "deliveries";
    private static final List<String> TEXTS =
            List.of(
                    "destination",
                    "merchant",
                    "store",
                    "event",
                    "status",
                    "reason",
                    "code",
                    "since",
                    "until",
                    "by");
    private static final List<String> KNOWN =
            Stream.concat(TEXTS.stream(), Stream.of("rate", "force", "backfill", "deliveries"))
                    .toList();
    private final Tree tree;
    private final OrderMembers members;

    private ReplayRequest(Tree tree) {
        this.tree = tree;
        this.members = new OrderMembers(tree);
    }

    /**
     * Reads an order.
     *
     * @param now the node's time, from which the window counts
     * @throws BadReplayException if it cannot be meant
     */
    public static ReplayOrder order(Object json, Configuration configuration, Instant now)
            throws BadReplayException {
        ReplayRequest request = new ReplayRequest(Tree.root(json));
        request.members.known(KNOWN);
        request.named(configuration);
        ReplayOrder order =
                new ReplayOrder(
                        request.filter(now),
                        request.rate(),
                        request.flag("force"),
                        request.flag("backfill"));
        check(order);
        return order;
    }

    /** Who asks, as they say; empty when they do not. */
    public static String by(Object json) throws BadReplayException {
        return new OrderMembers(Tree.root(json)).by();
    }

    private void named(Configuration configuration) throws BadReplayException {
        String destination = text("destination");
        if (!destination.isEmpty() && configuration.destination(destination).isEmpty()) {
            throw new BadReplayException("no destination has the id \"" + destination + "\"");
        }
        if (!text("merchant").isEmpty() && !configuration.merchants().contains(text("merchant"))) {
            throw new BadReplayException("there is no merchant \"" + text("merchant") + "\"");
        }
        if (!text("store").isEmpty() && configuration.store(text("store")).isEmpty()) {
            throw new BadReplayException("there is no store \"" + text("store") + "\"");
        }
        if (!text("event").isEmpty() && EventName.find(text("event")).isEmpty()) {
            throw new BadReplayException("there is no event \"" + text("event") + "\"");
        }
    }

    private ReplayFilter filter(Instant now) throws BadReplayException {
        if (tree.members().containsKey(NAMED)) {
            return ReplayFilter.of(only(), now);
        }
        Instant since = members.time("since", now.minus(USUAL_WINDOW), now);
        Instant until = members.time("until", now, now);
        if (!since.isBefore(until)) {
            throw new BadReplayException(
                    "nothing lies between since (" + since + ") and until (" + until + ")");
        }
        return new ReplayFilter(
                text("destination"),
                text("merchant"),
                text("store"),
                since,
                until.isAfter(now) ? now : until,
                status(),
                text("reason"),
                text("code"),
                text("event"),
                new TreeSet<>());
    }

    /** Those that are named one by one, which takes no other filter. */
    private SortedSet<ReplayCursor> only() throws BadReplayException {
        for (String name : TEXTS) {
            if (!name.equals("by") && tree.members().containsKey(name)) {
                throw new BadReplayException(NAMED + " names them one by one: leave out " + name);
            }
        }
        if (flag("backfill")) {
            throw new BadReplayException(NAMED + " are there already: leave out backfill");
        }
        List<?> named =
                tree.members().get(NAMED) instanceof List<?> list ? list : Collections.emptyList();
        SortedSet<ReplayCursor> only = new TreeSet<>();
        for (Object one : named) {
            only.add(
                    ReplayCursor.of(String.valueOf(one))
                            .orElseThrow(
                                    () ->
                                            new BadReplayException(
                                                    NAMED
                                                            + " are written as 7000/meta: event"
                                                            + " number, destination")));
        }
        if (only.isEmpty() || only.size() > MOST_NAMED) {
            throw new BadReplayException(NAMED + " must be a list of 1 to " + MOST_NAMED);
        }
        return only;
    }

    private DeliveryStatus status() throws BadReplayException {
        String wire = text("status");
        if (wire.isEmpty()) {
            return null;
        }
        return Arrays.stream(DeliveryStatus.values())
                .filter(status -> status.isFinal() && status.wire().equals(wire))
                .findFirst()
                .orElseThrow(
                        () ->
                                new BadReplayException(
                                        "status must be one of "
                                                + Arrays.stream(DeliveryStatus.values())
                                                        .filter(DeliveryStatus::isFinal)
                                                        .map(DeliveryStatus::wire)
                                                        .collect(Collectors.joining(", "))
                                                + "; what is pending is sent anyway"));
    }

    private int rate() throws BadReplayException {
        Object given = tree.members().get("rate");
        if (given == null) {
            return USUAL_RATE;
        }
        if (given instanceof Long n && n >= 1 && n <= ReplayOrder.MOST_PER_SECOND) {
            return n.intValue();
        }
        throw new BadReplayException(
                "rate must be a whole number from 1 to "
                        + ReplayOrder.MOST_PER_SECOND
                        + ", deliveries per second");
    }

    private boolean flag(String name) throws BadReplayException {
        Object given = tree.members().getOrDefault(name, false);
        if (given instanceof Boolean flag) {
            return flag;
        }
        throw new BadReplayException(name + " must be true or false");
    }

    private String text(String name) throws BadReplayException {
        return members.text(name);
    }

    private static void check(ReplayOrder order) throws BadReplayException {
        ReplayFilter filter = order.filter();
        if (!order.backfill()) {
            return;
        }
        if (filter.destination().isEmpty()) {
            throw new BadReplayException("a backfill needs a destination");
        }
        boolean narrowed =
                filter.status() != null || !filter.reason().isEmpty() || !filter.code().isEmpty();
        if (narrowed || order.force()) {
            throw new BadReplayException(
                    "a backfill is of events without a delivery: it takes no status, reason, code or force");
        }
    }
}
