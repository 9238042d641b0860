// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import java.util.Locale;

/** What can be wrong with a conversion. */
public enum Cause {
    KEY_UNKNOWN(Layer.ARRIVED, "a write key or address that is not, or no longer, known"),
    ORIGIN_REFUSED(Layer.ARRIVED, "a page of an origin its key does not allow"),
    RATE_LIMITED(Layer.ARRIVED, "more requests than the key may make"),
    SIGNATURE_REFUSED(
            Layer.ARRIVED, "a webhook whose signature or password does not fit the secret"),
    NO_REQUESTS(
            Layer.ARRIVED, "no request came: the SDK or webhook is not set up, or sends elsewhere"),
    REJECTED(Layer.ARRIVED, "a request that could not become an event"),
    NOT_FOUND(Layer.ARRIVED, "nothing of that name arrived"),
    COPIES_NOT_JOINED(Layer.RECONCILED, "copies of one action with different ids"),
    ORDER_ON_TWO_IDS(Layer.RECONCILED, "one order under two event ids, or one id on two orders"),
    IDENTITY_NOT_USABLE(
            Layer.RECONCILED,
            "an e-mail or phone that cannot be normalised, or came hashed in the wrong form"),
    IDENTITY_THIN(Layer.RECONCILED, "too little that platforms match by"),
    PURCHASE_MISSING(
            Layer.ARRIVED, "only what follows a purchase arrived, the purchase itself did not"),
    TIME_REPLACED(Layer.ARRIVED, "its sender gave a time that cannot be right"),
    NAME_UNKNOWN(Layer.RECONCILED, "its name is none of an event's, so it became a custom event"),
    BY_PROGRAM(Layer.RECONCILED, "a program seems to have sent it, no buyer"),
    AMOUNTS_DIFFER(Layer.RECONCILED, "page and shop tell different amounts"),
    VALUE_ZERO(Layer.RECONCILED, "it was reported without an amount"),
    CONSENT_DENIED(Layer.ATTEMPTED, "the visitor refused"),
    CONSENT_UNKNOWN(Layer.ATTEMPTED, "no consent signal came"),
    RULE_SKIPPED(Layer.ATTEMPTED, "a rule of yours"),
    RULE_HOLDS(Layer.ATTEMPTED, "a rule of yours holds it back for a while"),
    NOT_MAPPED(Layer.ATTEMPTED, "the platform has no such event"),
    INSUFFICIENT_IDENTIFIERS(Layer.ATTEMPTED, "the platform needs an identifier the event lacks"),
    CLICK_ID_MISSING(Layer.ATTEMPTED, "the platform needs a click id the event lacks"),
    TOO_LATE(Layer.ATTEMPTED, "older than the platform takes"),
    DESTINATION_OFF(Layer.ATTEMPTED, "the destination is switched off or does not serve the store"),
    PAUSED(Layer.ATTEMPTED, "an operator paused the destination"),
    OTHER_MERCHANT(Layer.ATTEMPTED, "it came under another merchant's key or address"),
    DESTINATION_MISSING(Layer.ATTEMPTED, "no destination was set up when the event came"),
    BACKLOG(Layer.ATTEMPTED, "many deliveries wait before it"),
    THROTTLED(Layer.ATTEMPTED, "the platform asked to wait (429)"),
    PLATFORM_DOWN(Layer.ACCEPTED, "the platform gives no answer or 5xx"),
    UNREACHABLE(Layer.ACCEPTED, "no connection to the address it is sent to"),
    NOT_SECURE(Layer.ACCEPTED, "no secure connection: certificate, proxy or clock"),
    ANSWERED_BY_ANOTHER(
            Layer.ACCEPTED, "something else than the platform answered: a proxy or a firewall"),
    SECRET_REFUSED(Layer.ACCEPTED, "the platform refuses token or secret"),
    SETTING_REFUSED(Layer.ACCEPTED, "the platform refuses the account, pixel or another setting"),
    PLATFORM_REJECTED(Layer.ACCEPTED, "the platform refused this event"),
    PLUGIN_FAILED(Layer.ACCEPTED, "the destination plugin failed"),
    ACCEPTED_WITH_WARNINGS(Layer.ACCEPTED, "the platform took it and said what is weak"),
    TEST_MODE(Layer.ATTRIBUTED, "it went as a test event"),
    CLICK_ID_GONE(Layer.ATTRIBUTED, "no click id, so the platform has to guess"),
    OUTSIDE_WINDOW(Layer.ATTRIBUTED, "too long after the click"),
    MATCH_WEAK(Layer.ATTRIBUTED, "too few identifiers to match a person"),
    BROWSER_COPY_MISSING(
            Layer.ATTRIBUTED, "only the server reported it, so what a browser knows is missing"),
    SERVER_COPY_MISSING(Layer.ATTRIBUTED, "only the browser reported it"),
    PLATFORM_SIDE(Layer.ATTRIBUTED, "all that can be seen from here is in order"),
    ARRIVED_LATE(Layer.ARRIVED, "it arrived long after it happened"),
    LEFT_OUT(Layer.ATTEMPTED, "the destination leaves such an event out"),
    SETTING_OFF(Layer.ATTEMPTED, "a setting of the destination leaves such events out"),
    OTHER_EVENT_COUNTS(Layer.ATTEMPTED, "another event of the order is sent in its place"),
    OTHER_REPORTER(Layer.ATTEMPTED, "a tag or integration of the platform reports it"),
    ORDER_NOT_SENT(Layer.ATTEMPTED, "the order it corrects was not sent there"),
    ORDER_UNKNOWN(Layer.ATTEMPTED, "the page reported it before the order had a number"),
    CONTENT_UNFIT(Layer.ATTEMPTED, "the platform needs something the event lacks"),
    TIME_AHEAD(Layer.ATTEMPTED, "it lies in the future"),
    TEST_NOT_TAKEN(Layer.ATTEMPTED, "a test event, which the destination does not take"),
    LIMITED_USE(Layer.ATTEMPTED, "the platform cannot be told to limit its use"),
    EXPIRED(Layer.ATTEMPTED, "its content is no longer kept"),
    REPEAT_UNSAFE(Layer.ATTEMPTED, "sending it again could count it twice"),
    CONSENT_AWAITED(Layer.ATTEMPTED, "it waits for the visitor's answer"),
    EARLIER_FIRST(Layer.ATTEMPTED, "an earlier event of the order goes first"),
    HOLD(Layer.ATTEMPTED, "it waits for the second copy, or for its turn"),
    NO_ANSWER(Layer.ACCEPTED, "no answer told whether it arrived"),
    RESULT_LATER(Layer.ACCEPTED, "the platform tells later what became of it");

    private final Layer layer;
    private final String title;

    Cause(Layer layer, String title) {
        this.layer = layer;
        this.title = title;
    }

    /** Where it shows first. */
    public Layer layer() {
        return layer;
    }

    /** As an end of a sentence. */
    public String title() {
        return title;
    }

    /** The code in JSON. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
