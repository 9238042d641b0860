// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** That amounts are exact, people are hashed and secrets stay secret. */
final class ContentChecks {
    private static final Pattern EMAIL =
            Pattern.compile("jane\\.?doe(\\+|%2b|%252b)?(promo)?(@|%40|%2540)example\\.com");

    private final Trials trials;

    ContentChecks(Trials trials) {
        this.trials = trials;
    }

    List<Check> checks() {
        return List.of(
                new Check(
                        "amounts",
                        "a request carries the amount of its event, exactly and without exponent",
                        this::amounts),
                new Check(
                        "hashed-people",
                        "no e-mail address or phone number is sent in plain text",
                        this::people),
                new Check(
                        "hashed-once", "what arrives hashed is not hashed again", this::hashedOnce),
                new Check("people-in-reasons", "skips and warnings name no person", this::reasons),
                new Check(
                        "secrets",
                        "secrets stand only in fields marked secret or in the body",
                        this::secrets));
    }

    private List<Finding> amounts() {
        List<Finding> findings = new ArrayList<>();
        trials.base().ifPresent(base -> base.sent().forEach(run -> amount(run, findings)));
        return findings;
    }

    private static void amount(Run run, List<Finding> findings) {
        BigDecimal amount = run.given().amount();
        if (amount == null) {
            return;
        }
        List<Wire.Leaf> leaves = run.leaves();
        if (leaves.stream().anyMatch(Wire.Leaf::scientific)) {
            findings.add(
                    Finding.of(
                            run.given().name(),
                            run.where(),
                            "a number has an exponent",
                            "Write amounts with toPlainString, or leave them to the host's JSON."));
        } else if (leaves.stream()
                .noneMatch(
                        leaf -> leaf.decimal().filter(d -> d.compareTo(amount) == 0).isPresent())) {
            findings.add(
                    Finding.of(
                            run.given().name(),
                            run.where(),
                            "the request does not hold " + amount.toPlainString(),
                            "Pass on the amount as it is; a platform that takes none needs an exemption."));
        }
    }

    private List<Finding> people() {
        List<Finding> findings = new ArrayList<>();
        if (trials.subject().plainIdentifiers()) {
            return findings;
        }
        for (Trial trial : trials.all()) {
            for (Run run : trial.sent()) {
                if (namesSomebody(Wire.text(run.request()))) {
                    findings.add(
                            Finding.of(
                                    run.given().name(),
                                    run.where(),
                                    "the request holds the plain e-mail address or phone number",
                                    "Hash them with io.tracklayer.spi.identity and clean page"
                                            + " addresses with PageAddresses, or declare that the"
                                            + " platform takes them plain."));
                }
            }
        }
        return findings;
    }

    private static boolean namesSomebody(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return EMAIL.matcher(lower).find() || text.contains(Corpus.PHONE);
    }

    private List<Finding> hashedOnce() {
        List<String> twice = Corpus.hashedTwice();
        List<Finding> findings = new ArrayList<>();
        for (Trial trial : trials.all()) {
            for (Run run : trial.sent()) {
                String text = Wire.text(run.request()).toLowerCase(Locale.ROOT);
                if (twice.stream().anyMatch(text::contains)) {
                    findings.add(
                            Finding.of(
                                    run.given().name(),
                                    run.where(),
                                    "a hash was hashed again",
                                    "Use Rule.hash of io.tracklayer.spi.identity, which knows"
                                            + " hashes in any case."));
                }
            }
        }
        return findings;
    }

    private List<Finding> reasons() {
        List<Finding> findings = new ArrayList<>();
        for (Trial trial : trials.all()) {
            for (Run run : trial.runs()) {
                String reasons =
                        run.skipped().map(Mapping.Skip::toString).orElse("")
                                + run.mapped().map(PlatformRecord::warnings).orElse(List.of());
                if (namesSomebody(reasons)) {
                    findings.add(
                            Finding.of(
                                    run.given().name(),
                                    run.where(),
                                    "a skip or warning holds the e-mail address or phone number",
                                    "Name the field, not its value."));
                }
            }
        }
        return findings;
    }

    private List<Finding> secrets() {
        List<Finding> findings = new ArrayList<>();
        for (Trial trial : trials.all()) {
            for (String secret : Trials.secrets(trial.settings())) {
                trial.requests()
                        .forEach(
                                (where, request) -> {
                                    boolean open =
                                            shows(request.query(), secret)
                                                    || shows(request.headers(), secret);
                                    if (open || request.url().contains(secret)) {
                                        findings.add(secret(where, "a request shows a secret"));
                                    }
                                });
                trial.runs().stream()
                        .filter(run -> String.valueOf(run.mapping()).contains(secret))
                        .forEach(
                                run ->
                                        findings.add(
                                                secret(
                                                        run.where(),
                                                        "a record or skip shows a secret")));
            }
        }
        return findings;
    }

    private static boolean shows(List<Field> fields, String secret) {
        return fields.stream()
                .filter(field -> !field.secret())
                .anyMatch(field -> field.value().contains(secret) || field.name().contains(secret));
    }

    private static Finding secret(String where, String what) {
        return Finding.of(
                "secret",
                where,
                what,
                "Put it into a field made by Field.secret, when the request is packed.");
    }
}
