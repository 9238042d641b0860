// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What answers of the Conversion API mean. Each order has its own verdict, by its reference. */
final class AwinAnswers {
    /** Calls are counted by the minute. */
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(60);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,7}");

    private static final Map<Integer, Meaning> BY_STATUS =
            Map.ofEntries(
                    Map.entry(202, Meaning.ACCEPTED),
                    Map.entry(401, Meaning.AUTH),
                    Map.entry(403, Meaning.AUTH),
                    Map.entry(404, Meaning.CONFIG),
                    Map.entry(405, Meaning.CONFIG),
                    Map.entry(410, Meaning.CONFIG),
                    Map.entry(408, Meaning.PASSING),
                    Map.entry(413, Meaning.TOO_LARGE),
                    Map.entry(425, Meaning.PASSING),
                    Map.entry(429, Meaning.THROTTLED));

    private final PlatformAnswer answer;
    private final List<PlatformRecord> records;
    private final AwinReply reply;

    AwinAnswers(PlatformAnswer answer, List<PlatformRecord> records) {
        this.answer = answer;
        this.records = records;
        this.reply = AwinReply.of(answer.json());
    }

    List<Outcome> outcomes() {
        return switch (meaning()) {
            case TAKEN, ACCEPTED, REFUSED -> records.stream().map(this::judged).toList();
            case TOO_LARGE -> all(new Outcome.Split(code(), "the request is too large for Awin"));
            case AUTH -> all(new Outcome.AuthHold(code(), auth()));
            case CONFIG ->
                    all(
                            new Outcome.ConfigHold(
                                    code(),
                                    reply.messageOr(
                                            "Awin does not know the advertiser or the address.")));
            case THROTTLED -> all(throttled(answer, reply.messageOr("20 calls a minute are up")));
            case PASSING -> all(new Outcome.Retry(code(), reply.messageOr("no answer of Awin's")));
        };
    }

    /** What the answer means for the call as a whole. */
    Meaning meaning() {
        int status = answer.status();
        Meaning found = BY_STATUS.get(status);
        if (found == null) {
            found =
                    answer.successful()
                            ? Meaning.TAKEN
                            : status / 100 == 4 ? Meaning.REFUSED : Meaning.PASSING;
        }
        boolean aboutOrders = found == Meaning.TAKEN || found == Meaning.ACCEPTED;
        // A page of a proxy says nothing about the orders.
        return (aboutOrders || found == Meaning.REFUSED) && answer.html() ? Meaning.PASSING : found;
    }

    /** What Awin says about the call, possibly nothing. */
    AwinReply reply() {
        return reply;
    }

    /** A pause of at least a minute, longer when the platform says so. */
    static Outcome throttled(PlatformAnswer answer, String text) {
        Optional<String> asked = answer.header("retry-after").map(String::strip);
        Duration pause =
                asked.filter(SECONDS.asMatchPredicate())
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                        .filter(wait -> wait.compareTo(SHORTEST_PAUSE) > 0)
                        .orElse(SHORTEST_PAUSE);
        // The host reads the other form of the header, a date.
        boolean date = asked.filter(SECONDS.asMatchPredicate().negate()).isPresent();
        return new Outcome.Throttled(date ? Duration.ZERO : pause, "http_" + answer.status(), text);
    }

    private Outcome judged(PlatformRecord sent) {
        String reference = String.valueOf(sent.body().get(AwinPayload.REFERENCE));
        if (reply.failed().containsKey(reference)) {
            AwinReply.Failure failure = reply.failed().get(reference);
            return new Outcome.Permanent(failure.code(), failure.text());
        }
        if (reply.taken().contains(reference)) {
            return Outcome.delivered();
        }
        return reply.pending().contains(reference) ? accepted() : unmentioned();
    }

    private Outcome unmentioned() {
        return switch (meaning()) {
            case ACCEPTED -> accepted();
            case REFUSED -> refused();
            default ->
                    new Outcome.Retry("not_mentioned", "Awin's answer does not mention the order");
        };
    }

    private Outcome accepted() {
        String batch = reply.batch().isEmpty() ? "a batch" : "batch " + reply.batch();
        return new Outcome.Delivered(
                false, List.of("accepted in " + batch + ", which Awin looks at later"));
    }

    /** The culprit may be another order of the call. */
    private Outcome refused() {
        String text = reply.messageOr("Awin refused the call");
        return records.size() > 1
                ? new Outcome.Split(code(), text)
                : new Outcome.Permanent(code(), text);
    }

    private List<Outcome> all(Outcome outcome) {
        return Collections.nCopies(records.size(), outcome);
    }

    private String auth() {
        return reply.messageOr(
                answer.status() == 401
                        ? "Awin does not know the api-key."
                        : "The user of the api-key may not write to the advertiser, or the plan"
                                + " comes without API.");
    }

    private String code() {
        return "http_" + answer.status();
    }

    /** What an answer means. */
    enum Meaning {
        /** Awin has looked at the orders. */
        TAKEN,
        /** Awin has them and will look at them. */
        ACCEPTED,
        /** An order is at fault. */
        REFUSED,
        /** The request is. */
        TOO_LARGE,
        /** The API key is. */
        AUTH,
        /** Advertiser or address are. */
        CONFIG,
        /** Later. */
        THROTTLED,
        /** Perhaps later. */
        PASSING
    }
}
