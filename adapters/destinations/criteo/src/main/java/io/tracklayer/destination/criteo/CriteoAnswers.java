// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Criteo's answers mean. They concern a request as a whole. */
final class CriteoAnswers {
    private static final Map<Integer, Meaning> BY_STATUS =
            Map.ofEntries(
                    Map.entry(400, Meaning.REFUSED),
                    Map.entry(404, Meaning.REFUSED),
                    Map.entry(405, Meaning.REFUSED),
                    Map.entry(413, Meaning.REFUSED),
                    Map.entry(415, Meaning.REFUSED),
                    Map.entry(401, Meaning.FORBIDDEN),
                    Map.entry(403, Meaning.FORBIDDEN),
                    Map.entry(429, Meaning.THROTTLED));

    private final PlatformAnswer answer;
    private final int records;
    private final CriteoReply reply;
    private final Optional<CriteoRedirect> redirect;

    CriteoAnswers(PlatformAnswer answer, List<PlatformRecord> records) {
        this.answer = answer;
        this.records = records.size();
        this.reply = CriteoReply.of(answer, records);
        this.redirect = CriteoRedirect.of(answer);
    }

    List<Outcome> outcomes() {
        return Collections.nCopies(records, outcome());
    }

    /** What the answer means for the request. */
    Meaning meaning() {
        if (answer.successful()) {
            return reply.errors().isEmpty() ? Meaning.TAKEN : Meaning.REFUSED;
        }
        return redirect.map(to -> to.regional() ? Meaning.REGIONAL : Meaning.ELSEWHERE)
                .orElseGet(() -> BY_STATUS.getOrDefault(answer.status(), Meaning.PASSING));
    }

    /** What an operator does about a redirect, else what Criteo says, else the status. */
    String said() {
        return redirect.filter(CriteoRedirect::regional)
                .map(CriteoRedirect::remedy)
                .orElseGet(
                        () -> reply.errors().isEmpty() ? "HTTP " + answer.status() : reply.text());
    }

    private Outcome outcome() {
        return switch (meaning()) {
            case TAKEN -> taken();
            case REFUSED -> new Outcome.Permanent(code(), "Criteo refused the event: " + said());
            case FORBIDDEN ->
                    new Outcome.ConfigHold(
                            code(),
                            "Criteo refuses account or caller-id ("
                                    + said()
                                    + "): correct them or have Criteo enable them.");
            case REGIONAL -> new Outcome.ConfigHold("redirected", said());
            case ELSEWHERE ->
                    new Outcome.Permanent(
                            "redirected_elsewhere",
                            "The answer leads to an address that is not Criteo's.");
            case THROTTLED ->
                    new Outcome.Throttled(
                            Duration.ZERO, code(), "Criteo asks for a pause: " + said());
            case PASSING -> new Outcome.Retry(code(), "Criteo could not take it now: " + said());
        };
    }

    /** A 2xx alone proves only that the request arrived. */
    private Outcome taken() {
        List<String> remarks = new ArrayList<>();
        if (answer.json() == null && !answer.text().isBlank()) {
            remarks.add("Criteo answered " + answer.status() + " with something that is no JSON");
        }
        reply.warnings().forEach(text -> remarks.add("Criteo: " + text));
        return new Outcome.Delivered(reply.judged(), remarks);
    }

    private String code() {
        return reply.code().orElse("http_" + answer.status());
    }

    /** What an answer means. */
    enum Meaning {
        /** The event is taken, as far as Criteo tells. */
        TAKEN,
        /** The event is at fault. */
        REFUSED,
        /** Account or caller id are. */
        FORBIDDEN,
        /** Another host of Criteo's is responsible. */
        REGIONAL,
        /** Something in between leads astray. */
        ELSEWHERE,
        /** Later. */
        THROTTLED,
        /** Perhaps later. */
        PASSING
    }
}
