// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what bounds the data folder, and adds what is wrong with it to the problems. */
final class BoundsReader {
    private static final long LARGEST_EVIDENCE = 48L << 30;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(MiB|GiB)");

    private final YamlFile file;
    private final List<ConfigProblem> problems;

    BoundsReader(YamlFile file, List<ConfigProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    RetentionPolicy retention(Tree tree, Duration window) {
        RetentionPolicy standard = RetentionPolicy.standard(window);
        RetentionPolicy retention =
                new RetentionPolicy(
                        ConfigurationReader.duration(tree, "/raw", standard.raw()),
                        ConfigurationReader.duration(tree, "/attempts", standard.attempts()),
                        ConfigurationReader.duration(tree, "/evidence", standard.evidence()),
                        ConfigurationReader.duration(tree, "/replays", standard.replays()),
                        ConfigurationReader.duration(tree, "/audit", standard.audit()),
                        bytes(tree, "/max-size", standard.maxBytes()),
                        window);
        if (retention.maxBytes() > LARGEST_EVIDENCE) {
            problems.add(
                    file.problemAt(
                            "/retention/max-size",
                            "\"retention.max-size\" is at most 48GiB: the database file cannot"
                                    + " outgrow 64GiB"));
        }
        notBeyondEvidence("raw", retention.raw(), retention.evidence());
        notBeyondEvidence("attempts", retention.attempts(), retention.evidence());
        Duration shortest = RetentionPolicy.shortestEvidence(window);
        if (retention.evidence().compareTo(shortest) < 0) {
            problems.add(
                    file.problemAt(
                            "/retention/evidence",
                            "evidence must be kept for "
                                    + shortest.toHours()
                                    + "h at least, because copies of an event are recognised that"
                                    + " long (the longest of \"reconciliation.window\" and"
                                    + " \"reconciliation.windows\", and 48h for repeated"
                                    + " messages)"));
        }
        return retention;
    }

    private void notBeyondEvidence(String key, Duration given, Duration evidence) {
        if (given.compareTo(evidence) > 0) {
            problems.add(
                    file.problemAt(
                            "/retention/" + key,
                            "\"retention."
                                    + key
                                    + "\" is longer than \"retention.evidence\": nothing would show"
                                    + " what it keeps"));
        }
    }

    Configuration.Journal journal(Tree tree) {
        Configuration.Journal standard = Configuration.Journal.STANDARD;
        Configuration.Journal journal =
                new Configuration.Journal(
                        ConfigurationReader.duration(tree, "/keep", standard.keep()),
                        bytes(tree, "/max-size", standard.maxBytes()),
                        bytes(tree, "/segment-size", standard.segmentBytes()));
        long least = Configuration.Journal.leastCap(journal.segmentBytes());
        if (journal.maxBytes() < least) {
            problems.add(
                    file.problemAt(
                            "/journal/max-size",
                            "\"journal.max-size\" must hold two segments and the largest request:"
                                    + " at least "
                                    + least / 1024 / 1024
                                    + "MiB with segments of "
                                    + journal.segmentBytes() / 1024 / 1024
                                    + "MiB"));
        }
        return journal;
    }

    /** A size; what the schema refuses counts as not given, because it is reported already. */
    private static long bytes(Tree tree, String pointer, long otherwise) {
        Matcher size = SIZE.matcher(tree.text(pointer).orElse(""));
        if (!size.matches()) {
            return otherwise;
        }
        return Long.parseLong(size.group(1)) << (size.group(2).equals("GiB") ? 30 : 20);
    }
}
