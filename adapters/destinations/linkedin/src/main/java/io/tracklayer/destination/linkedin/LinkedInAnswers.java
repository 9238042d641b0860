// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

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
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * What LinkedIn's answers mean (Conversions API: schema, FAQ). One bad event fails its whole
 * request; the answer usually says which.
 */
final class LinkedInAnswers {
    private static final int CREATED = 201;
    private static final int FIRST_ERROR = 400;
    private static final String UNSAID = "LinkedIn gave no reason";

    private final PlatformAnswer answer;
    private final Tree body;
    private final List<PlatformRecord> records;
    private final Settings settings;

    LinkedInAnswers(PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        this.answer = answer;
        this.body = Tree.root(answer.json());
        this.records = records;
        this.settings = settings;
    }

    List<Outcome> outcomes() {
        return answer.successful() ? accepted() : refused(LinkedInError.of(answer.status(), body));
    }

    /** What an answer without success means. */
    LinkedInError.Meaning meaning() {
        return meaning(LinkedInError.of(answer.status(), body));
    }

    /** A page of a proxy says nothing about the events. */
    private LinkedInError.Meaning meaning(LinkedInError error) {
        return answer.html() && error.meaning() == LinkedInError.Meaning.PAYLOAD
                ? LinkedInError.Meaning.PASSING
                : error.meaning();
    }

    private List<Outcome> accepted() {
        List<Tree> elements = body.each("/elements");
        if (!elements.isEmpty()) {
            return elements.size() == records.size()
                    ? IntStream.range(0, records.size())
                            .mapToObj(i -> element(elements.get(i), records.get(i)))
                            .toList()
                    : all(unsaid());
        }
        Optional<Integer> inside =
                LinkedInError.status(body).filter(status -> status >= FIRST_ERROR);
        if (inside.isPresent()) {
            return refused(LinkedInError.of(inside.get(), body));
        }
        if (answer.html()) {
            return all(passing("http_" + answer.status()));
        }
        boolean said = records.size() == 1 && answer.status() == CREATED;
        return all(said ? Outcome.delivered() : unsaid());
    }

    private Outcome element(Tree element, PlatformRecord sent) {
        Optional<Integer> status = LinkedInError.status(element);
        if (status.isEmpty()) {
            return unsaid();
        }
        return status.get() < 300
                ? Outcome.delivered()
                : new LinkedInAnswers(answer, List.of(sent), settings)
                        .refused(LinkedInError.of(status.get(), element))
                        .get(0);
    }

    private List<Outcome> refused(LinkedInError error) {
        String code = error.anyCode();
        return switch (meaning(error)) {
            case RULE -> culprits(error, LinkedInAnswers::ruleUnusable);
            case PAYLOAD -> culprits(error, (said, sent) -> new Outcome.Permanent(code, said));
            case TOO_LARGE -> all(split(code, "the request is too large for LinkedIn"));
            case TOKEN -> all(new Outcome.AuthHold(code, withoutAccess(error)));
            case RIGHTS ->
                    all(
                            new Outcome.AuthHold(
                                    code,
                                    sentence(error, "The token has no right to the ad account")));
            case ADDRESS ->
                    all(
                            new Outcome.ConfigHold(
                                    code, sentence(error, "LinkedIn does not know the address")));
            case VERSION -> all(new Outcome.ConfigHold(code, versionEnded(error)));
            case THROTTLED ->
                    all(
                            new Outcome.Throttled(
                                    Duration.ZERO, code, said(error, "LinkedIn asks for a pause")));
            case PASSING -> all(passing(code));
        };
    }

    /**
     * The named ones get their verdict, the others go again at once; when no usable place is named
     * the request is halved until the culprit is alone.
     */
    private List<Outcome> culprits(
            LinkedInError error, BiFunction<String, PlatformRecord, Outcome> verdict) {
        LinkedInText text = new LinkedInText(records);
        if (records.size() == 1) {
            return List.of(verdict.apply(text.shown(error.message(), UNSAID), records.get(0)));
        }
        Map<Integer, String> named = error.culprits();
        if (named.isEmpty() || named.keySet().stream().anyMatch(i -> i >= records.size())) {
            return all(split(error.anyCode(), said(error, "LinkedIn refused the request")));
        }
        Outcome sibling =
                new Outcome.Split("refused_with_others", "another event of the request is refused");
        return IntStream.range(0, records.size())
                .mapToObj(
                        i ->
                                named.containsKey(i)
                                        ? verdict.apply(
                                                text.shown(named.get(i), UNSAID), records.get(i))
                                        : sibling)
                .toList();
    }

    /** Waits alone: a hold would keep back the events of all other rules, too. */
    private static Outcome ruleUnusable(String said, PlatformRecord sent) {
        return new Outcome.Retry(
                "conversion_rule_unusable",
                sent.body().get("conversion")
                        + " is missing, disabled, of another ad account or not for the Conversions"
                        + " API; put it right in Campaign Manager or under conversion-rules: "
                        + said);
    }

    private String versionEnded(LinkedInError error) {
        return sentence(error, "LinkedIn does not take the version")
                + " Set api-version to a newer one than "
                + LinkedInVersion.of(settings)
                + ".";
    }

    private String withoutAccess(LinkedInError error) {
        return LinkedInGrant.given(settings)
                ? sentence(error, "LinkedIn does not take the access token")
                : "Neither token nor client-id, client-secret and refresh-token are set.";
    }

    private String sentence(LinkedInError error, String otherwise) {
        String said = said(error, otherwise);
        return said.endsWith(".") ? said : said + ".";
    }

    private String said(LinkedInError error, String otherwise) {
        return new LinkedInText(records).shown(error.message(), otherwise);
    }

    private Outcome split(String code, String said) {
        return records.size() > 1
                ? new Outcome.Split(code, said)
                : new Outcome.Permanent(code, said);
    }

    private Outcome passing(String code) {
        return new Outcome.Retry(
                code, "HTTP " + answer.status() + " is no verdict of LinkedIn on the event");
    }

    private Outcome unsaid() {
        return new Outcome.Delivered(
                false,
                List.of(
                        "LinkedIn answered "
                                + answer.status()
                                + " without saying whether it took the event"));
    }

    private List<Outcome> all(Outcome outcome) {
        return Collections.nCopies(records.size(), outcome);
    }
}
