// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What Snapchat's answers mean (Using the API; Verify setup). A request is taken or refused as a
 * whole; only the checks of the test mode judge each event.
 */
final class SnapchatAnswers {
    private static final String CHECKED = "checked by Snapchat, not counted";

    private static final Map<Integer, Meaning> BY_STATUS =
            Map.ofEntries(
                    Map.entry(400, Meaning.REFUSED),
                    Map.entry(422, Meaning.REFUSED),
                    Map.entry(401, Meaning.AUTH),
                    Map.entry(403, Meaning.AUTH),
                    Map.entry(404, Meaning.CONFIG),
                    Map.entry(405, Meaning.CONFIG),
                    Map.entry(410, Meaning.CONFIG),
                    Map.entry(413, Meaning.TOO_LARGE),
                    Map.entry(429, Meaning.THROTTLED));

    private final PlatformAnswer answer;
    private final int records;
    private final boolean checkOnly;
    private final boolean trustsIndex;
    private final SnapchatReply reply;
    private final List<SnapchatReply> each;

    SnapchatAnswers(PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        Tree body = Tree.root(answer.json());
        this.answer = answer;
        this.records = records.size();
        this.checkOnly = records.stream().anyMatch(SnapchatAnswers::onlyChecked);
        this.trustsIndex = settings.text(SnapchatSettings.ERROR_INDEX).equals("zero-based");
        this.reply = SnapchatReply.of(body);
        this.each = body.each("/event_logs").stream().map(SnapchatReply::of).toList();
    }

    List<Outcome> outcomes() {
        Meaning meaning = meaning();
        boolean judged = meaning == Meaning.TAKEN || meaning == Meaning.REFUSED;
        if (judged && each.size() == records) {
            return each.stream().map(this::checked).toList();
        }
        return switch (meaning) {
            case TAKEN -> all(taken());
            case UNSAID -> all(new Outcome.Delivered(false, List.of(unsaid())));
            case REFUSED -> refused();
            case TOO_LARGE -> all(split(code(), "the request is too large for Snapchat"));
            case AUTH -> all(new Outcome.AuthHold(code(), auth()));
            case CONFIG -> all(new Outcome.ConfigHold(code(), config()));
            case THROTTLED ->
                    all(
                            new Outcome.Throttled(
                                    Duration.ZERO, code(), said("Snapchat asks for a pause")));
            case PASSING ->
                    all(new Outcome.Retry(code(), said("the answer is not one of Snapchat's")));
        };
    }

    /** What the answer means for the request as a whole. */
    Meaning meaning() {
        if (answer.successful()) {
            return meaningOfSuccess();
        }
        Meaning found = BY_STATUS.get(answer.status());
        if (found == null) {
            boolean ours = answer.status() / 100 == 4 && answer.status() != 408;
            return ours && reply.invalid() ? Meaning.REFUSED : Meaning.PASSING;
        }
        // A page of a proxy says nothing about the events.
        return found == Meaning.REFUSED && answer.html() ? Meaning.PASSING : found;
    }

    /** What Snapchat says, or this. */
    String said(String otherwise) {
        return reply.textOr(otherwise);
    }

    private Meaning meaningOfSuccess() {
        if (reply.valid()) {
            return Meaning.TAKEN;
        }
        if (reply.invalid()) {
            return Meaning.REFUSED;
        }
        // A status of another kind is no yes; asking again is harmless.
        return answer.html() || !reply.status().isEmpty() ? Meaning.PASSING : Meaning.UNSAID;
    }

    private Outcome taken() {
        if (checkOnly || !each.isEmpty()) {
            return new Outcome.Delivered(false, List.of(CHECKED));
        }
        return new Outcome.Delivered(
                true, reply.code().isEmpty() ? List.of() : List.of("Snapchat: " + reply.text()));
    }

    private static boolean onlyChecked(PlatformRecord sent) {
        return SnapchatBatch.Mode.ofKey(sent.batchKey()) == SnapchatBatch.Mode.VALIDATE;
    }

    private Outcome checked(SnapchatReply verdict) {
        return verdict.invalid()
                ? new Outcome.Permanent(
                        verdict.code().isEmpty() ? "invalid" : verdict.code(),
                        verdict.textOr("Snapchat's check refused the event"))
                : new Outcome.Delivered(false, List.of(CHECKED));
    }

    private List<Outcome> refused() {
        String text = said("Snapchat refused the request");
        int culprit = trustsIndex && records > 1 ? reply.event().orElse(-1) : -1;
        if (culprit < 0 || culprit >= records) {
            return all(split(code(), text));
        }
        Outcome sibling =
                new Outcome.Split("refused_with_others", "another event of the request is refused");
        return IntStream.range(0, records)
                .mapToObj(i -> i == culprit ? new Outcome.Permanent(code(), text) : sibling)
                .toList();
    }

    private Outcome split(String code, String text) {
        return records > 1 ? new Outcome.Split(code, text) : new Outcome.Permanent(code, text);
    }

    private List<Outcome> all(Outcome outcome) {
        return Collections.nCopies(records, outcome);
    }

    private String unsaid() {
        return "Snapchat answered " + answer.status() + " without saying whether it took the event";
    }

    private String auth() {
        return answer.status() == 401
                ? said("Snapchat does not know the token.")
                : said("The token has no right to the pixel.");
    }

    private String config() {
        return said("Snapchat does not know the pixel or the address.");
    }

    private String code() {
        return reply.code().isEmpty() ? "http_" + answer.status() : reply.code();
    }

    /** What an answer means. */
    enum Meaning {
        /** The events are taken. */
        TAKEN,
        /** The request arrived, and that is all that is known. */
        UNSAID,
        /** An event is at fault. */
        REFUSED,
        /** The request is. */
        TOO_LARGE,
        /** The token is. */
        AUTH,
        /** Pixel or address are. */
        CONFIG,
        /** Later. */
        THROTTLED,
        /** Perhaps later. */
        PASSING
    }
}
