// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.Proof;
import io.tracklayer.core.diagnose.Remarks;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.diagnose.Symptom;
import io.tracklayer.core.diagnose.window.Groups.Key;
import io.tracklayer.core.diagnose.window.WindowQueries.Remarked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests the platform took with remarks, its own or what had to be left out or repaired. */
final class AcceptedWeak implements SymptomCheck {
    private static final int MOST_REQUESTS = 200;

    @Override
    public Symptom symptom() {
        return Symptom.ACCEPTED_WEAK;
    }

    @Override
    public String looksAt() {
        return "remarks on the newest "
                + MOST_REQUESTS
                + " accepted requests to each destination: the platform's, and what was left out";
    }

    @Override
    public List<WindowFinding> check(Window window) {
        List<WindowFinding> found = new ArrayList<>();
        for (DestinationConfig destination : window.destinations()) {
            List<Remarked> requests =
                    window.sources()
                            .rows()
                            .remarked(destination.id(), window.span(), MOST_REQUESTS);
            found.addAll(
                    remarks(destination, requests)
                            .findings(State.WARNING, 0, requests.size() >= MOST_REQUESTS));
        }
        return found;
    }

    private static Groups remarks(DestinationConfig destination, List<Remarked> requests) {
        Groups groups = new Groups();
        for (Remarked request : requests) {
            for (String remark : weak(request)) {
                groups.add(
                        new Key(destination.id(), Cause.ACCEPTED_WITH_WARNINGS, remark),
                        new Proof(
                                "request of "
                                        + request.at()
                                        + " with "
                                        + request.eventSeqs().size()
                                        + (request.eventSeqs().size() == 1 ? " event" : " events"),
                                "/api-logs/" + request.attempt()),
                        Remarks.next(Optional.of(destination), List.of(remark)));
            }
        }
        return groups;
    }

    private static List<String> weak(Remarked request) {
        return request.remarks().stream().filter(remark -> !Remarks.asConsentAsks(remark)).toList();
    }
}
