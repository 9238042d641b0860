// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.InquiryResult;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the Data Manager API says later about the events of a request (Diagnostics, November 2026):
 * one status for all, and counts by reason with the places of the events since v1.9.
 */
final class GoogleAdsLateResult {
    private static final String PREFIX = "PROCESSING_ERROR_REASON_";
    private static final Set<String> UNMATCHED = Set.of("CLICK_NOT_FOUND", "INVALID_CLICK");
    private static final Set<String> REPEATED =
            Set.of("DUPLICATE_GCLID", "DUPLICATE_TRANSACTION_ID");
    private static final Set<String> CONSENT =
            Set.of("DENIED_CONSENT", "NO_CONSENT", "UNKNOWN_CONSENT");
    private static final Set<String> SET_UP =
            Set.of(
                    "INVALID_OPERATING_ACCOUNT_FOR_CLICK",
                    "DESTINATION_ACCOUNT_ENHANCED_CONVERSIONS_TERMS_NOT_SIGNED",
                    "EXTERNAL_ATTRIBUTION_DATA_MISSING");

    /** Errors that say how long to wait: six hours. */
    private static final Duration CLICK_KNOWN = Duration.ofHours(6);

    private final PlatformAnswer answer;
    private final int records;

    GoogleAdsLateResult(PlatformAnswer answer, int records) {
        this.answer = answer;
        this.records = records;
    }

    InquiryResult read() {
        Optional<GoogleAdsError> error = GoogleAdsError.of(answer);
        List<Tree> destinations = Tree.root(answer.json()).each("/requestStatusPerDestination");
        if (!answer.successful() || error.isPresent() || destinations.size() != 1) {
            return new InquiryResult.NotYet(
                    error.flatMap(said -> said.reasons().filter(r -> !r.isEmpty()).findFirst())
                            .orElse("http_" + answer.status()),
                    error.map(GoogleAdsError::text).orElse("HTTP " + answer.status()));
        }
        Tree said = destinations.get(0);
        String status = said.text("/requestStatus").map(GoogleAdsText::shown).orElse("");
        return switch (status) {
            case "SUCCESS" -> told(Collections.nCopies(records, delivered(warnings(said))));
            case "PARTIAL_SUCCESS", "FAILED", "FAILURE" -> told(failures(said, status));
            default -> new InquiryResult.NotYet(status, "Google has not looked at it yet");
        };
    }

    private static InquiryResult told(List<Outcome> outcomes) {
        return new InquiryResult.Told(outcomes);
    }

    private List<Outcome> failures(Tree said, String status) {
        Map<Integer, String> reasons = new TreeMap<>();
        List<String> unplaced = new ArrayList<>();
        for (Tree count : said.each("/errorInfo/errorCounts")) {
            String reason = reason(count);
            List<Integer> places = places(count);
            places.forEach(place -> reasons.put(place, reason));
            long told = number(count.find("/recordCount").orElse(null));
            if (told < 0 || told > places.size()) {
                unplaced.add(reason);
            }
        }
        Outcome others = others(status, unplaced, warnings(said));
        return IntStream.range(0, records)
                .mapToObj(i -> reasons.containsKey(i) ? outcome(reasons.get(i)) : others)
                .toList();
    }

    /** What became of the events that no place names. */
    private static Outcome others(String status, List<String> unplaced, List<String> warnings) {
        boolean allFailed = !status.equals("PARTIAL_SUCCESS");
        if (allFailed && unplaced.stream().distinct().count() == 1) {
            return outcome(unplaced.get(0));
        }
        if (allFailed) {
            return new Outcome.Permanent(
                    status, "Google did not use it" + of(unplaced.stream().distinct().toList()));
        }
        List<String> all = new ArrayList<>(warnings);
        if (!unplaced.isEmpty()) {
            all.add("Google did not use some events of the request" + of(unplaced));
        }
        return unplaced.isEmpty() ? delivered(all) : new Outcome.Delivered(false, all);
    }

    private static String of(List<String> reasons) {
        return reasons.isEmpty() ? "" : ": " + String.join(", ", reasons);
    }

    private static Outcome outcome(String reason) {
        if (UNMATCHED.contains(reason)) {
            return delivered(List.of("Google: " + reason + ", no click on an ad belongs to it"));
        }
        if (REPEATED.contains(reason)) {
            return new Outcome.AlreadyDelivered(reason, "Google had the conversion");
        }
        if (reason.equals("TOO_RECENT_CLICK")) {
            return new Outcome.Retry(reason, "Google does not know the click yet", CLICK_KNOWN);
        }
        if (reason.equals("INTERNAL_ERROR")) {
            return new Outcome.Retry(reason, "Google failed on it");
        }
        if (CONSENT.contains(reason)) {
            return new Outcome.Permanent(reason, "Google did not use it for want of consent");
        }
        return new Outcome.Permanent(
                reason,
                SET_UP.contains(reason)
                        ? "Google did not use it; correct the account and replay"
                        : "Google did not use it");
    }

    private static Outcome delivered(List<String> warnings) {
        return new Outcome.Delivered(true, warnings);
    }

    private static List<String> warnings(Tree said) {
        return said.each("/warningInfo/warningCounts").stream()
                .map(
                        count ->
                                "Google: "
                                        + count.text("/reason")
                                                .map(GoogleAdsText::shown)
                                                .orElse("a warning"))
                .toList();
    }

    private static String reason(Tree count) {
        return count.text("/reason")
                .map(GoogleAdsText::shown)
                .filter(reason -> !reason.isBlank())
                .orElse("unknown")
                .replace(PREFIX, "");
    }

    // Not documented whether they are numbers or, like all counts of 64 bits, texts.
    private List<Integer> places(Tree count) {
        Object given = count.find("/recordIndices").orElse(null);
        return given instanceof List<?> list
                ? list.stream()
                        .map(GoogleAdsLateResult::number)
                        .filter(place -> place >= 0 && place < records)
                        .map(Long::intValue)
                        .distinct()
                        .toList()
                : List.of();
    }

    private static long number(Object given) {
        if (given instanceof Number number) {
            return number.longValue();
        }
        return given instanceof String text && text.matches("\\d{1,9}") ? Long.parseLong(text) : -1;
    }
}
