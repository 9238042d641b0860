// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What Reddit's answers mean. A request is taken or refused as a whole. */
final class RedditAnswers {
    private static final Pattern RESET = Pattern.compile(";\\s*t=(\\d{1,6})");

    private static final Map<Integer, Meaning> BY_STATUS =
            Map.ofEntries(
                    Map.entry(400, Meaning.REFUSED),
                    Map.entry(422, Meaning.REFUSED),
                    Map.entry(401, Meaning.AUTH),
                    Map.entry(403, Meaning.AUTH),
                    Map.entry(404, Meaning.CONFIG),
                    Map.entry(405, Meaning.CONFIG),
                    Map.entry(410, Meaning.CONFIG),
                    Map.entry(413, Meaning.TOO_LARGE),
                    Map.entry(429, Meaning.THROTTLED));

    private final PlatformAnswer answer;
    private final List<PlatformRecord> records;
    private final boolean trustsIndex;
    private final RedditReply reply;

    RedditAnswers(PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        this.answer = answer;
        this.records = records;
        this.trustsIndex = settings.text(RedditSettings.ERROR_INDEX).equals("zero-based");
        this.reply = new RedditReply(answer);
    }

    List<Outcome> outcomes() {
        return switch (meaning()) {
            case TAKEN -> all(taken());
            case REFUSED -> refused();
            case TOO_LARGE -> all(split("the request is too large for Reddit"));
            case AUTH -> all(new Outcome.AuthHold(reply.code(), auth()));
            case CONFIG ->
                    all(
                            new Outcome.ConfigHold(
                                    reply.code(), said("Reddit does not know the pixel.")));
            case THROTTLED ->
                    all(
                            new Outcome.Throttled(
                                    pause(), reply.code(), said("Reddit asks for a pause")));
            case PASSING ->
                    all(new Outcome.Retry(reply.code(), said("the answer is not one of Reddit's")));
        };
    }

    /** What the answer means for the request as a whole. */
    Meaning meaning() {
        if (answer.successful()) {
            return meaningOfSuccess();
        }
        if (answer.status() == 403 && reply.typeError()) {
            return Meaning.REFUSED;
        }
        Meaning found = BY_STATUS.get(answer.status());
        if (found == null) {
            boolean ours = answer.status() / 100 == 4 && answer.status() != 408;
            return ours && reply.failed() ? Meaning.REFUSED : Meaning.PASSING;
        }
        // A page of a proxy says nothing about the events.
        return found == Meaning.REFUSED && answer.html() ? Meaning.PASSING : found;
    }

    /** What Reddit says, or this. */
    String said(String otherwise) {
        return reply.textOr(otherwise);
    }

    private Meaning meaningOfSuccess() {
        if (!reply.failed()) {
            return answer.html() ? Meaning.PASSING : Meaning.TAKEN;
        }
        if (reply.unauthorized()) {
            return reply.typeError() ? Meaning.REFUSED : Meaning.AUTH;
        }
        boolean named = !reply.byIndex().isEmpty() || !reply.echoes().isEmpty();
        // Asking again is harmless: Reddit recognises what it has.
        return named
                ? Meaning.REFUSED
                : reply.errorStatus().map(BY_STATUS::get).orElse(Meaning.PASSING);
    }

    private Outcome taken() {
        int sent = records.size();
        Optional<Integer> processed = reply.processed();
        if (processed.isEmpty()) {
            return flagged("Reddit answered without saying how many events it took");
        }
        return processed.get() == sent
                ? Outcome.delivered()
                : flagged("Reddit says it took " + processed.get() + " of " + sent + " events");
    }

    private static Outcome flagged(String warning) {
        return new Outcome.Delivered(false, List.of(warning));
    }

    private List<Outcome> refused() {
        String text = said("Reddit refused the request");
        Map<Integer, String> culprits = culprits();
        if (records.size() == 1 || culprits.isEmpty()) {
            return all(split(text));
        }
        Outcome sibling =
                new Outcome.Split("refused_with_others", "another event of the request is refused");
        return IntStream.range(0, records.size())
                .mapToObj(
                        i ->
                                culprits.containsKey(i)
                                        ? new Outcome.Permanent(reply.code(), culprits.get(i))
                                        : sibling)
                .toList();
    }

    /** What is wrong by place in the request, as far as Reddit says so reliably. */
    private Map<Integer, String> culprits() {
        Map<Integer, String> found = new TreeMap<>();
        for (RedditReply.Echo echo : reply.echoes()) {
            IntStream.range(0, records.size())
                    .filter(i -> isEcho(echo, Tree.root(records.get(i).body())))
                    .forEach(i -> found.put(i, echo.text()));
        }
        Map<Integer, String> byIndex = reply.byIndex();
        boolean plausible = byIndex.keySet().stream().allMatch(i -> i < records.size());
        if (trustsIndex && plausible) {
            byIndex.forEach(found::putIfAbsent);
        }
        return found;
    }

    private static boolean isEcho(RedditReply.Echo echo, Tree sent) {
        return sent.text("/metadata/conversion_id").filter(echo.conversionId()::equals).isPresent()
                && (echo.type().isEmpty()
                        || sent.text("/type/tracking_type")
                                .filter(echo.type()::equals)
                                .isPresent());
    }

    private Outcome split(String text) {
        return records.size() > 1
                ? new Outcome.Split(reply.code(), text)
                : new Outcome.Permanent(reply.code(), text);
    }

    private List<Outcome> all(Outcome outcome) {
        return Collections.nCopies(records.size(), outcome);
    }

    /** Usually none is named; a Retry-After is read by the host. */
    private Duration pause() {
        return answer.header("ratelimit")
                .filter(text -> answer.header("retry-after").isEmpty())
                .map(RESET::matcher)
                .filter(Matcher::find)
                .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
                .orElse(Duration.ZERO);
    }

    private String auth() {
        return said(
                answer.status() == 403
                        ? "The token has no right to the pixel."
                        : "Reddit does not know the token.");
    }

    /** What an answer means. */
    enum Meaning {
        /** The events are taken. */
        TAKEN,
        /** An event is at fault. */
        REFUSED,
        /** The request is. */
        TOO_LARGE,
        /** The token is. */
        AUTH,
        /** Pixel or address are. */
        CONFIG,
        /** Later. */
        THROTTLED,
        /** Perhaps later. */
        PASSING
    }
}
