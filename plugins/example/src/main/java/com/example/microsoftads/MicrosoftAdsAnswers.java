// SPDX-License-Identifier: Apache-2.0
package com.example.microsoftads;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an answer means for each event. We ask Microsoft to take all or none, so events that are
 * not to blame for a 400 go again at once.
 */
final class MicrosoftAdsAnswers {
    private static final int LONGEST_TEXT = 300;

    private MicrosoftAdsAnswers() {}

    static List<Outcome> outcomes(PlatformAnswer answer, int events) {
        Tree error = Tree.root(answer.json()).at("/error");
        if (answer.successful()) {
            return taken(answer, error, events);
        }
        Map<Integer, String> culprits = culprits(error);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            if (answer.status() != 400) {
                outcomes.add(ofCall(answer.status(), said(answer, error)));
            } else if (culprits.containsKey(i)) {
                outcomes.add(new Outcome.Permanent("invalid_event", culprits.get(i)));
            } else {
                outcomes.add(innocent(events, said(answer, error)));
            }
        }
        return outcomes;
    }

    /** Refused because of another event, or because of itself without Microsoft saying so. */
    private static Outcome innocent(int events, String text) {
        return events == 1
                ? new Outcome.Permanent("invalid_request", text)
                : new Outcome.Split("invalid_request", text);
    }

    private static List<Outcome> taken(PlatformAnswer answer, Tree error, int events) {
        boolean all =
                Tree.root(answer.json())
                        .text("/eventsReceived")
                        .filter(Integer.toString(events)::equals)
                        .isPresent();
        Map<Integer, String> remarks = remarks(error);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            List<String> warnings = remarks.containsKey(i) ? List.of(remarks.get(i)) : List.of();
            outcomes.add(new Outcome.Delivered(all, warnings));
        }
        return outcomes;
    }

    private static Outcome ofCall(int status, String text) {
        String code = "http_" + status;
        return switch (status) {
            case 401, 403 -> new Outcome.AuthHold(code, text);
            case 404 -> new Outcome.ConfigHold(code, text);
            case 413 -> new Outcome.Split(code, text);
            case 429 -> new Outcome.Throttled(Duration.ZERO, code, text);
            case 405, 406, 410, 415, 422 -> new Outcome.Permanent(code, text);
            default -> new Outcome.Retry(code, text);
        };
    }

    private static Map<Integer, String> culprits(Tree error) {
        return details(error, false);
    }

    private static Map<Integer, String> remarks(Tree error) {
        return details(error, true);
    }

    private static Map<Integer, String> details(Tree error, boolean warnings) {
        Map<Integer, String> texts = new HashMap<>();
        for (Tree detail : error.each("/details")) {
            boolean warning = detail.find("/isWarning").equals(java.util.Optional.of(true));
            String index = detail.text("/index").orElse("");
            if (warning == warnings && index.matches("\\d{1,4}")) {
                String text =
                        detail.text("/propertyName").orElse("event")
                                + ": "
                                + detail.text("/errorMessage").orElse("not valid");
                texts.merge(Integer.valueOf(index), cut(text), (a, b) -> cut(a + "; " + b));
            }
        }
        return texts;
    }

    private static String said(PlatformAnswer answer, Tree error) {
        return cut(error.text("/message").orElse("Microsoft answered " + answer.status()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
