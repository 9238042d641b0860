// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.testkit.contract.Result.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** What can be said of any source without its senders: that its descriptor is whole and safe. */
public final class SourceContract {
    private static final int MOST_BYTES = 20 * 1024 * 1024;

    private SourceContract() {}

    /** Looks at a source. */
    public static List<Result> results(Source source) {
        SettingsDeclarations settings = new SettingsDeclarations(source.descriptor().settings());
        return Stream.concat(
                        Stream.of(
                                new Check(
                                        "descriptor",
                                        "the descriptor is complete and the same every time",
                                        () -> descriptor(source))),
                        settings.checks().stream())
                .map(SourceContract::result)
                .toList();
    }

    private static Result result(Check check) {
        List<String> problems =
                check.search().find().stream()
                        .map(one -> "[" + check.id() + ":" + one.subject() + "] " + one.text())
                        .toList();
        Status status = problems.isEmpty() ? Status.PASSED : Status.FAILED;
        return new Result(check.id(), check.title(), status, problems);
    }

    private static List<Finding> descriptor(Source source) {
        SourceDescriptor descriptor = source.descriptor();
        List<Finding> findings = new ArrayList<>();
        demand(
                LoadingChecks.ID.matcher(descriptor.id()).matches(),
                "the id is \"" + descriptor.id() + "\"",
                "Use lower-case letters, digits and dashes, at most 40.",
                findings);
        demand(
                descriptor.title() != null && !descriptor.title().isBlank(),
                "the title is missing",
                "Give the name people use.",
                findings);
        demand(
                descriptor == source.descriptor(),
                "descriptor() makes a new object every time",
                "Keep it in a constant.",
                findings);
        demand(
                !descriptor.endpoints().isEmpty()
                        && descriptor.endpoints().stream().allMatch(e -> e.path().startsWith("/")),
                "an endpoint is missing or its path has no leading slash",
                "Say where it listens, e.g. POST /webhooks/mine/{store}.",
                findings);
        demand(
                descriptor.maxBytes() > 0 && descriptor.maxBytes() <= MOST_BYTES,
                "a request may have " + descriptor.maxBytes() + " bytes",
                "Name 1 byte to 20 MiB.",
                findings);
        demand(
                descriptor.headers().stream().allMatch(h -> h.equals(h.toLowerCase(Locale.ROOT))),
                "a header is not in lower case",
                "Name headers in lower case.",
                findings);
        demand(
                Stream.of(descriptor.addressing(), descriptor.malformed(), descriptor.authority())
                        .allMatch(Objects::nonNull),
                "a component is null",
                "Fill in all components.",
                findings);
        return findings;
    }

    private static void demand(boolean kept, String what, String advice, List<Finding> findings) {
        if (!kept) {
            findings.add(Finding.of("descriptor", "descriptor", what, advice));
        }
    }
}
