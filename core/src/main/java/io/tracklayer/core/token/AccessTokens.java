// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.token;

import io.tracklayer.core.delivery.SendResult;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.TokenGrant;
import io.tracklayer.spi.Tree;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access tokens in use: each is asked for when first needed, kept in memory only, and asked for
 * anew shortly before it runs out. Whoever needs the same one meanwhile waits for it. Thread-safe.
 */
public final class AccessTokens {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final Duration USUAL_LIFE = Duration.ofHours(1);

    /** Up to three years. */
    private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,7}");

    private final Caller caller;
    private final Clock clock;
    private final Map<TokenGrant, Slot> slots = new ConcurrentHashMap<>();

    public AccessTokens(Caller caller, Clock clock) {
        this.caller = caller;
        this.clock = clock;
    }

    /** Sends a request on the connections of a destination. */
    public interface Caller {
        SendResult send(String destination, PlatformRequest request);
    }

    /** The token of one grant. */
    private static final class Slot {
        private TokenAnswer.Token token;
    }

    /** A token that is still good, asked for if there is none. */
    public TokenAnswer token(String destination, TokenGrant grant) {
        Slot slot = slots.computeIfAbsent(grant, g -> new Slot());
        synchronized (slot) {
            if (slot.token != null && clock.instant().isBefore(slot.token.validUntil())) {
                return slot.token;
            }
            TokenAnswer answer = ask(destination, grant);
            if (answer instanceof TokenAnswer.Token got) {
                slot.token = new TokenAnswer.Token(got.value(), got.validUntil(), false);
            }
            return answer;
        }
    }

    /** Forgets a token the platform has refused; another one is left alone. */
    public void forget(TokenGrant grant, TokenAnswer.Token refused) {
        Slot slot = slots.computeIfAbsent(grant, g -> new Slot());
        synchronized (slot) {
            if (slot.token != null && slot.token.value().equals(refused.value())) {
                slot.token = null;
            }
        }
    }

    private TokenAnswer ask(String destination, TokenGrant grant) {
        Instant now = clock.instant();
        PlatformRequest request;
        try {
            request = TokenRequests.of(grant, now);
        } catch (IllegalArgumentException unusable) {
            return new TokenAnswer.Refused(
                    "bad_service_account",
                    "the service-account key is unusable: " + unusable.getMessage());
        }
        SendResult result = caller.send(destination, request);
        if (result instanceof SendResult.Answered answered) {
            TokenAnswer answer = read(answered.answer(), now);
            LOG.info("{}: asked with a {}: {}", destination, grant, answer);
            return answer;
        }
        String text = result instanceof SendResult.Failed failed ? failed.text() : "no answer";
        return new TokenAnswer.Unavailable(
                "token_unavailable",
                "the token endpoint " + grant.endpoint() + " gave no answer: " + text);
    }

    private static TokenAnswer read(PlatformAnswer answer, Instant now) {
        Tree body = Tree.root(answer.json());
        Optional<String> token = body.text("/access_token");
        if (answer.status() == 200 && token.isPresent()) {
            return new TokenAnswer.Token(token.get(), now.plus(life(body)), true);
        }
        String code = body.text("/error").orElse("http_" + answer.status());
        String text = body.text("/error_description").orElse("HTTP " + answer.status());
        boolean refused =
                answer.status() == 400 || answer.status() == 401 || answer.status() == 403;
        return refused
                ? new TokenAnswer.Refused(
                        code, "the token endpoint refused the credential: " + text)
                : new TokenAnswer.Unavailable(
                        "token_unavailable",
                        "the token endpoint gave no token: " + code + ", " + text);
    }

    /** Five minutes less than told, or half of what is shorter than ten. */
    private static Duration life(Tree body) {
        Duration told =
                body.text("/expires_in")
                        .filter(SECONDS.asMatchPredicate())
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                        .orElse(USUAL_LIFE);
        return told.compareTo(EARLY.multipliedBy(2)) > 0 ? told.minus(EARLY) : told.dividedBy(2);
    }
}
