// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.RedeliveryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns outcomes into what they mean for deliveries and for the destination as a whole: the one
 * place where, for example, a 429 becomes a later attempt.
 */
final class Verdicts {
    /**
     * A held destination tries one delivery this often, in case the platform's side was put right.
     */
    private static final Duration HOLD_PROBE = Duration.ofMinutes(5);

    /** The longest wait a platform gets in one step; it may ask again. */
    private static final Duration LONGEST_STEP = Duration.ofHours(1);

    private final Redelivery redelivery;
    private final Clock wall;

    /** Creates it with the clock by which deliveries grow old. */
    Verdicts(Redelivery redelivery, Clock wall) {
        this.redelivery = redelivery;
        this.wall = wall;
    }

    /**
     * What one request means.
     *
     * @param results one per delivery
     * @param pause a pause that begins, or null
     * @param split events to send again in halves
     * @param available whether the platform is up
     */
    record Verdict(List<DeliveryResult> results, Pause pause, List<Long> split, boolean available) {

        /** The same without secrets, which platforms like to repeat in their error texts. */
        Verdict masked(Masking masking) {
            return new Verdict(
                    results.stream().map(result -> masked(result, masking)).toList(),
                    pause == null ? null : masked(pause, masking),
                    split,
                    available);
        }

        private static DeliveryResult masked(DeliveryResult result, Masking masking) {
            return new DeliveryResult(
                    result.eventSeq(),
                    result.status(),
                    masking.sentence(result.reason()),
                    masking.sentence(result.sentence()),
                    result.attemptBurnt(),
                    result.nextAttemptAt());
        }

        private static Pause masked(Pause pause, Masking masking) {
            return new Pause(
                    pause.kind(),
                    masking.sentence(pause.code()),
                    masking.sentence(pause.sentence()),
                    pause.since(),
                    pause.until(),
                    pause.fingerprint(),
                    pause.account());
        }
    }

    /** Judges an answered request. */
    Verdict answered(
            Batch batch,
            List<Outcome> outcomes,
            PlatformAnswer answer,
            Instant now,
            int failuresInARow) {
        List<Delivery> deliveries = batch.parts().stream().map(Batch.Part::delivery).toList();
        return answered(batch.destination(), deliveries, outcomes, answer, now, failuresInARow);
    }

    private Verdict answered(
            DestinationConfig destination,
            List<Delivery> deliveries,
            List<Outcome> outcomes,
            PlatformAnswer answer,
            Instant now,
            int failuresInARow) {
        List<DeliveryResult> results = new ArrayList<>();
        List<Long> split = new ArrayList<>();
        Pause pause = null;
        for (int i = 0; i < outcomes.size(); i++) {
            Delivery delivery = deliveries.get(i);
            Outcome outcome = outcomes.get(i);
            pause =
                    pause == null
                            ? pause(destination, outcome, answer, now, failuresInARow)
                            : pause;
            if (outcome instanceof Outcome.Split && outcomes.size() > 1) {
                split.add(delivery.eventSeq());
            }
            boolean alone = outcomes.size() == 1;
            results.add(result(destination, alone, delivery, outcome, pause, now));
        }
        boolean down =
                answer.status() >= 500
                        && outcomes.stream().anyMatch(Outcome.Retry.class::isInstance);
        return new Verdict(results, pause, split, !down);
    }

    /**
     * Judges what a platform told later about deliveries it took; their attempt is counted already.
     */
    Verdict told(
            DestinationConfig destination,
            List<Delivery> deliveries,
            List<Outcome> outcomes,
            PlatformAnswer answer,
            Instant now) {
        Verdict verdict = answered(destination, deliveries, outcomes, answer, now, 0);
        List<DeliveryResult> results = new ArrayList<>();
        for (int i = 0; i < deliveries.size(); i++) {
            results.add(told(deliveries.get(i), verdict.results().get(i)));
        }
        return new Verdict(results, verdict.pause(), verdict.split(), true);
    }

    // Its replay has counted it as delivered, and would count it once more.
    private static DeliveryResult told(Delivery delivery, DeliveryResult result) {
        boolean again = result.status() == DeliveryStatus.PENDING;
        return again && delivery.requeued().isPresent()
                ? failed(
                                delivery.eventSeq(),
                                result.reason(),
                                result.sentence() + "; a replay sent it, start another")
                        .counted()
                : result.counted();
    }

