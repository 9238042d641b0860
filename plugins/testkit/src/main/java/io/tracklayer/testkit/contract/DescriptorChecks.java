// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.RedeliveryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** That the descriptor is whole and within what a node can keep. */
final class DescriptorChecks {
    private static final Duration LONGEST_GIVE_UP = Duration.ofDays(30);
    private static final int MOST_ATTEMPTS = 1_000;
    private static final int MOST_RECORDS = 100_000;
    private static final int LEAST_BYTES = 1_024;
    private static final int MOST_BYTES = 100 * 1024 * 1024;

    private final Trials trials;
    private final DestinationDescriptor descriptor;
    private final List<Finding> findings = new ArrayList<>();

    DescriptorChecks(Trials trials) {
        this.trials = trials;
        this.descriptor = trials.destination().descriptor();
    }

    List<Check> checks() {
        return List.of(
                new Check(
                        "descriptor",
                        "the descriptor is complete and the same every time",
                        () -> new DescriptorChecks(trials).complete()),
                new Check(
                        "limits",
                        "the limits are possible",
                        () -> new DescriptorChecks(trials).limits()),
                new Check(
                        "redelivery",
                        "the redelivery policy makes sense and ends",
                        () -> new DescriptorChecks(trials).redelivery()),
                new Check(
                        "maturity",
                        "a stable destination shows examples of its platform's answers",
                        () -> new DescriptorChecks(trials).maturity()),
                new Check(
                        "purposes",
                        "the purposes needed are known for all settings",
                        () -> new DescriptorChecks(trials).purposes()));
    }

    private List<Finding> complete() {
        demand(
                descriptor == trials.destination().descriptor(),
                "descriptor",
                "descriptor() makes a new object every time",
                "Keep it in a constant.");
        demand(
                LoadingChecks.ID.matcher(descriptor.id()).matches(),
                "id",
                "the id is \"" + descriptor.id() + "\"",
                "Use lower-case letters, digits and dashes, at most 40.");
        demand(
                named(descriptor.title()),
                "title",
                "the title is missing or too long",
                "Give the name people use for the platform.");
        demand(
                named(descriptor.apiVersion()),
                "api-version",
                "apiVersion is missing or too long",
                "Say which version of the platform's API is spoken.");
        demand(
                Stream.of(
                                descriptor.limits(),
                                descriptor.redelivery(),
                                descriptor.failureMode(),
                                descriptor.correctionMode(),
                                descriptor.resendWindow(),
                                descriptor.testMode(),
                                descriptor.auth(),
                                descriptor.maturity())
                        .allMatch(Objects::nonNull),
                "null",
                "a component is null",
                "Fill in all components.");
        return findings;
    }

    private static boolean named(String text) {
        return text != null && !text.isBlank() && text.length() <= 100;
    }

    private List<Finding> limits() {
        Limits limits = descriptor.limits();
        if (limits == null) {
            return findings;
        }
        demand(
                limits.maxRecords() <= MOST_RECORDS,
                "max-records",
                "a request may have " + limits.maxRecords() + " records",
                "Name at most " + MOST_RECORDS + ".");
        demand(
                limits.maxBytes() >= LEAST_BYTES && limits.maxBytes() <= MOST_BYTES,
                "max-bytes",
                "a request may have " + limits.maxBytes() + " bytes",
                "Name 1 KiB to 100 MiB; where the platform has no limit, 1 MB.");
        demand(
                positive(limits.maxAge()),
                "max-age",
                "no event is young enough: maxAge is " + limits.maxAge(),
                "Name the oldest event the platform takes.");
        demand(
                !limits.futureSkew().isNegative(),
                "future-skew",
                "futureSkew is negative",
                "Name how far ahead an event may be, or zero.");
        demand(
                descriptor.resendWindow() == null || !descriptor.resendWindow().isNegative(),
                "resend-window",
                "resendWindow is negative",
                "Name how long the platform knows a record again, or zero.");
        return findings;
    }

    private List<Finding> redelivery() {
        RedeliveryPolicy policy = descriptor.redelivery();
        if (policy == null) {
            return findings;
        }
        demand(
                policy.maxAttempts() <= MOST_ATTEMPTS,
                "max-attempts",
                policy.maxAttempts() + " attempts are made",
                "Make at most " + MOST_ATTEMPTS + ".");
        demand(
                positive(policy.firstDelay())
                        && policy.firstDelay().compareTo(policy.maxDelay()) <= 0,
                "delays",
                "the first delay is "
                        + policy.firstDelay()
                        + " and the longest "
                        + policy.maxDelay(),
                "Begin with more than zero and at most the longest delay.");
        demand(
                policy.steps().stream().allMatch(DescriptorChecks::positive),
                "steps",
                "a step is not longer than zero",
                "Give every step a length.");
        demand(
                positive(policy.giveUpAfter())
                        && policy.giveUpAfter().compareTo(LONGEST_GIVE_UP) <= 0,
                "give-up-after",
                "a delivery is given up after " + policy.giveUpAfter(),
                "Give up after more than zero and at most 30 days.");
        return findings;
    }

    private List<Finding> maturity() {
        if (descriptor.maturity() != DestinationDescriptor.Maturity.STABLE) {
            return findings;
        }
        List<OutcomeKind> shown =
                trials.subject().answers().values().stream().map(Example::expected).toList();
        demand(
                (shown.contains(OutcomeKind.DELIVERED)
                                || shown.contains(OutcomeKind.ACCEPTED_PENDING))
                        && shown.stream()
                                .anyMatch(
                                        kind ->
                                                kind != OutcomeKind.DELIVERED
                                                        && kind != OutcomeKind.ACCEPTED_PENDING),
                "examples",
                "it calls itself stable, but no example shows how the platform accepts and refuses",
                "Give answers of the platform with what they mean, or call it beta.");
        return findings;
    }

    private List<Finding> purposes() {
        for (Trial trial : trials.all()) {
            try {
                demand(
                        trials.destination().purposes(trial.settings()) != null,
                        "purposes",
                        trial.where("purposes") + " is null",
                        "Return the empty set when none is needed.");
            } catch (Throwable failure) {
                demand(
                        false,
                        "purposes",
                        trial.where("purposes")
                                + " fails: "
                                + Failures.describe(Failures.survivable(failure)),
                        "It must cope with any settings that pass their declarations.");
            }
        }
        return findings;
    }

    private static boolean positive(Duration length) {
        return length != null && !length.isZero() && !length.isNegative();
    }

    private void demand(boolean kept, String subject, String what, String advice) {
        if (!kept) {
            findings.add(Finding.of(subject, "descriptor", what, advice));
        }
    }
}
