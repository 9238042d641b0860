// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

/** The account of what was taken out, for people. */
final class RedactionReport {
    private final Redaction redaction;

    RedactionReport(Redaction redaction) {
        this.redaction = redaction;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(
                """
                What was taken out of this bundle, where and why.

                Personal data, secrets and whatever looks like either are replaced by [redacted N].
                The same value has the same N everywhere in this bundle, and in no other; "as
                SHA-256" is the hash of the value N. Of long click ids the first six characters are
                left. Of requests and addresses only members and parameters that are known to be
                harmless keep their values; a body that is neither JSON nor a form is left out.
                [secret] stands for a secret that is set.

                """);
        redaction.account().forEach((number, taken) -> line(text, number, taken));
        return text.toString();
    }

    private static void line(StringBuilder text, int number, Redaction.Taken taken) {
        if (!taken.places().isEmpty()) {
            text.append("[redacted ").append(number).append("]\n  why: ");
            text.append(String.join("; ", taken.reasons()));
            text.append("\n  in: ").append(String.join(", ", taken.places())).append('\n');
        }
    }
}