    /** Judges that a platform never tells what became of deliveries it took. */
    List<DeliveryResult> untold(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(
                        delivery ->
                                done(
                                                delivery.eventSeq(),
                                                "accepted_unconfirmed",
                                                "the platform took it and never told what became"
                                                        + " of it")
                                        .counted())
                .toList();
    }

    /** Judges a request that got no answer. */
    Verdict failed(Batch batch, SendResult.Failed failure, Instant now) {
        List<DeliveryResult> results = new ArrayList<>();
        for (Batch.Part part : batch.parts()) {
            boolean unknown = failure.sent() && !part.platformRecord().resendSafe();
            results.add(
                    unknown
                            ? new DeliveryResult(
                                    part.delivery().eventSeq(),
                                    DeliveryStatus.DELIVERED,
                                    "delivered_unconfirmed",
                                    "the request left but no answer came; sending it again could count it twice",
                                    true,
                                    null)
                            : again(
                                    batch.destination(),
                                    part.delivery(),
                                    failure.code(),
                                    failure.text(),
                                    now));
        }
        return new Verdict(results, null, List.of(), false);
    }

    /** Judges a request for which there is no access token. */
    Verdict unauthorised(Batch batch, SendResult.Unauthorised refused, Instant now) {
        Pause pause =
                hold(
                        batch.destination(),
                        Pause.Kind.AUTH_HOLD,
                        refused.code(),
                        refused.text(),
                        now);
        List<DeliveryResult> results =
                batch.eventSeqs().stream().map(event -> waiting(event, pause, now)).toList();
        return new Verdict(results, pause, List.of(), true);
    }

    /** Judges a plugin that failed on one delivery; nothing was sent. */
    DeliveryResult contractBroken(
            DestinationConfig destination, Delivery delivery, String what, Instant now) {
        return again(
                destination,
                delivery,
                "adapter_contract",
                "the destination plugin failed: " + what,
                now);
    }

    /** Judges a plugin that failed on a batch. */
    List<DeliveryResult> contractBroken(Batch batch, String what, Instant now) {
        return batch.parts().stream()
                .map(part -> contractBroken(batch.destination(), part.delivery(), what, now))
                .toList();
    }

    private DeliveryResult result(
            DestinationConfig destination,
            boolean alone,
            Delivery delivery,
            Outcome outcome,
            Pause pause,
            Instant now) {
        long seq = delivery.eventSeq();
        if (outcome instanceof Outcome.AcceptedPending) {
            return done(
                    seq, Inquiry.REASON, "the platform took it and tells later what became of it");
        }
        if (outcome instanceof Outcome.Delivered delivered) {
            return done(
                    seq,
                    delivered.confirmed() ? "accepted" : "accepted_unconfirmed",
                    delivered.confirmed()
                            ? "the platform took it"
                            : "the platform took the request; it never says more than that");
        }
        if (outcome instanceof Outcome.AlreadyDelivered already) {
            return done(seq, "already_delivered", "the platform had it already: " + already.text());
        }
        if (outcome instanceof Outcome.Permanent permanent) {
            return failed(seq, permanent.code(), permanent.text());
        }
        if (outcome instanceof Outcome.Retry retry) {
            return again(destination, delivery, retry, now);
        }
        if (outcome instanceof Outcome.Split refused) {
            return alone
                    ? failed(seq, refused.code(), refused.text())
                    : new DeliveryResult(
                            seq,
                            DeliveryStatus.PENDING,
                            "splitting",
                            "the platform refused the whole request without naming the culprit; it goes again in halves",
                            false,
                            now);
        }
        // throttled or held: the destination pauses and the delivery waits without burning an
        // attempt
        return waiting(seq, pause, now);
    }

    private static DeliveryResult waiting(long event, Pause pause, Instant now) {
        return new DeliveryResult(
                event,
                DeliveryStatus.PENDING,
                pause.code(),
                pause.sentence(),
                false,
                pause.isHold() ? now : pause.until());
    }

    private DeliveryResult again(
            DestinationConfig destination,
            Delivery delivery,
            String code,
            String text,
            Instant now) {
        return again(destination, delivery, new Outcome.Retry(code, text), now);
    }

