// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/**
 * What a status means. Bodies are not read: endpoints are free to answer anything, and some send
 * back the message with its personal data.
 */
final class WebhookAnswers {
    private static final Set<Integer> BUSY = Set.of(408, 425, 429, 502, 503, 504);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

    private static final String REDIRECT =
            "a redirect, which is never followed. Put the final address into \"url\".";
    private static final String AUTH =
            "it refuses the credentials. Check that it verifies with a current secret of this"
                    + " destination and, if it asks for a header, set \"authorization\".";
    private static final String GONE =
            "the address is given up for good. Correct \"url\" or remove this destination.";
    private static final String TOO_LARGE = "it takes no message of this size.";
    private static final String SLOW_DOWN = "it asks for a pause.";
    private static final String REFUSED =
            "it refuses this message. What it said is stored with the attempt.";
    private static final String FAILED = "it failed. What it said is stored with the attempt.";
    private static final String TEST_REFUSED =
            "it refuses the type tracklayer.endpoint.test, which no event has. Check \"url\" and"
                    + " send an event.";
    private static final String NOT_NOW = "it cannot take messages now. Try later.";

    private WebhookAnswers() {}

    static Outcome outcome(PlatformAnswer answer, boolean retry4xx) {
        int status = answer.status();
        if (answer.successful()) {
            return Outcome.delivered();
        }
        if (BUSY.contains(status)) {
            return new Outcome.Throttled(pause(answer), code(status), said(status, SLOW_DOWN));
        }
        return switch (status) {
            case 401, 403 -> refused("auth", said(status, AUTH), retry4xx);
            case 410 -> new Outcome.ConfigHold("endpoint_gone", said(status, GONE));
            case 413 -> new Outcome.Permanent("payload_too_large", said(status, TOO_LARGE));
            default -> byClass(status, retry4xx);
        };
    }

    static ProbeResult probe(PlatformAnswer answer) {
        int status = answer.status();
        Verdict verdict =
                switch (status) {
                    case 401, 403, 410 -> Verdict.REFUSED;
                    default -> verdictByClass(status);
                };
        return new ProbeResult(verdict, said(status, found(verdict, status)));
    }

    private static Outcome byClass(int status, boolean retry4xx) {
        return switch (status / 100) {
            case 3 -> new Outcome.Retry("redirect_not_followed", said(status, REDIRECT));
            case 4 -> refused(code(status), said(status, REFUSED), retry4xx);
            default -> new Outcome.Retry(code(status), said(status, FAILED));
        };
    }

    private static Verdict verdictByClass(int status) {
        boolean refused = status / 100 == 4 && !BUSY.contains(status);
        Verdict other = refused ? Verdict.UNVERIFIABLE : Verdict.UNREACHABLE;
        return status / 100 == 2 ? Verdict.WORKS : other;
    }

    private static String found(Verdict verdict, int status) {
        return switch (verdict) {
            case WORKS -> "it took the signed test message.";
            case REFUSED -> status == 410 ? GONE : AUTH;
            case UNVERIFIABLE -> TEST_REFUSED;
            case UNREACHABLE -> status / 100 == 3 ? REDIRECT : NOT_NOW;
        };
    }

    private static Outcome refused(String code, String text, boolean retry4xx) {
        return retry4xx ? new Outcome.Retry(code, text) : new Outcome.Permanent(code, text);
    }

    private static String code(int status) {
        return "http_" + status;
    }

    private static String said(int status, String meaning) {
        return "The endpoint answered HTTP " + status + ": " + meaning;
    }

    private static Duration pause(PlatformAnswer answer) {
        return answer.header("Retry-After")
                .map(String::strip)
                .flatMap(text -> seconds(text).or(() -> until(text, answer)))
                .filter(pause -> !pause.isNegative())
                .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause)
                .orElse(Duration.ZERO);
    }

    private static Optional<Duration> seconds(String text) {
        if (!text.matches("[0-9]{1,100}")) {
            return Optional.empty();
        }
        BigInteger longest = BigInteger.valueOf(LONGEST_PAUSE.toSeconds());
        return Optional.of(Duration.ofSeconds(new BigInteger(text).min(longest).longValue()));
    }

    // Counted from the endpoint's own Date header (RFC 9110 sections 10.2.3 and 6.6.1): the two
    // come from one clock, whatever ours says.
    private static Optional<Duration> until(String text, PlatformAnswer answer) {
        return answer.header("Date")
                .flatMap(WebhookAnswers::httpDate)
                .flatMap(sent -> httpDate(text).map(end -> Duration.between(sent, end)));
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(
                    DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
