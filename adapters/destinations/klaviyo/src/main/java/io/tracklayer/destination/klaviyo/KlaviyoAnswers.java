// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What Klaviyo's answers mean (Rate limits, status codes, and errors). A bulk call is taken or
 * refused as a whole; pointers name the events at fault.
 */
final class KlaviyoAnswers {
    private static final Map<Integer, Meaning> BY_STATUS =
            Map.ofEntries(
                    Map.entry(400, Meaning.REFUSED),
                    Map.entry(409, Meaning.REFUSED),
                    Map.entry(422, Meaning.REFUSED),
                    Map.entry(401, Meaning.AUTH),
                    Map.entry(403, Meaning.AUTH),
                    Map.entry(404, Meaning.CONFIG),
                    Map.entry(405, Meaning.CONFIG),
                    Map.entry(410, Meaning.CONFIG),
                    Map.entry(415, Meaning.CONFIG),
                    Map.entry(413, Meaning.TOO_LARGE),
                    Map.entry(429, Meaning.THROTTLED));

    private static final Map<Integer, String> SENTENCES =
            Map.of(
                    401, "Klaviyo does not know the key.",
                    403, "The key lacks a scope.",
                    404, "Klaviyo does not know the list or the address.",
                    410, "Klaviyo serves the revision no more.",
                    415, "The content type did not arrive as it was sent.");

    private final PlatformAnswer answer;
    private final List<PlatformRecord> records;
    private final List<KlaviyoReply> errors;

    KlaviyoAnswers(PlatformAnswer answer, List<PlatformRecord> records) {
        this.answer = answer;
        this.records = records;
        this.errors = KlaviyoReply.of(Tree.root(answer.json()));
    }

    List<Outcome> outcomes() {
        return switch (meaning()) {
            case TAKEN -> all(taken());
            case REFUSED -> refused();
            case TOO_LARGE -> all(split(code(), "the request is too large for Klaviyo"));
            case AUTH -> all(held(new Outcome.AuthHold(code(), said())));
            case CONFIG -> all(held(new Outcome.ConfigHold(code(), said())));
            case THROTTLED -> all(new Outcome.Throttled(Duration.ZERO, code(), said()));
            case PASSING -> all(new Outcome.Retry(code(), said()));
        };
    }

    /** What the answer means for the request as a whole. */
    Meaning meaning() {
        if (answer.successful() && errors.isEmpty()) {
            return answer.html() ? Meaning.PASSING : Meaning.TAKEN;
        }
        int status = status();
        Meaning found = BY_STATUS.get(status);
        if (found == null) {
            boolean ours = status / 100 == 4 && status != 408 && !errors.isEmpty();
            return ours ? Meaning.REFUSED : Meaning.PASSING;
        }
        if (found == Meaning.REFUSED) {
            return errors.stream().anyMatch(KlaviyoReply::aboutRevision)
                    ? Meaning.CONFIG
                    // A page of a proxy says nothing about the events.
                    : answer.html() ? Meaning.PASSING : Meaning.REFUSED;
        }
        return found;
    }

    /** What Klaviyo says, or a sentence of ours. */
    String said() {
        return errors.stream()
                .map(KlaviyoReply::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseGet(() -> SENTENCES.getOrDefault(status(), "Klaviyo answered " + status()));
    }

    /** The status of the answer, or of an error inside a success. */
    private int status() {
        if (!answer.successful() || errors.isEmpty()) {
            return answer.status();
        }
        return errors.stream().flatMap(error -> error.status().stream()).findFirst().orElse(400);
    }

    /** Only an update of a profile is done when it is answered; 202 says that it is queued. */
    private Outcome taken() {
        boolean done =
                (answer.status() == 200 || answer.status() == 201)
                        && Tree.root(answer.json()).text("/data/id").isPresent();
        return new Outcome.Delivered(done, List.of());
    }

    /** The live events must not wait for what is wrong with the test account. */
    private Outcome held(Outcome hold) {
        boolean test =
                records.stream().anyMatch(sent -> KlaviyoBatch.ofKey(sent.batchKey()).test());
        return test ? new Outcome.Permanent(code(), "The test account: " + said()) : hold;
    }

    private List<Outcome> refused() {
        if (records.size() == 1) {
            return List.of(alone());
        }
        Map<Integer, KlaviyoReply> culprits = culprits();
        if (culprits.isEmpty()) {
            return all(new Outcome.Split(code(), said()));
        }
        Outcome sibling =
                new Outcome.Split("refused_with_others", "another event of the call is refused");
        return IntStream.range(0, records.size())
                .mapToObj(i -> culprits.containsKey(i) ? culprit(culprits.get(i)) : sibling)
                .toList();
    }

    private Map<Integer, KlaviyoReply> culprits() {
        KlaviyoGroups groups = new KlaviyoGroups(records);
        Map<Integer, KlaviyoReply> culprits = new TreeMap<>();
        for (KlaviyoReply error : errors) {
            groups.records(error.pointer()).forEach(record -> culprits.putIfAbsent(record, error));
        }
        return culprits;
    }

    /** A bulk call refuses an event that Klaviyo already has; a single one passes over it. */
    private static Outcome culprit(KlaviyoReply error) {
        return error.about("unique_id")
                ? new Outcome.Split("repeated", "Klaviyo may have the event already")
                : permanent(error);
    }

    private Outcome alone() {
        if (errors.isEmpty()) {
            return new Outcome.Permanent(code(), said());
        }
        return errors.stream().allMatch(error -> error.about("unique_id"))
                ? new Outcome.AlreadyDelivered("repeated", said())
                : permanent(errors.get(0));
    }

    private static Outcome permanent(KlaviyoReply error) {
        String code = error.code().isEmpty() ? "invalid" : error.code();
        return error.about("phone_number")
                ? new Outcome.Permanent(
                        "invalid_phone_number",
                        error.text() + " To send such events without it, set phone to alone.")
                : new Outcome.Permanent(code, error.text());
    }

    private Outcome split(String code, String text) {
        return records.size() > 1
                ? new Outcome.Split(code, text)
                : new Outcome.Permanent(code, text);
    }

    private List<Outcome> all(Outcome outcome) {
        return Collections.nCopies(records.size(), outcome);
    }

    private String code() {
        return errors.stream()
                .map(KlaviyoReply::code)
                .filter(code -> !code.isEmpty())
                .findFirst()
                .orElse("http_" + answer.status());
    }

    /** What an answer means. */
    enum Meaning {
        /** The events are taken. */
        TAKEN,
        /** An event is at fault. */
        REFUSED,
        /** The request is. */
        TOO_LARGE,
        /** The key is. */
        AUTH,
        /** Revision, list or address are. */
        CONFIG,
        /** Later. */
        THROTTLED,
        /** Perhaps later. */
        PASSING
    }
}
