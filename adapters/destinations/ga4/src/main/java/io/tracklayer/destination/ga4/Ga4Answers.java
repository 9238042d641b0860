// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * GA4's answers. A 2xx says only that the request arrived, also when secret, measurement id or
 * content are wrong; the validation server alone names problems.
 */
final class Ga4Answers {
    private static final Duration PAUSE = Duration.ofSeconds(60);
    private static final List<String> DRY_RUN =
            List.of("the validation server answered: GA4 has recorded nothing");
    private static final int LONGEST_TEXT = 300;
    private static final Pattern INDEX =
            Pattern.compile("Event at index: \\[(\\d{1,3})]|events\\[(\\d{1,3})]");

    private Ga4Answers() {}

    static List<Outcome> outcomes(PlatformAnswer answer, int records) {
        if (!answer.successful()) {
            Outcome same = refused(answer, records);
            return IntStream.range(0, records).mapToObj(index -> same).toList();
        }
        List<Message> messages = messages(answer);
        Outcome arrived = new Outcome.Delivered(false, judged(answer) ? DRY_RUN : List.of());
        return IntStream.range(0, records)
                .mapToObj(index -> outcome(messages, index).orElse(arrived))
                .toList();
    }

    /** What the validation server found, empty when it found nothing. */
    static List<Message> messages(PlatformAnswer answer) {
        return Tree.root(answer.object().orElse(null)).each("/validationMessages").stream()
                .map(Message::of)
                .toList();
    }

    /** Whether the validation server answered. */
    static boolean judged(PlatformAnswer answer) {
        return answer.object()
                .filter(tree -> tree.get("validationMessages") instanceof List)
                .isPresent();
    }

    private static Optional<Outcome> outcome(List<Message> messages, int index) {
        return messages.stream()
                .filter(message -> message.concerns(index))
                .findFirst()
                .map(Message::toOutcome);
    }

    private static Outcome refused(PlatformAnswer answer, int records) {
        String code = "http_" + answer.status();
        String said = brief(answer.text());
        String text = said.isEmpty() ? "GA4 gave no reason" : said;
        return switch (answer.status()) {
            case 400, 404, 405, 411 -> new Outcome.Permanent(code, text);
            case 413 ->
                    records > 1 ? new Outcome.Split(code, text) : new Outcome.Permanent(code, text);
            case 408, 425 -> new Outcome.Retry(code, text);
            case 429 -> new Outcome.Throttled(pause(answer), code, text);
            // GA4 has no such answers: something between us and it gave them.
            case 401, 403, 407 -> new Outcome.ConfigHold(code, text);
            default -> byClass(answer.status(), code, text);
        };
    }

    private static Outcome byClass(int status, String code, String text) {
        return switch (status / 100) {
            case 3 -> new Outcome.ConfigHold(code, text);
            case 4 -> new Outcome.Permanent(code, text);
            default -> new Outcome.Retry(code, text);
        };
    }

    private static Duration pause(PlatformAnswer answer) {
        return answer.header("retry-after")
                .filter(seconds -> seconds.matches("\\d{1,4}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(PAUSE);
    }

    /** Cut between words: the host masks e-mail addresses, but not a half of one. */
    private static String brief(String text) {
        String said = text.strip();
        int space = said.length() > LONGEST_TEXT ? said.lastIndexOf(' ', LONGEST_TEXT) : -1;
        return Ga4Text.cut(said, space > 0 ? space : LONGEST_TEXT);
    }

    /**
     * One finding of the validation server.
     *
     * @param index which event it is about, or -1 for the whole body
     */
    record Message(String code, String text, int index) {

        static Message of(Tree tree) {
            String field = tree.text("/fieldPath").orElse("");
            String text = tree.text("/description").orElse("no description");
            Matcher named = INDEX.matcher(text + " " + field);
            int index = -1;
            if (named.find()) {
                index = Integer.parseInt(named.group(1) != null ? named.group(1) : named.group(2));
            }
            return new Message(
                    tree.text("/validationCode").orElse("UNKNOWN"),
                    brief(field.isEmpty() ? text : field + ": " + text),
                    index);
        }

        boolean concerns(int event) {
            return index < 0 || index == event;
        }

        Outcome toOutcome() {
            return code.equals("INTERNAL_ERROR")
                    ? new Outcome.Retry(code, text)
                    : new Outcome.Permanent(code, text);
        }
    }
}
