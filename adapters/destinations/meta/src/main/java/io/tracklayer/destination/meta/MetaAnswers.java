// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Meta's answers mean. A call is taken or refused as a whole and the culprit is not named; the
 * HTTP status is only a hint (throttling was seen as 400, 403 and 500).
 */
final class MetaAnswers {
    private static final long ANY = -1;

    /** The first row that fits decides. */
    private static final List<Row> TABLE =
            List.of(
                    new Row(190, 190, ANY, Meaning.AUTH),
                    new Row(102, 102, ANY, Meaning.AUTH),
                    new Row(10, 10, ANY, Meaning.AUTH),
                    new Row(3, 3, ANY, Meaning.AUTH),
                    new Row(200, 299, ANY, Meaning.AUTH),
                    new Row(100, 100, 33, Meaning.CONFIG),
                    new Row(803, 803, ANY, Meaning.CONFIG),
                    new Row(2500, 2500, ANY, Meaning.CONFIG),
                    new Row(104, 104, ANY, Meaning.CONFIG),
                    new Row(368, 368, ANY, Meaning.CONFIG),
                    new Row(2635, 2635, ANY, Meaning.CONFIG),
                    new Row(1, 2, ANY, Meaning.PASSING),
                    new Row(5000, 5000, ANY, Meaning.PASSING),
                    new Row(21009, 21009, ANY, Meaning.PASSING),
                    new Row(4, 4, ANY, Meaning.THROTTLED),
                    new Row(17, 17, ANY, Meaning.THROTTLED),
                    new Row(32, 32, ANY, Meaning.THROTTLED),
                    new Row(341, 341, ANY, Meaning.THROTTLED),
                    new Row(613, 613, ANY, Meaning.THROTTLED),
                    new Row(80000, 80014, ANY, Meaning.THROTTLED),
                    new Row(100, 100, ANY, Meaning.REFUSED),
                    new Row(105, 105, ANY, Meaning.REFUSED),
                    new Row(506, 506, ANY, Meaning.REFUSED));

    /** JSON inside a header; the longest wait of any account named there is the safe one. */
    private static final Pattern MINUTES =
            Pattern.compile("\"estimated_time_to_regain_access\"\\s*:\\s*(\\d{1,4})(?![\\d.])");

    private static final List<String> USAGE =
            List.of("x-business-use-case-usage", "x-ad-account-usage", "x-app-usage");

    private final PlatformAnswer answer;
    private final int records;

    MetaAnswers(PlatformAnswer answer, int records) {
        this.answer = answer;
        this.records = records;
    }

    List<Outcome> outcomes() {
        Outcome outcome = MetaError.find(answer).map(this::judge).orElseGet(this::withoutError);
        return Collections.nCopies(records, outcome);
    }

    static Optional<Meaning> meaning(MetaError error) {
        if (error.aboutProof()) {
            return Optional.of(Meaning.CONFIG);
        }
        Optional<Meaning> found =
                TABLE.stream().filter(row -> row.fits(error)).findFirst().map(Row::meaning);
        // Throttling and refused tokens may be called transient too; their own handling is better.
        boolean open = found.isEmpty() || found.get() == Meaning.REFUSED;
        return error.passing() && open ? Optional.of(Meaning.PASSING) : found;
    }

    private Outcome judge(MetaError error) {
        String code = error.shownCode();
        return switch (meaning(error).orElseGet(this::meaningOfStatus)) {
            case AUTH -> new Outcome.AuthHold(code, error.text());
            case CONFIG -> new Outcome.ConfigHold(code, error.text());
            case PASSING -> new Outcome.Retry(code, error.text());
            case THROTTLED -> new Outcome.Throttled(pause(), code, error.text());
            case REFUSED -> refused(code, error.text());
        };
    }

    private Meaning meaningOfStatus() {
        if (answer.status() == 429) {
            return Meaning.THROTTLED;
        }
        return answer.status() >= 500 || answer.status() == 408 ? Meaning.PASSING : Meaning.REFUSED;
    }

    private Outcome withoutError() {
        String code = "http_" + answer.status();
        if (answer.successful()) {
            return counted();
        }
        return switch (answer.status()) {
            case 413 -> refused(code, "the request is too large for Meta");
            case 429 -> new Outcome.Throttled(pause(), code, "Meta asks for a pause");
            default -> new Outcome.Retry(code, "the answer is not one of Meta's");
        };
    }

    private Outcome refused(String code, String text) {
        return records > 1 ? new Outcome.Split(code, text) : new Outcome.Permanent(code, text);
    }

    private Outcome counted() {
        Tree body = Tree.root(answer.json());
        Optional<Long> received = MetaError.number(body, "/events_received");
        if (received.isEmpty() || body.find("/error").isPresent()) {
            return new Outcome.Retry("unreadable_answer", "the answer is not one of Meta's");
        }
        if (received.get() != records) {
            return new Outcome.ConfigHold(
                    "events_received",
                    "Meta answered "
                            + answer.status()
                            + " but counted "
                            + received.get()
                            + " of "
                            + records
                            + " events; look at the dataset in Events Manager");
        }
        return new Outcome.Delivered(true, warnings(body));
    }

    private List<String> warnings(Tree body) {
        List<String> warnings = new ArrayList<>();
        body.each("/messages").forEach(message -> warnings.add("Meta: " + message.node()));
        answer.header("x-ad-api-version-warning")
                .ifPresent(text -> warnings.add("raise api-version, Meta says: " + text));
        return warnings;
    }

    /** Zero when Meta does not say; the redelivery policy decides then. */
    private Duration pause() {
        return USAGE.stream()
                .flatMap(name -> answer.headers().getOrDefault(name, List.of()).stream())
                .flatMap(MetaAnswers::minutes)
                .map(Duration::ofMinutes)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Stream<Long> minutes(String usage) {
        return MINUTES.matcher(usage)
                .results()
                .map((MatchResult hit) -> Long.valueOf(hit.group(1)));
    }

    enum Meaning {
        /** The token is refused or lacks a permission. */
        AUTH,
        /** Dataset, proof, version or a policy block: an operator must act. */
        CONFIG,
        /** Works later. */
        PASSING,
        THROTTLED,
        /** Something in the call is wrong and stays wrong. */
        REFUSED
    }

    private record Row(long from, long to, long subcode, Meaning meaning) {
        boolean fits(MetaError error) {
            return error.code() >= from
                    && error.code() <= to
                    && (subcode == ANY || subcode == error.subcode());
        }
    }
}
