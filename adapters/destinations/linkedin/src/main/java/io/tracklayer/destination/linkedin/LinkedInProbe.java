// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import java.util.List;
import java.util.Optional;

/** The check of the connection: reading the first conversion rule, which counts nothing. */
final class LinkedInProbe {
    private static final String METHOD = "CONVERSIONS_API";

    private LinkedInProbe() {}

    /** The request; LinkedIn shows a rule only to who names its ad account. */
    static Optional<PlatformRequest> request(Settings settings) {
        return settings.find(LinkedInSettings.AD_ACCOUNT)
                .flatMap(
                        account ->
                                new ConversionRules(settings)
                                        .first()
                                        .map(
                                                rule ->
                                                        LinkedInRequests.rule(
                                                                rule, account.strip(), settings)));
    }

    static ProbeResult read(PlatformAnswer answer, Settings settings) {
        List<String> problems = new ConversionRules(settings).problems();
        if (!problems.isEmpty()) {
            return refused("In conversion-rules " + problems.get(0) + ".");
        }
        return answer.successful() ? rule(answer, settings) : error(answer, settings);
    }

    private static ProbeResult rule(PlatformAnswer answer, Settings settings) {
        if (answer.object().isEmpty()) {
            return unreachable(answer);
        }
        Tree rule = Tree.root(answer.json());
        if (!rule.text("/conversionMethod").orElse(METHOD).equals(METHOD)) {
            return refused("The first conversion rule is not for the Conversions API.");
        }
        if (rule.find("/enabled").filter(Boolean.FALSE::equals).isPresent()) {
            return refused("The first conversion rule is disabled.");
        }
        return new ProbeResult(
                Verdict.WORKS,
                "LinkedIn shows the first conversion rule; API version "
                        + LinkedInVersion.of(settings)
                        + ".");
    }

    private static ProbeResult error(PlatformAnswer answer, Settings settings) {
        return switch (new LinkedInAnswers(answer, List.of(), settings).meaning()) {
            case TOKEN -> refused("LinkedIn does not take the credential; put a new one.");
            case RIGHTS -> withoutRights(settings);
            case ADDRESS, RULE, PAYLOAD, TOO_LARGE ->
                    refused(
                            "LinkedIn does not know the first conversion rule in this ad account;"
                                    + " check conversion-rules, ad-account and endpoint.");
            case VERSION ->
                    refused(
                            "LinkedIn no longer takes version "
                                    + LinkedInVersion.of(settings)
                                    + "; set a newer api-version.");
            case THROTTLED -> unverifiable("LinkedIn is busy; check later.");
            case PASSING -> unreachable(answer);
        };
    }

    /** LinkedIn does not say whether a token of Campaign Manager may read rules. */
    private static ProbeResult withoutRights(Settings settings) {
        return settings.find(LinkedInSettings.TOKEN).isPresent()
                ? unverifiable(
                        "LinkedIn does not show conversion rules to this token; it may still take"
                                + " events.")
                : refused(
                        "The member who consented has no role on the ad account, or the scope"
                                + " r_ads is missing.");
    }

    private static ProbeResult refused(String sentence) {
        return new ProbeResult(Verdict.REFUSED, sentence);
    }

    private static ProbeResult unverifiable(String sentence) {
        return new ProbeResult(Verdict.UNVERIFIABLE, sentence);
    }

    private static ProbeResult unreachable(PlatformAnswer answer) {
        return new ProbeResult(
                Verdict.UNREACHABLE,
                "HTTP "
                        + answer.status()
                        + " is not an answer of LinkedIn; check endpoint and network.");
    }
}
