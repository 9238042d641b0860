// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.Course;
import io.tracklayer.core.diagnose.Finding;
import io.tracklayer.core.diagnose.Question;
import io.tracklayer.core.diagnose.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pages on which the next step of a diagnosis is done, as what their buttons say and link to. */
final class DiagnoseSteps {
    private final long seq;
    private final List<Delivery> deliveries;

    DiagnoseSteps(long seq, List<Delivery> deliveries) {
        this.seq = seq;
        this.deliveries = deliveries;
    }

    /** The most fitting first; empty where nothing is wrong. */
    Map<String, String> of(Course course) {
        Map<String, String> steps = new LinkedHashMap<>();
        Finding first = course.first();
        if (first.state() == State.OK || first.state() == State.UNKNOWN) {
            return steps;
        }
        if (first.cause() != null) {
            cause(steps, first.cause(), course.destination());
        }
        deliveries.stream()
                .filter(row -> row.destination().equals(course.destination()))
                .forEach(row -> delivery(steps, row, first.next().contains("tl replay")));
        return steps;
    }

    private void cause(Map<String, String> steps, Cause cause, String destination) {
        switch (cause) {
            case CONSENT_DENIED, CONSENT_UNKNOWN, CONSENT_AWAITED, LIMITED_USE ->
                    steps.put("See which signal decided", page("/consent"));
            case COPIES_NOT_JOINED, ORDER_ON_TWO_IDS, BROWSER_COPY_MISSING, SERVER_COPY_MISSING ->
                    steps.put("See both copies", page("/dedup"));
            case RULE_SKIPPED, RULE_HOLDS -> steps.put("See the rules", "/rules");
            case SECRET_REFUSED, SETTING_REFUSED ->
                    steps.put("Mend " + destination, Links.destination(destination));
            case PAUSED ->
                    steps.put("Let " + destination + " go on", Links.destination(destination));
            case BACKLOG,
                    THROTTLED,
                    PLATFORM_DOWN,
                    UNREACHABLE,
                    NOT_SECURE,
                    ANSWERED_BY_ANOTHER,
                    PLUGIN_FAILED,
                    SETTING_OFF,
                    TEST_MODE ->
                    steps.put("See how " + destination + " does", Links.destination(destination));
            default -> {}
        }
    }

    private void delivery(Map<String, String> steps, Delivery row, boolean again) {
        if (row.attempts() > 0) {
            steps.put("See each attempt", Links.delivery(seq, row.destination()));
        }
        if (again && row.status().isFinal()) {
            steps.put(
                    "Send it again",
                    Links.to(
                            "/deliveries",
                            "destination",
                            row.destination(),
                            "event_id",
                            row.eventId()));
        }
    }

    private String page(String kind) {
        return Links.to(DiagnosePages.PATH + kind, "of", Question.event(seq));
    }
}
