// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What Pinterest's answers mean. On 200 and 422 each event has its own verdict; other refusals
 * concern the call as a whole.
 */
final class PinterestAnswers {
    private static final long ANY = -1;

    /** The first row that fits decides; the code is asked before the status. */
    private static final List<Row> TABLE =
            List.of(
                    new Row(2, ANY, Meaning.AUTH),
                    new Row(29, ANY, Meaning.CONFIG),
                    new Row(8, ANY, Meaning.THROTTLED),
                    new Row(4197, ANY, Meaning.RAMPED_DOWN),
                    new Row(ANY, 401, Meaning.AUTH),
                    new Row(ANY, 403, Meaning.CONFIG),
                    new Row(ANY, 404, Meaning.CONFIG),
                    new Row(ANY, 408, Meaning.UNCLEAR),
                    new Row(ANY, 413, Meaning.REFUSED),
                    new Row(ANY, 422, Meaning.NOT_ALL),
                    new Row(ANY, 429, Meaning.THROTTLED),
                    new Row(ANY, 503, Meaning.PASSING),
                    new Row(4196, ANY, Meaning.REFUSED));

    private static final Duration PAUSE = Duration.ofSeconds(60);
    private static final Duration LONG_PAUSE = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,3}");
    private static final long LONGEST_RESET = 3600;

    private final PlatformAnswer answer;
    private final List<PlatformRecord> records;
    private final Optional<PinterestError> error;
    private final String code;
    private final String text;

    PinterestAnswers(PlatformAnswer answer, List<PlatformRecord> records) {
        this.answer = answer;
        this.records = records;
        this.error = PinterestError.find(answer);
        this.code =
                error.map(found -> Long.toString(found.code())).orElse("http_" + answer.status());
        this.text = error.map(PinterestError::text).orElse("the answer is not one of Pinterest's");
    }

    List<Outcome> outcomes() {
        Meaning meaning = meaning(answer);
        List<Tree> verdicts = verdicts();
        boolean listed = meaning == Meaning.COUNTED || meaning == Meaning.NOT_ALL;
        return listed && verdicts.size() == records.size()
                ? verdicts.stream().map(PinterestAnswers::verdict).toList()
                : records.stream().map(judge(meaning)).toList();
    }

    static Meaning meaning(PlatformAnswer answer) {
        Optional<PinterestError> found = PinterestError.find(answer);
        long code = found.map(PinterestError::code).orElse(ANY);
        return TABLE.stream()
                .filter(row -> row.fits(code, answer.status()))
                .findFirst()
                .map(Row::meaning)
                .orElseGet(() -> byClass(answer, found.isPresent()));
    }

    private static Meaning byClass(PlatformAnswer answer, boolean readable) {
        if (answer.successful()) {
            return Meaning.COUNTED;
        }
        if (answer.status() >= 500) {
            return readable ? Meaning.PASSING : Meaning.UNCLEAR;
        }
        return answer.status() >= 400 && readable ? Meaning.REFUSED : Meaning.PASSING;
    }

    private Function<PlatformRecord, Outcome> judge(Meaning meaning) {
        return switch (meaning) {
            case AUTH -> given -> new Outcome.AuthHold(code, text);
            case CONFIG -> given -> new Outcome.ConfigHold(code, text);
            case PASSING -> given -> new Outcome.Retry(code, text);
            case RAMPED_DOWN -> given -> new Outcome.Throttled(LONG_PAUSE, code, text);
            case THROTTLED -> given -> new Outcome.Throttled(pause(), code, text);
            case REFUSED -> given -> refused(text);
            case NOT_ALL -> this::notAll;
            case UNCLEAR -> given -> unclear(given, code);
            case COUNTED -> this::counted;
        };
    }

    private Outcome refused(String why) {
        return records.size() > 1 ? new Outcome.Split(code, why) : new Outcome.Permanent(code, why);
    }

    /** Some were taken and Pinterest does not say which: alone, each gets an answer of its own. */
    private Outcome notAll(PlatformRecord given) {
        return records.size() == 1 || given.resendSafe()
                ? refused("not all events were processed: " + text)
                : new Outcome.Permanent(code, "Pinterest does not say " + notRepeated());
    }

    /** Whether it was taken is open; a copy of a late event would count twice. */
    private Outcome unclear(PlatformRecord given, String reason) {
        return given.resendSafe()
                ? new Outcome.Retry(reason, text)
                : new Outcome.Permanent(reason, "the answer does not say " + notRepeated());
    }

    private static String notRepeated() {
        return "whether it was taken, and a copy of so late or offline an event would count"
                + " twice: look into Ads Manager before sending it again";
    }

    private Outcome counted(PlatformRecord given) {
        Tree body = Tree.root(answer.json());
        Optional<Long> processed = PinterestError.number(body, "/num_events_processed");
        if (processed.isEmpty()) {
            return unclear(given, "unreadable_answer");
        }
        if (processed.get() == records.size()) {
            return Outcome.delivered();
        }
        return given.resendSafe()
                ? new Outcome.ConfigHold("events_processed", miscounted(processed.get()))
                : new Outcome.Permanent(
                        "events_processed", "Pinterest does not say " + notRepeated());
    }

    private String miscounted(long processed) {
        return "Pinterest answered "
                + answer.status()
                + " but processed "
                + processed
                + " of "
                + records.size()
                + " events without saying which; look into Ads Manager.";
    }

    /** The list of 200; a 422 is expected to have it too, there or under details. */
    private List<Tree> verdicts() {
        Tree body = Tree.root(answer.json());
        List<Tree> list = body.each("/events");
        return list.isEmpty() ? body.each("/details/events") : list;
    }

    private static Outcome verdict(Tree event) {
        if (event.text("/status").filter("processed"::equals).isEmpty()) {
            return new Outcome.Permanent(
                    "event_failed",
                    PinterestError.clean(event.text("/error_message").orElse("no reason given")));
        }
        return new Outcome.Delivered(
                true,
                event.text("/warning_message").stream()
                        .map(said -> "Pinterest: " + PinterestError.clean(said))
                        .toList());
    }

    /** Zero when Retry-After is there, which the host reads. */
    private Duration pause() {
        if (answer.header("retry-after").isPresent()) {
            return Duration.ZERO;
        }
        return answer.header("x-ratelimit-reset")
                .map(String::strip)
                .filter(SECONDS.asMatchPredicate())
                .map(Long::valueOf)
                .filter(seconds -> seconds <= LONGEST_RESET)
                .map(Duration::ofSeconds)
                .orElse(PAUSE);
    }

    enum Meaning {
        /** The token is refused. */
        AUTH,
        /** The ad account is wrong or closed to the token's user. */
        CONFIG,
        /** Works later. */
        PASSING,
        /** Pinterest has taken the endpoint back for a while. */
        RAMPED_DOWN,
        THROTTLED,
        /** Something in the call is wrong and stays wrong, or there is too much of it. */
        REFUSED,
        /** Some events were processed and some were not. */
        NOT_ALL,
        /** The call may have been taken or not. */
        UNCLEAR,
        /** Taken; the body tells how many. */
        COUNTED
    }

    private record Row(long code, long status, Meaning meaning) {
        boolean fits(long foundCode, int foundStatus) {
            return (code == ANY || code == foundCode) && (status == ANY || status == foundStatus);
        }
    }
}
