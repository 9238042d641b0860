// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.rules.ConsentGate.Answer;
import io.tracklayer.rules.ConsentGate.Policy;
import io.tracklayer.spi.Tree;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Gathers {@code unknown-consent} of all files; each region may have one policy only. */
final class PolicyReader {
    private static final String DEFAULT = "default";

    private final Map<String, Policy> byRegion = new LinkedHashMap<>();

    void read(RuleFile file) {
        Tree policies = file.root().at("/unknown-consent");
        for (String region : policies.members().keySet()) {
            Tree value = policies.at("/" + region);
            if (!region.equals(DEFAULT)) {
                file.places("unknown-consent", value, region, Regions.countries(region));
            }
            Policy before = byRegion.get(region);
            if (before == null) {
                answer(value)
                        .ifPresent(
                                answer ->
                                        byRegion.put(
                                                region,
                                                new Policy(
                                                        answer,
                                                        file.name() + ":" + file.lineOf(value))));
            } else {
                file.problem(
                        value,
                        "unknown-consent for \""
                                + region
                                + "\" is already decided at "
                                + before.location()
                                + ". Keep one of the two.");
            }
        }
    }

    ConsentGate gate(String version) {
        Map<String, Policy> byCountry = new HashMap<>();
        byRegion.forEach(
                (region, policy) ->
                        Regions.countries(region)
                                .forEach(country -> byCountry.putIfAbsent(country, policy)));
        // A country beats the group it belongs to, whichever was read first.
        byRegion.forEach(
                (region, policy) -> {
                    if (Regions.isCountry(region)) {
                        byCountry.put(region, policy);
                    }
                });
        return new ConsentGate(version, byCountry, byRegion.get(DEFAULT));
    }

    private static Optional<Answer> answer(Tree value) {
        return Arrays.stream(Answer.values())
                .filter(answer -> answer.name().toLowerCase(Locale.ROOT).equals(value.node()))
                .findFirst();
    }
}
