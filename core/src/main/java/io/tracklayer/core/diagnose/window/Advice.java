// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.diagnose.Cause;

/** What to do about a cause. */
final class Advice {
    private Advice() {}

    /**
     * The next step.
     *
     * @param destination whose cause it is, or empty
     */
    static String of(Cause cause, String destination) {
        return switch (cause) {
            case KEY_UNKNOWN ->
                    "List the keys with: tl keys list. Put one of them into the sender, or make one with: tl keys create.";
            case ORIGIN_REFUSED ->
                    "Add the page's origin to \"origins\" of the key in keys.yaml; a browser needs a key of kind browser.";
            case RATE_LIMITED ->
                    "Look at: tl keys list. Raise \"rate\" of the key in keys.yaml, or find what sends so much.";
            case SIGNATURE_REFUSED ->
                    "Compare the signing secret of the shop's webhooks with the one in tracklayer.yaml.";
            case NO_REQUESTS ->
                    "Check that the SDK is in the page and the webhooks are registered, with this node's address, then: tl send.";
            case REJECTED ->
                    "Correct what the reason names, then take up what had come: tl reprocess.";
            case NOT_FOUND -> "Check at the sender that this event is switched on.";
            case COPIES_NOT_JOINED ->
                    "Have page and server state the same order id or event id for an order.";
            case ORDER_ON_TWO_IDS ->
                    "Make one event id for every order and send it from page and server alike.";
            case IDENTITY_NOT_USABLE ->
                    "Send e-mail and phone as the customer typed them, or as SHA-256 in 64 hex digits of the normalised value.";
            case IDENTITY_THIN ->
                    "Have the shop send e-mail or phone of the customer with the order.";
            case CONSENT_DENIED ->
                    "Nothing: that is the visitor's choice. Compare its share with the consent banner's.";
            case CONSENT_UNKNOWN ->
                    "Have page or shop send the visitor's choice with the event; see docs/consent.md.";
            case RULE_SKIPPED ->
                    "Read the rule on /rules, and change it if that is not what you want.";
            case NOT_MAPPED ->
                    "Look at the event's delivery for what the platform lacks or which setting of "
                            + destination
                            + " turns it on.";
            case INSUFFICIENT_IDENTIFIERS ->
                    "Have the sender give the identifier that the delivery names.";
            case CLICK_ID_MISSING ->
                    "Keep the click id from the landing page to the order, with the page script or in the order's attributes.";
            case TOO_LATE -> "Send events when they happen; look at the sender's queue and clock.";
            case DESTINATION_OFF ->
                    "Set enabled: true in the destination's file, or name the store under \"stores\" there.";
            case DESTINATION_MISSING ->
                    "Send what had come before the destination was set up: tl replay --destination "
                            + destination
                            + " --backfill.";
            case BACKLOG ->
                    "Wait, and see whether it shrinks; if not, look at the destination's rates.";
            case THROTTLED ->
                    "Nothing: sending goes on when the platform allows it. If it lasts, ask the platform for a higher limit.";
            case PLATFORM_DOWN ->
                    "Check the endpoint in the destination's file and the platform's status page; sending is tried again by itself.";
            case SECRET_REFUSED ->
                    "Put a new token where the destination's file refers to; sending resumes by itself.";
            case SETTING_REFUSED ->
                    "Correct account, endpoint or the setting named in the destination's file; sending resumes by itself.";
            case PLATFORM_REJECTED ->
                    "Correct what the platform names, then: tl replay --destination "
                            + destination
                            + " --status failed.";
            case PLUGIN_FAILED ->
                    "Report it with the delivery's page; then install a corrected plugin.";
            case ACCEPTED_WITH_WARNINGS -> "Correct at the sender what the remark names.";
            case TEST_MODE ->
                    "Remove the test setting from the file of "
                            + destination
                            + ", or the test mark at the sender.";
            case CLICK_ID_GONE ->
                    "Keep the click id from the landing page to the order, with the page script.";
            case OUTSIDE_WINDOW ->
                    "Nothing here: the click was too long ago for the platform to count it.";
            case MATCH_WEAK -> "Send more of what the platform matches by.";
            case BROWSER_COPY_MISSING ->
                    "Put the page script on the order's confirmation page, so that the browser's ids join the order.";
            case SERVER_COPY_MISSING -> "Register the shop's webhooks with this node.";
            case PLATFORM_SIDE -> "Look at the platform's own diagnostics.";
        };
    }
}
