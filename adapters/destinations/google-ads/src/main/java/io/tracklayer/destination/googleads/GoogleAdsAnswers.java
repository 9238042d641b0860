// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.Settings;
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
 * What the answers of the Data Manager API mean. A request is taken or refused as a whole; a
 * refusal names the events at fault. Taken is not matched: that is known hours later.
 */
final class GoogleAdsAnswers {
    /** Nothing of the account arrives until a person has changed something. */
    private static final Set<String> ACCOUNT =
            Set.of(
                    "INVALID_CONVERSION_ACTION_ID",
                    "INVALID_CONVERSION_ACTION_TYPE",
                    "INVALID_DESTINATION",
                    "DUPLICATE_DESTINATION_REFERENCE",
                    "DESTINATION_ACCOUNT_NOT_ENABLED_ENHANCED_CONVERSIONS_FOR_LEADS",
                    "DESTINATION_ACCOUNT_ENHANCED_CONVERSIONS_TERMS_NOT_SIGNED",
                    "DESTINATION_ACCOUNT_DATA_POLICY_PROHIBITS_ENHANCED_CONVERSIONS",
                    "MULTIPLE_DATA_TYPES_NOT_ALLOWED");

    /** An event is at fault, also where Google does not say which. */
    private static final Set<String> PAYLOAD =
            Set.of(
                    "REQUIRED_FIELD_MISSING",
                    "INVALID_FORMAT",
                    "INVALID_HEX_ENCODING",
                    "INVALID_SHA256_FORMAT",
                    "INVALID_CURRENCY_CODE",
                    "INVALID_ENUM_VALUE",
                    "INVALID_EVENT",
                    "EVENT_TIME_INVALID",
                    "NO_IDENTIFIERS_PROVIDED",
                    "FIELD_VALUE_TOO_LONG",
                    "TOO_MANY_USER_IDENTIFIERS",
                    "INVALID_POSTAL_CODE",
                    "INVALID_REGION_CODE",
                    "CUSTOM_VARIABLE_VALUE_CONTAINS_PII",
                    "CUSTOM_VARIABLE_NOT_FOUND");

    private static final Set<String> TOO_LARGE = Set.of("TOO_MANY_EVENTS", "TOO_MANY_DESTINATIONS");

    private static final Set<String> SET_UP = Set.of("NOT_ALLOWLISTED", "SERVICE_DISABLED");
    private static final int MOST_ID = 1_000;

    /** Diagnostics guide, November 2026: results take half an hour and more. */
    private static final Duration FIRST_ASKED = Duration.ofMinutes(30);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final PlatformAnswer answer;
    private final int records;
    private final Settings settings;
    private final boolean test;
    private final Optional<GoogleAdsError> error;

    /** Reads an answer to so many records. */
    GoogleAdsAnswers(PlatformAnswer answer, int records, Settings settings, boolean test) {
        this.answer = answer;
        this.records = records;
        this.settings = settings;
        this.test = test;
        this.error = GoogleAdsError.of(answer);
    }

    List<Outcome> outcomes() {
        int status = error.map(GoogleAdsError::httpStatus).orElse(answer.status());
        if (status / 100 == 2) {
            return taken();
        }
        return switch (status) {
            case 400 -> refused();
            case 401 -> all(new Outcome.AuthHold(code(), unauthenticated()));
            case 403 -> all(forbidden());
            case 404, 405, 410 ->
                    all(new Outcome.ConfigHold(code(), said("Google does not know the address.")));
            case 413 -> all(split(code(), "the request is too large for Google"));
            case 429 -> all(new Outcome.Throttled(pause(), code(), said("too many requests")));
            case 408, 409 -> all(passing());
            default ->
                    status / 100 == 4 && error.isPresent()
                            ? all(new Outcome.ConfigHold(code(), said("Google refused.")))
                            : all(passing());
        };
    }

    /** The code of an error, or the status. */
    String code() {
        return error.flatMap(found -> found.reasons().filter(r -> !r.isEmpty()).findFirst())
                .orElse("http_" + answer.status());
    }

    /** What Google says, or this. */
    String said(String otherwise) {
        return error.map(GoogleAdsError::text).filter(text -> !text.isEmpty()).orElse(otherwise);
    }

