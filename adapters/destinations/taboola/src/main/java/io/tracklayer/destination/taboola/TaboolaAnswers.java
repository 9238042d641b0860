// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Tree;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** What Taboola's answers mean. They are a status and concern a request as a whole. */
final class TaboolaAnswers {
    /** When Taboola does not say how long to wait. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final int LONGEST_TEXT = 300;

    private final PlatformAnswer answer;
    private final List<PlatformRecord> records;
    private final boolean bulk;
    private final String code;

    TaboolaAnswers(PlatformAnswer answer, List<PlatformRecord> records) {
        this.answer = answer;
        this.records = records;
        this.bulk = TaboolaRequests.isBulk(records);
        this.code = "http_" + answer.status();
    }

    List<Outcome> outcomes() {
        return Collections.nCopies(records.size(), outcome());
    }

    private Outcome outcome() {
        return answer.successful()
                ? taken()
                : switch (answer.status()) {
                    case 400, 413, 414 -> refused();
                    case 401, 403 ->
                            new Outcome.ConfigHold(
                                    code,
                                    "Taboola asks for no credential, yet access is refused"
                                            + said()
                                            + ": check account, endpoint and network.");
                    case 404, 405 ->
                            new Outcome.ConfigHold(
                                    code,
                                    "Taboola does not know this address"
                                            + said()
                                            + ": check endpoint and account.");
                    case 429 -> new Outcome.Throttled(pause(), code, "Taboola is busy" + said());
                    default -> other();
                };
    }

    /** Of a bulk call nothing more is known than that it was JSON. */
    private Outcome taken() {
        if (bulk) {
            return new Outcome.Delivered(
                    false,
                    List.of(
                            "not validated by Taboola: see in Realize that the rule of the event"
                                    + " name is active"));
        }
        boolean usual = answer.status() == 204;
        return new Outcome.Delivered(
                usual,
                usual
                        ? List.of()
                        : List.of("HTTP " + answer.status() + " in place of Taboola's 204"));
    }

    private Outcome refused() {
        return bulk && records.size() > 1
                ? new Outcome.Split(code, "Taboola refused the whole batch" + said())
                : new Outcome.Permanent(code, "Taboola refused the conversion" + said());
    }

    private Outcome other() {
        return answer.status() / 100 == 3
                ? new Outcome.ConfigHold(
                        code, "The address leads elsewhere and is not followed: check endpoint.")
                : new Outcome.Retry(code, "Taboola could not take it now" + said());
    }

    /** Zero when Retry-After is there, which the host reads. */
    private Duration pause() {
        return answer.header("retry-after").isPresent() ? Duration.ZERO : PAUSE;
    }

    /** What Taboola says, without the click ids it repeats. */
    private String said() {
        String text = answer.text().strip();
        for (PlatformRecord sent : records) {
            String clickId = Tree.root(sent.body()).text("/click-id").orElseThrow();
            text = text.replace(clickId, "(click id)").replace(encoded(clickId), "(click id)");
        }
        String brief = text.substring(0, Math.min(LONGEST_TEXT, text.length()));
        return " (HTTP " + answer.status() + (brief.isEmpty() ? ")" : ": " + brief + ")");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
