// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.decide;

import io.tracklayer.spi.Purpose;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every reason the product itself gives for where a delivery stands: the code, the sentence it
 * comes with, and when it is given. Further codes come from rules (their own {@code reason}) and
 * from platforms (a plugin's skips, its answers and {@code http_<status>}); a rule may not use one
 * of these.
 */
public enum ReasonCode {
    ALLOWED(
            Stage.DECISION,
            "Consent covers sending this to {destination} and no rule is against it.",
            "No rule is against it, or a rule allows it."),
    STRIPPED(
            Stage.DECISION,
            "This goes to {destination} without {fields}.",
            "It is sent without the fields a rule or the policy of the region takes out."),
    CONSENT_DENIED(
            Stage.DECISION,
            "The visitor refused {purpose}, so nothing was sent to {destination}.",
            "A purpose the destination needs was refused; the purpose follows after a colon."),
    CONSENT_UNKNOWN(
            Stage.DECISION,
            "It is not known whether the visitor accepted {purpose}, and {where} that counts as no,"
                    + " so nothing was sent to {destination}.",
            "A purpose the destination needs was never answered and counts as no where the visitor"
                    + " is; the purpose follows after a colon."),
    CONSENT_WITHDRAWN(
            Stage.DELIVERY,
            "The visitor refused {purpose} before the event was sent.",
            "The visitor refused a purpose the destination needs after the event happened and before it"
                    + " was sent; the purpose follows after a colon."),
    DESTINATION_DISABLED(
            Stage.DECISION,
            "The destination {destination} is switched off, so nothing was sent to it.",
            "The destination's file says enabled: false."),
    ORDER_UNKNOWN(
            Stage.DECISION,
            "The page reported a purchase whose order has no number yet, so nothing was sent to"
                    + " {destination}; the order's own message sends it.",
            "A copy of a purchase knows its checkout only; it is decided again when the order's own"
                    + " message joins it."),
    NOT_ROUTED(
            Stage.DECISION,
            "The rule \"{rule}\" sends this to other destinations only, so nothing was sent to"
                    + " {destination}.",
            "A rule's route names other destinations."),
    SAMPLED_OUT(
            Stage.DECISION,
            "The rule \"{rule}\" keeps {share} of these and this is none of them, so nothing was"
                    + " sent to {destination}.",
            "A rule's sample leaves it out."),
    WAITING_FOR_CONSENT(
            Stage.DECISION,
            "waits for the visitor's answer about {purpose}, until {time} at the latest",
            "A rule's delay; a later copy or a stored consent that answers ends it."),
    WAITING(
            Stage.DELIVERY,
            "waits to be sent",
            "Due now or at the end of its hold; also while the destination is down or paused."),
    AFTER_EARLIER(
            Stage.DELIVERY,
            "waits for event {event} of the same order, which goes first",
            "An earlier event of the order is still on its way."),
    EVENT_EXPIRED(
            Stage.DELIVERY,
            "the event's content is no longer kept, so it cannot be sent",
            "Retention removed the event before it was sent."),
    TOO_LATE(
            Stage.DELIVERY,
            "{platform} takes events up to {hours} hours old",
            "The event is older than the platform takes."),
    RESEND_UNSAFE(
            Stage.DELIVERY,
            "the platform would no longer recognise it as a repetition",
            "A replay came too late to send an accepted event again."),
    PAYLOAD_TOO_LARGE(
            Stage.DELIVERY,
            "the request would be larger than the platform takes",
            "One event alone makes a request beyond the platform's limit."),
    ADAPTER_CONTRACT(
            Stage.DELIVERY,
            "what the plugin did wrong",
            "The plugin threw an exception or answered in a way its contract does not allow."),
    SPLITTING(
            Stage.DELIVERY,
            "the batch is split to find the record at fault",
            "A batch was refused as a whole; it goes again in halves."),
    BLOCKED_ADDRESS(
            Stage.DELIVERY,
            "why the address is not called",
            "The address is in a private network that is not allowed."),
    CONNECT_FAILED(
            Stage.DELIVERY,
            "why there is no connection",
            "No connection, or the name is not known; nothing was sent."),
    TLS(
            Stage.DELIVERY,
            "why the platform is not believed",
            "The platform could not prove who it is; nothing was sent."),
    TIMEOUT(
            Stage.DELIVERY,
            "no whole answer in time",
            "No whole answer in time; the platform may have got it."),
    CONNECTION_LOST(
            Stage.DELIVERY,
            "how the connection ended",
            "The connection ended before the answer; the platform may have got it."),
    UNREADABLE_ANSWER(
            Stage.DELIVERY,
            "what is wrong with the answer",
            "The answer is not HTTP, or its head is too large."),
    ACCEPTED(Stage.DELIVERY, "the platform has it", "The platform confirmed it."),
    DELIVERED_UNCONFIRMED(
            Stage.DELIVERY,
            "sent without an answer, and not safe to send again",
            "The request may have arrived, and the platform could count a repetition twice."),
    ACCEPTED_UNCONFIRMED(
            Stage.DELIVERY,
            "accepted to be looked at later",
            "The platform took it and does not say whether it is good."),
    ACCEPTED_PENDING(
            Stage.DELIVERY,
            "accepted, and more is told later",
            "The platform took it and tells later what became of it."),
    ALREADY_DELIVERED(
            Stage.DELIVERY, "the platform already had it", "The platform recognised a repetition."),
    ALREADY_ACCEPTED(
            Stage.REPLAY,
            "the platform has it",
            "A replay leaves what was accepted alone, or could not send it again."),
    ALREADY_PENDING(Stage.REPLAY, "it waits to be sent already", "A replay leaves it alone."),
    ALREADY_DECIDED(
            Stage.REPLAY,
            "it has a delivery already",
            "A back-fill leaves what was decided alone."),
    NOT_SERVED(
            Stage.REPLAY,
            "the destination does not serve the event's store",
            "A replay found the destination not meant for the store."),
    INTERNAL_ERROR(Stage.REPLAY, "it cannot be decided; see the node's log", "A fault of ours.");

    private final Stage stage;
    private final String wire = name().toLowerCase(Locale.ROOT);
    private final String sentence;
    private final String doc;

    ReasonCode(Stage stage, String sentence, String doc) {
        this.stage = stage;
        this.sentence = sentence;
        this.doc = doc;
    }

    /** The code in rows, JSON and URLs, e.g. {@code consent_denied}. */
    public String wire() {
        return wire;
    }

    /** The code about one purpose, e.g. {@code consent_denied:marketing}. */
    public String of(Purpose purpose) {
        return wire() + ":" + purpose.wire();
    }

    /** The reason a code stands for, with or without what follows a colon; empty for others. */
    public static Optional<ReasonCode> find(String code) {
        String head = code.contains(":") ? code.substring(0, code.indexOf(':')) : code;
        return Arrays.stream(values()).filter(reason -> reason.wire().equals(head)).findFirst();
    }

    /** Who gives it. */
    public Stage stage() {
        return stage;
    }

    /** Its sentence; what stands in braces differs from case to case. */
    public String sentence() {
        return sentence;
    }

    /** When it is given. */
    public String doc() {
        return doc;
    }

    /** Where in an event's life a reason is given. */
    public enum Stage {
        /** By consent and rules. */
        DECISION,
        /** While it is sent. */
        DELIVERY,
        /** By a replay about what it left alone. */
        REPLAY
    }
}
