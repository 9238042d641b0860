// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the Google Ads API answers to retractions. Each has its own verdict; a refused one is an
 * empty object among the results, and its error names it by index.
 */
final class GoogleAdsRetractionAnswers {
    private static final Set<String> ALREADY =
            Set.of(
                    "CONVERSION_ALREADY_RETRACTED",
                    "RESTATEMENT_ALREADY_EXISTS",
                    "CONVERSION_ALREADY_ENHANCED");

    private static final Set<String> LATER =
            Set.of(
                    "TOO_RECENT_EVENT",
                    "TOO_RECENT_CONVERSION_ACTION",
                    "TOO_RECENT_CONVERSION",
                    "INTERNAL_ERROR");

    private static final Set<String> UNMATCHED = Set.of("CLICK_NOT_FOUND", "EVENT_NOT_FOUND");

    private static final Set<String> SET_UP =
            Set.of(
                    "NO_CONVERSION_ACTION_FOUND",
                    "INVALID_CONVERSION_ACTION_TYPE",
                    "CUSTOMER_NOT_ACCEPTED_CUSTOMER_DATA_TERMS",
                    "CUSTOMER_NOT_ENABLED_ENHANCED_CONVERSIONS_FOR_LEADS",
                    "CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE");

    private static final Set<String> TOO_MANY =
            Set.of("TOO_MANY_CONVERSIONS_IN_REQUEST", "TOO_MANY_ADJUSTMENTS_IN_REQUEST");

    private static final Pattern SECONDS = Pattern.compile("(\\d{1,6})(?:\\.\\d+)?s");

    private final PlatformAnswer answer;
    private final int records;
    private final GoogleAdsBatch batch;
    private final Tree body;

    GoogleAdsRetractionAnswers(PlatformAnswer answer, int records, GoogleAdsBatch batch) {
        this.answer = answer;
        this.records = records;
        this.batch = batch;
        this.body = Tree.root(answer.json());
    }

    /** One error; the code is Google's most precise one. */
    private record Failure(String code, String text, int index, Optional<String> delay) {}

    List<Outcome> outcomes() {
        if (answer.successful() && body.find("/error").isEmpty()) {
            return ofEach(failures("/partialFailureError"));
        }
        List<Failure> failures = failures("/error");
        Optional<Failure> first = failures.stream().findFirst();
        String code = first.map(Failure::code).orElse("http_" + answer.status());
        String text =
                first.map(Failure::text)
                        .or(() -> body.text("/error/message").map(GoogleAdsText::shown))
                        .orElse("HTTP " + answer.status());
        return switch (answer.successful() ? 500 : answer.status()) {
            case 400 -> refused(failures, code, text);
            case 401, 403 -> all(new Outcome.AuthHold(code, text));
            case 404, 405, 410 -> all(new Outcome.ConfigHold(code, text));
            case 413 -> all(split(code, text));
            case 429 -> all(new Outcome.Throttled(pause(first), code, text));
            default -> all(new Outcome.Retry(code, text));
        };
    }

    private List<Outcome> ofEach(List<Failure> failures) {
        Map<Integer, Failure> byIndex = new HashMap<>();
        failures.forEach(failure -> byIndex.putIfAbsent(failure.index(), failure));
        boolean failed = body.find("/partialFailureError").isPresent();
        return IntStream.range(0, records)
                .mapToObj(i -> ofOne(Optional.ofNullable(byIndex.get(i)), failed && empty(i)))
                .toList();
    }

    /** Whether the result of that record is the empty object of a refused one, or missing. */
    private boolean empty(int index) {
        return body.at("/results/" + index).members().isEmpty();
    }

    private Outcome ofOne(Optional<Failure> failure, boolean refused) {
        if (failure.isPresent()) {
            return ofFailure(failure.get());
        }
        if (refused) {
            return new Outcome.Retry("no_reason", "Google refused it without saying why");
        }
        if (batch.test()) {
            return new Outcome.Delivered(false, List.of("validated by Google, not counted"));
        }
        return body.find("/results").isPresent()
                ? Outcome.delivered()
                : new Outcome.Delivered(
                        false, List.of("Google answered without saying what it took"));
    }

