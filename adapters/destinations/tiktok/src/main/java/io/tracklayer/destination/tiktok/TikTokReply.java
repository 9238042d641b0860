// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * TikTok's answer object (Return codes); the HTTP status is 200 for errors, too.
 *
 * @param code the number under {@code code}
 * @param message what TikTok says, possibly empty
 * @param data the member {@code data}
 * @param trace TikTok's ids of the call, possibly empty
 */
record TikTokReply(long code, String message, Tree data, String trace) {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");

    /** {@code Batch.0.properties...} and {@code data[0]...}. */
    private static final Pattern INDEX =
            Pattern.compile("(?:\\bBatch\\.|\\bdata[.\\[]?)(\\d{1,4})");

    /** What an answer about a parameter says when it names no index. */
    private static final Pattern COMPLAINT =
            Pattern.compile("(?i)\\bparam(eter)?s?\\b|not a valid|missing data for");

    private static final int LONGEST_MESSAGE = 300;

    private static final Map<Long, String> MEANINGS =
            Map.of(
                    40001L, "the token may not send to this pixel",
                    40132L, "the pixel's own limit is reached; somebody else may use its token",
                    40102L, "the token has expired",
                    40104L, "the token is empty",
                    40105L, "the token is not valid or was revoked",
                    41000L, "the buyer's address is in a country TikTok does not serve",
                    60001L, "TikTok is under maintenance");

    static Optional<TikTokReply> find(PlatformAnswer answer) {
        Tree body = Tree.root(answer.json());
        return body.text("/code")
                .filter(WHOLE_NUMBER.asMatchPredicate())
                .map(Long::valueOf)
                .map(
                        code ->
                                new TikTokReply(
                                        code,
                                        body.text("/message").orElse(""),
                                        body.at("/data"),
                                        trace(body, answer)));
    }

    String shownCode() {
        return Long.toString(code);
    }

    /** The positions in the request the message names, in order. */
    SortedSet<Integer> named() {
        SortedSet<Integer> positions = new TreeSet<>();
        INDEX.matcher(message)
                .results()
                .map((MatchResult hit) -> Integer.valueOf(hit.group(1)))
                .forEach(positions::add);
        return positions;
    }

    boolean complains() {
        return !named().isEmpty() || COMPLAINT.matcher(message).find();
    }

    /** What to tell the operator, without personal data. */
    String text(TikTokEcho echo) {
        String meaning = MEANINGS.getOrDefault(code, "");
        String masked = echo.mask(message);
        String said = masked.substring(0, Math.min(LONGEST_MESSAGE, masked.length()));
        String joined =
                meaning.isEmpty() || said.isEmpty() ? meaning + said : meaning + ": " + said;
        return trace.isEmpty() ? joined : joined + " (" + trace + ")";
    }

    private static String trace(Tree body, PlatformAnswer answer) {
        String request = body.text("/request_id").map("request_id "::concat).orElse("");
        String log = answer.header("x-tt-logid").map("X-TT-LOGID "::concat).orElse("");
        return request.isEmpty() || log.isEmpty() ? request + log : request + ", " + log;
    }
}
