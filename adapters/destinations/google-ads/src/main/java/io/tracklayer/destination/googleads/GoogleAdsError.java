// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An error of the Data Manager API (Understand errors).
 *
 * @param httpStatus what it amounts to as HTTP status
 * @param reason of the error as a whole, possibly empty
 * @param message without personal data, possibly empty
 * @param quota the exhausted limit, or empty
 * @param violations what is wrong where
 */
record GoogleAdsError(
        int httpStatus, String reason, String message, String quota, List<Violation> violations) {
    private static final Pattern EVENT = Pattern.compile("events\\[(\\d{1,4})]");
    private static final Pattern HTTP_STATUS = Pattern.compile("[1-5]\\d\\d");
    private static final Map<String, Integer> BY_NAME =
            Map.ofEntries(
                    Map.entry("INVALID_ARGUMENT", 400),
                    Map.entry("FAILED_PRECONDITION", 400),
                    Map.entry("UNAUTHENTICATED", 401),
                    Map.entry("PERMISSION_DENIED", 403),
                    Map.entry("NOT_FOUND", 404),
                    Map.entry("ABORTED", 409),
                    Map.entry("RESOURCE_EXHAUSTED", 429),
                    Map.entry("INTERNAL", 500),
                    Map.entry("UNAVAILABLE", 503),
                    Map.entry("DEADLINE_EXCEEDED", 504));

    /**
     * One thing that is wrong.
     *
     * @param event the place of the event concerned, or -1 when none is named
     * @param text where and what, without personal data
     */
    record Violation(String reason, int event, String text) {}

    /** The error of an answer; empty when it holds none. */
    static Optional<GoogleAdsError> of(PlatformAnswer answer) {
        Tree error = Tree.root(answer.json()).at("/error");
        if (error.members().isEmpty()) {
            return Optional.empty();
        }
        List<Tree> details = error.each("/details");
        return Optional.of(
                new GoogleAdsError(
                        httpStatus(answer, error),
                        first(details, "/reason")
                                .or(() -> error.text("/status"))
                                .map(GoogleAdsText::shown)
                                .orElse(""),
                        error.text("/message").map(GoogleAdsText::shown).orElse(""),
                        first(details, "/metadata/quota_limit").orElse(""),
                        details.stream()
                                .flatMap(detail -> detail.each("/fieldViolations").stream())
                                .map(GoogleAdsError::violation)
                                .toList()));
    }

    /** The place of the event a field path names, or -1. */
    static int event(String field) {
        Matcher place = EVENT.matcher(field);
        return place.find() ? Integer.parseInt(place.group(1)) : -1;
    }

    /** All reasons, the most precise first. */
    Stream<String> reasons() {
        return Stream.concat(violations.stream().map(Violation::reason), Stream.of(reason));
    }

    /** What Google says. */
    String text() {
        return violations.isEmpty() ? message : violations.get(0).text();
    }

    private static int httpStatus(PlatformAnswer answer, Tree error) {
        if (!answer.successful()) {
            return answer.status();
        }
        return error.text("/code")
                .filter(HTTP_STATUS.asMatchPredicate())
                .map(Integer::valueOf)
                .or(() -> error.text("/status").map(name -> BY_NAME.getOrDefault(name, 500)))
                .filter(status -> status >= 400)
                .orElse(500);
    }

    private static Violation violation(Tree said) {
        String field = said.text("/field").orElse("");
        String description = said.text("/description").orElse("");
        return new Violation(
                said.text("/reason").map(GoogleAdsText::shown).orElse(""),
                event(field),
                GoogleAdsText.shown(field.isEmpty() ? description : field + ": " + description));
    }

    private static Optional<String> first(List<Tree> details, String pointer) {
        return details.stream().flatMap(detail -> detail.text(pointer).stream()).findFirst();
    }
}