    private DeliveryResult again(
            DestinationConfig destination, Delivery delivery, Outcome.Retry retry, Instant now) {
        RedeliveryPolicy policy = destination.redelivery();
        String code = retry.code();
        String text = retry.text();
        // what was accepted has its last attempt counted already
        int attempts = delivery.attempts() + (delivery.status().isFinal() ? 0 : 1);
        if (attempts >= policy.maxAttempts()) {
            return failed(
                    delivery.eventSeq(), code, "gave up after " + attempts + " attempts: " + text);
        }
        Duration own = redelivery.delayAfter(policy, attempts);
        Duration delay = own.compareTo(retry.after()) < 0 ? retry.after() : own;
        Instant next = now.plus(delay);
        if (wall.instant().plus(delay).isAfter(delivery.begunAt().plus(policy.giveUpAfter()))) {
            return failed(
                    delivery.eventSeq(),
                    code,
                    "gave up after " + policy.giveUpAfter() + ": " + text);
        }
        return new DeliveryResult(
                delivery.eventSeq(), DeliveryStatus.PENDING, code, text, true, next);
    }

    private Pause pause(
            DestinationConfig destination,
            Outcome outcome,
            PlatformAnswer answer,
            Instant now,
            int failuresInARow) {
        if (outcome instanceof Outcome.AuthHold hold) {
            return answer.html()
                    ? hold(
                            destination,
                            Pause.Kind.AUTH_HOLD,
                            Pause.ANSWERED_BY_ANOTHER,
                            foreign(answer),
                            now)
                    : hold(destination, Pause.Kind.AUTH_HOLD, hold.code(), hold.text(), now);
        }
        if (outcome instanceof Outcome.ConfigHold hold) {
            return hold(destination, Pause.Kind.CONFIG_HOLD, hold.code(), hold.text(), now);
        }
        if (outcome instanceof Outcome.Throttled throttled) {
            Duration wait =
                    Optional.of(throttled.pause())
                            .filter(asked -> !asked.isZero() && !asked.isNegative())
                            .or(
                                    () ->
                                            answer.header("retry-after")
                                                    .flatMap(text -> RetryAfter.parse(text, now)))
                            .orElseGet(
                                    () ->
                                            redelivery.delayAfter(
                                                    destination.redelivery(), failuresInARow + 1));
            return throttled(destination, throttled, wait, now);
        }
        return null;
    }

    private static Pause throttled(
            DestinationConfig destination, Outcome.Throttled asked, Duration wait, Instant now) {
        boolean tooLong = wait.compareTo(LONGEST_STEP) > 0;
        String sentence = "the platform asked for a pause: " + asked.text();
        return new Pause(
                tooLong ? Pause.Kind.THROTTLED_LONG : Pause.Kind.THROTTLED,
                asked.code(),
                tooLong
                        ? sentence + " (for " + wait.toMinutes() + " min; asked again every hour)"
                        : sentence,
                now,
                now.plus(tooLong ? LONGEST_STEP : wait),
                destination.fingerprint(),
                destination.account());
    }

    private static Pause hold(
            DestinationConfig destination, Pause.Kind kind, String code, String text, Instant now) {
        return new Pause(
                kind,
                code,
                stopped(text) + " " + Pause.advice(kind, code, destination.file()),
                now,
                now.plus(HOLD_PROBE),
                destination.fingerprint(),
                kind == Pause.Kind.AUTH_HOLD ? destination.account() : "");
    }

    // What speaks HTML here is a firewall, a proxy or a wrong address; a new token would not help.
    private static String foreign(PlatformAnswer answer) {
        return "A web page came back with HTTP "
                + answer.status()
                + " instead of the platform's own answer: a firewall or proxy between refuses this"
                + " machine, or the address is wrong.";
    }

    private static String stopped(String text) {
        String said = text.strip();
        return said.isEmpty() || said.matches("(?s).*[.!?)]") ? said : said + ".";
    }

    private static DeliveryResult done(long seq, String code, String sentence) {
        return new DeliveryResult(seq, DeliveryStatus.DELIVERED, code, sentence, true, null);
    }

    private static DeliveryResult failed(long seq, String code, String sentence) {
        return new DeliveryResult(seq, DeliveryStatus.FAILED, code, sentence, true, null);
    }
}
