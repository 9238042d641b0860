// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What TikTok's answers mean (Return codes). One bad event refuses a whole request; the message
 * usually names the first by its position.
 */
final class TikTokAnswers {
    /** The first row that fits decides. */
    private static final List<Row> TABLE =
            List.of(
                    new Row(Meaning.TAKEN, 0),
                    new Row(Meaning.PARTLY_TAKEN, 20001),
                    new Row(Meaning.CONFIG, 40001, 40006, 40007, 40008, 40010, 40051),
                    new Row(Meaning.THROTTLED, 40016, 40100, 40132, 40133, 51010, 51021),
                    new Row(Meaning.AUTH, 40101, 40102, 40104, 40105, 40106, 40109, 40110, 40113),
                    new Row(Meaning.AUTH, 40116, 40118, 40119, 40124, 40125),
                    new Row(Meaning.DUPLICATE, 40050),
                    new Row(Meaning.PASSING, 40200, 40201, 40202),
                    new Row(Meaning.REFUSED_MAYBE, 40700),
                    new Row(Meaning.PASSING_MAYBE, 50002));

    private final PlatformAnswer answer;
    private final List<PlatformRecord> records;
    private final Settings settings;
    private final Optional<TikTokReply> reply;
    private final String text;

    TikTokAnswers(PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        this.answer = answer;
        this.records = records;
        this.settings = settings;
        this.reply = TikTokReply.find(answer);
        this.text = reply.map(found -> found.text(new TikTokEcho(records))).orElse("");
    }

    List<Outcome> outcomes() {
        return reply.map(this::judge).orElseGet(() -> all(byStatus("unreadable_answer")));
    }

    static Meaning meaning(TikTokReply reply) {
        Meaning listed =
                TABLE.stream()
                        .filter(row -> row.fits(reply.code()))
                        .findFirst()
                        .map(Row::meaning)
                        .orElse(reply.code() / 10_000 == 4 ? Meaning.REFUSED : Meaning.PASSING);
        if (listed == Meaning.PASSING_MAYBE) {
            return reply.complains() ? Meaning.REFUSED : Meaning.PASSING;
        }
        return listed;
    }

    private List<Outcome> judge(TikTokReply found) {
        Meaning meaning = meaning(found);
        if (!answer.successful() && meaning.aboutRecords()) {
            return all(byStatus("http_" + answer.status()));
        }
        String code = found.shownCode();
        return switch (meaning) {
            case TAKEN -> all(Outcome.delivered());
            case PARTLY_TAKEN -> partlyTaken(found);
            case DUPLICATE -> culprits(found, at -> new Outcome.AlreadyDelivered(code, text));
            case REFUSED -> culprits(found, at -> new Outcome.Permanent(code, text));
            case REFUSED_MAYBE -> refusedMaybe(found);
            case CONFIG -> all(new Outcome.ConfigHold(code, text));
            case AUTH -> all(new Outcome.AuthHold(code, text));
            case THROTTLED -> all(new Outcome.Throttled(Duration.ZERO, code, text));
            case PASSING, PASSING_MAYBE -> all(new Outcome.Retry(code, text));
        };
    }

    /** The named ones get their outcome, the others go again, in halves when none is named. */
    private List<Outcome> culprits(TikTokReply found, IntFunction<Outcome> outcome) {
        SortedSet<Integer> named = found.named();
        return each(
                at ->
                        records.size() == 1 || named.contains(at)
                                ? outcome.apply(at)
                                : new Outcome.Split(found.shownCode(), text));
    }

    /** Other senders saw 40700 pass on a second try; unless a record is named, it gets some. */
    private List<Outcome> refusedMaybe(TikTokReply found) {
        String code = found.shownCode();
        if (records.size() > 1) {
            return all(new Outcome.Split(code, text));
        }
        return found.named().isEmpty()
                ? all(new Outcome.Retry(code, text))
                : all(new Outcome.Permanent(code, text));
    }

    private List<Outcome> partlyTaken(TikTokReply found) {
        TikTokFailures failures = TikTokFailures.of(found, records);
        String code = found.shownCode();
        TikTokEcho echo = new TikTokEcho(records);
        if (!failures.none()) {
            return each(
                    at ->
                            failures.reason(at)
                                    .map(why -> refusedOne(code, echo.mask(why)))
                                    .orElse(Outcome.delivered()));
        }
        boolean split = settings.text(TikTokSettings.PARTIAL_SUCCESS).equals("split");
        return each(at -> partlyTaken(code, split && records.get(at).resendSafe()));
    }

    private Outcome refusedOne(String code, String why) {
        return new Outcome.Permanent(code, why.isEmpty() ? text : why + "; " + text);
    }

    private Outcome partlyTaken(String code, boolean split) {
        if (split) {
            return records.size() == 1
                    ? new Outcome.Permanent(code, text)
                    : new Outcome.Split(code, text);
        }
        return new Outcome.Delivered(
                false,
                List.of("TikTok took only a part of the request and did not say which: " + text));
    }

    private Outcome byStatus(String codeOfSuccess) {
        int status = answer.status();
        String code = answer.successful() ? codeOfSuccess : "http_" + status;
        String said =
                text.isEmpty()
                        ? "HTTP " + status + ", and the answer is not one of TikTok's"
                        : text;
        if (status >= 300 && status < 400 || status == 404 || status == 405) {
            return new Outcome.ConfigHold(
                    code, "TikTok's address was not found; check endpoint and api-version");
        }
        return switch (status) {
            case 401, 403 -> new Outcome.AuthHold(code, said);
            case 413 -> tooLarge(code);
            case 429 -> new Outcome.Throttled(Duration.ZERO, code, said);
            default -> new Outcome.Retry(code, said);
        };
    }

    private Outcome tooLarge(String code) {
        String sentence = "the request is too large for TikTok";
        return records.size() > 1
                ? new Outcome.Split(code, sentence)
                : new Outcome.Permanent(code, sentence);
    }

    private List<Outcome> all(Outcome outcome) {
        return Collections.nCopies(records.size(), outcome);
    }

    private List<Outcome> each(IntFunction<Outcome> outcome) {
        return IntStream.range(0, records.size()).mapToObj(outcome).toList();
    }

    enum Meaning {
        TAKEN,
        PARTLY_TAKEN,
        /** TikTok had it. */
        DUPLICATE,
        /** Something in the request is wrong and stays wrong. */
        REFUSED,
        /** As REFUSED, but seen to pass on a second try. */
        REFUSED_MAYBE,
        /** The token or app is refused. */
        AUTH,
        /** Pixel, account or a setting: an operator must act. */
        CONFIG,
        THROTTLED,
        /** Works later. */
        PASSING,
        /** As PASSING unless the message complains about a parameter. */
        PASSING_MAYBE;

        /** Whether it decides over records, for which an HTTP error counts more than a code. */
        boolean aboutRecords() {
            return ordinal() <= REFUSED_MAYBE.ordinal();
        }
    }

    private record Row(Meaning meaning, long... codes) {
        boolean fits(long code) {
            return LongStream.of(codes).anyMatch(listed -> listed == code);
        }
    }
}
