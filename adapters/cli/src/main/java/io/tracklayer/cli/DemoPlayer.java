// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Plays the recorded hour against a node, faster than it happened. */
final class DemoPlayer {
    private static final Duration OUTAGE_LENGTH = Duration.ofSeconds(10);

    private final RecordedHour hour;
    private final Http node;
    private final double speed;
    private final List<Moment> moments = new ArrayList<>();
    private final List<String> surprises = new ArrayList<>();

    /** Something that is due at a time of the hour. */
    private record Moment(Duration at, Runnable action) {}

    /**
     * @param speed how many times faster than life
     */
    DemoPlayer(RecordedHour hour, Http node, double speed) {
        this.hour = hour;
        this.node = node;
        this.speed = speed;
        hour.requests().forEach(it -> moments.add(new Moment(it.at(), () -> send(it))));
    }

    /** Meta goes down; its merchant's token changes; the operator brings the new one. */
    DemoPlayer disturbing(DemoSandbox sandbox, DemoMerchant merchant, DemoConfig config) {
        moments.add(new Moment(RecordedHour.OUTAGE, () -> sandbox.breakMeta(OUTAGE_LENGTH)));
        moments.add(new Moment(RecordedHour.ROTATION, () -> sandbox.rotateToken(merchant)));
        moments.add(
                new Moment(
                        RecordedHour.NEW_TOKEN,
                        () -> config.bringToken(merchant, merchant.rotatedToken())));
        return this;
    }

    /**
     * Plays everything.
     *
     * @param between called before each request
     */
    void play(Runnable between) {
        moments.sort(Comparator.comparing(Moment::at));
        long begin = System.nanoTime();
        for (Moment moment : moments) {
            long due = begin + (long) (moment.at().toNanos() / speed);
            while (System.nanoTime() < due) {
                between.run();
                Pauses.sleep(Duration.ofNanos(Math.min(due - System.nanoTime(), 100_000_000L)));
            }
            moment.action().run();
        }
    }

    /** Answers other than the recorded ones, one sentence each. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    private void send(RecordedRequest request) {
        Http.Answer answer =
                node.send(request.method(), request.path(), request.headers(), request.body());
        if (answer.status() != request.status()) {
            surprises.add(
                    request.method()
                            + " "
                            + request.path().replaceAll("\\?.*", "")
                            + " answered "
                            + answer.status()
                            + " instead of "
                            + request.status()
                            + ": "
                            + answer.text());
        }
    }
}