    private List<Outcome> taken() {
        List<List<String>> warnings = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            warnings.add(new ArrayList<>(generalWarnings()));
        }
        for (Tree warning : Tree.root(answer.json()).each("/fieldWarnings")) {
            String field = warning.text("/field").orElse("");
            int event = GoogleAdsError.event(field);
            String text = warned(warning, field);
            if (event >= 0 && event < records) {
                warnings.get(event).add(text);
            } else {
                warnings.forEach(each -> each.add(text));
            }
        }
        return warnings.stream().map(this::taken).toList();
    }

    /** What was only validated has no later result. */
    private Outcome taken(List<String> warnings) {
        return Tree.root(answer.json())
                .text("/requestId")
                .filter(id -> !test && id.length() <= MOST_ID)
                .<Outcome>map(id -> new Outcome.AcceptedPending(id, FIRST_ASKED, warnings))
                .orElseGet(() -> new Outcome.Delivered(false, warnings));
    }

    private List<String> generalWarnings() {
        if (Tree.root(answer.json()).text("/requestId").isEmpty()) {
            return List.of("Google answered " + answer.status() + " without a request id");
        }
        return test ? List.of("validated by Google, not counted") : List.of();
    }

    private static String warned(Tree warning, String field) {
        String reason = warning.text("/reason").orElse("GENERIC").replace("WARNING_REASON_", "");
        return GoogleAdsText.shown(
                "Google: "
                        + reason
                        + warning.text("/description").map(text -> ", " + text).orElse("")
                        + (field.isEmpty() ? "" : " (" + field + ")"));
    }

    /** Nothing of a refused request was taken. */
    private List<Outcome> refused() {
        if (error.isEmpty()) {
            return all(
                    answer.object().isPresent()
                            ? new Outcome.ConfigHold(code(), "Google refused without a reason.")
                            : passing());
        }
        GoogleAdsError said = error.get();
        Optional<String> hold = said.reasons().filter(ACCOUNT::contains).findFirst();
        if (hold.isPresent()) {
            return all(new Outcome.ConfigHold(hold.get(), said("Google refused the set-up.")));
        }
        Map<Integer, GoogleAdsError.Violation> culprits = culprits(said);
        if (!culprits.isEmpty()) {
            return IntStream.range(0, records)
                    .mapToObj(i -> ofOne(Optional.ofNullable(culprits.get(i))))
                    .toList();
        }
        boolean ours =
                said.reasons()
                        .anyMatch(reason -> PAYLOAD.contains(reason) || TOO_LARGE.contains(reason));
        return all(
                ours
                        ? split(code(), said("Google refused the request"))
                        : new Outcome.ConfigHold(code(), said("Google refused the request.")));
    }

    private Map<Integer, GoogleAdsError.Violation> culprits(GoogleAdsError said) {
        Map<Integer, GoogleAdsError.Violation> culprits = new TreeMap<>();
        said.violations().stream()
                .filter(violation -> violation.event() >= 0 && violation.event() < records)
                .forEach(violation -> culprits.putIfAbsent(violation.event(), violation));
        return culprits;
    }

    private Outcome ofOne(Optional<GoogleAdsError.Violation> violation) {
        return violation
                .map(
                        found ->
                                (Outcome)
                                        new Outcome.Permanent(
                                                found.reason().isEmpty()
                                                        ? "INVALID_ARGUMENT"
                                                        : found.reason(),
                                                found.text()))
                .orElseGet(
                        () ->
                                new Outcome.Split(
                                        "refused_with_others",
                                        "another event of the request is refused"));
    }

    private Outcome split(String code, String text) {
        return records > 1 ? new Outcome.Split(code, text) : new Outcome.Permanent(code, text);
    }

    private Outcome forbidden() {
        String text = said("The credential has no access to the account.");
        boolean setUp = error.stream().flatMap(GoogleAdsError::reasons).anyMatch(SET_UP::contains);
        return setUp ? new Outcome.ConfigHold(code(), text) : new Outcome.AuthHold(code(), text);
    }

    private String unauthenticated() {
        return GoogleAdsSettings.grant(settings).isEmpty()
                ? "no credential is set: give service-account, or client-id, client-secret and"
                        + " refresh-token"
                : said("Google does not accept the access token.");
    }

    /** Google's Retry-After counts; a daily limit is asked about every hour. */
    private Duration pause() {
        if (answer.header("retry-after").isPresent()) {
            return Duration.ZERO;
        }
        return error.filter(said -> said.quota().contains("PerDay")).isPresent() ? HOUR : MINUTE;
    }

    private Outcome passing() {
        return new Outcome.Retry(code(), said("HTTP " + answer.status()));
    }

    private List<Outcome> all(Outcome outcome) {
        return Collections.nCopies(records, outcome);
    }
}