    private Outcome ofFailure(Failure failure) {
        String code = failure.code();
        if (ALREADY.contains(code)) {
            return new Outcome.AlreadyDelivered(code, failure.text());
        }
        if (UNMATCHED.contains(code)) {
            return new Outcome.Delivered(
                    false, List.of("Google has no click for it: " + failure.text()));
        }
        if (LATER.contains(code)) {
            return new Outcome.Retry(code, failure.text());
        }
        return SET_UP.contains(code)
                ? new Outcome.ConfigHold(code, failure.text())
                : new Outcome.Permanent(code, failure.text());
    }

    /** A 400 is about the request as such, unless it names rows. */
    private List<Outcome> refused(List<Failure> failures, String code, String text) {
        if (failures.stream().anyMatch(failure -> TOO_MANY.contains(failure.code()))) {
            return all(split(code, text));
        }
        if (failures.stream().noneMatch(failure -> failure.index() >= 0)) {
            return all(
                    answer.object().isPresent()
                            ? new Outcome.ConfigHold(code, text)
                            : new Outcome.Retry(code, text));
        }
        Map<Integer, Failure> byIndex = new HashMap<>();
        failures.forEach(failure -> byIndex.putIfAbsent(failure.index(), failure));
        return IntStream.range(0, records)
                .mapToObj(
                        i ->
                                byIndex.containsKey(i)
                                        ? ofFailure(byIndex.get(i))
                                        : split("refused_with_others", "another row is refused"))
                .toList();
    }

    private List<Failure> failures(String pointer) {
        return body.each(pointer + "/details").stream()
                .flatMap(detail -> detail.each("/errors").stream())
                .map(GoogleAdsRetractionAnswers::failure)
                .toList();
    }

    private static Failure failure(Tree error) {
        String code =
                error.at("/errorCode").members().values().stream()
                        .map(String::valueOf)
                        .map(GoogleAdsText::shown)
                        .findFirst()
                        .orElse("unknown_error");
        int index =
                error.each("/location/fieldPathElements").stream()
                        .filter(GoogleAdsRetractionAnswers::namesRow)
                        .flatMap(element -> element.text("/index").stream())
                        .filter(text -> text.matches("\\d{1,4}"))
                        .map(Integer::valueOf)
                        .findFirst()
                        .orElse(-1);
        return new Failure(
                code,
                error.text("/message").map(GoogleAdsText::shown).orElse(code),
                index,
                error.text("/details/quotaErrorDetails/retryDelay"));
    }

    private static boolean namesRow(Tree element) {
        return Stream.of("conversion_adjustments", "conversionAdjustments", "conversions")
                .anyMatch(element.text("/fieldName").orElse("")::equals);
    }

    /** As long as Google says, a minute for a short limit, an hour for a daily one. */
    private Duration pause(Optional<Failure> failure) {
        if (answer.header("retry-after").isPresent()) {
            return Duration.ZERO;
        }
        Optional<Duration> told =
                failure.flatMap(Failure::delay)
                        .map(SECONDS::matcher)
                        .filter(matcher -> matcher.matches())
                        .map(matcher -> Duration.ofSeconds(Long.parseLong(matcher.group(1))));
        boolean daily = failure.filter(one -> one.code().equals("RESOURCE_EXHAUSTED")).isPresent();
        return told.filter(wait -> !wait.isZero())
                .orElse(daily ? Duration.ofHours(1) : Duration.ofMinutes(1));
    }

    private Outcome split(String code, String text) {
        return records > 1 ? new Outcome.Split(code, text) : new Outcome.Permanent(code, text);
    }

    private List<Outcome> all(Outcome outcome) {
        return Collections.nCopies(records, outcome);
    }
}
