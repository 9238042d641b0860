// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.diagnose.Cause;

/** What to do about what no reason code tells: it shows in the events themselves. */
final class Advice {
    private Advice() {}

    /**
     * The next step.
     *
     * @param destination whose cause it is, or empty
     */
    static String of(Cause cause, String destination) {
        return switch (cause) {
            case NO_REQUESTS ->
                    "Check that the SDK is in the page and the webhooks are registered, with this"
                            + " node's address, then: tl send";
            case REJECTED ->
                    "Change the settings of the source in tracklayer.yaml if such orders should"
                            + " count, then: tl reprocess";
            case NOT_FOUND -> "Check at the sender that this event is switched on.";
            case COPIES_NOT_JOINED ->
                    "Have page and server state the same order id or event id for an order.";
            case ORDER_ON_TWO_IDS ->
                    "Make one event id for every order and send it from page and server alike.";
            case IDENTITY_NOT_USABLE ->
                    "Send e-mail and phone as the customer typed them, or as SHA-256 in 64 hex"
                            + " digits of the normalised value.";
            case IDENTITY_THIN ->
                    "Have the shop send e-mail or phone of the customer with the order.";
            case NOT_MAPPED ->
                    "Nothing: the platform takes no refunds. Compare the net value in the shop's"
                            + " reports.";
            case DESTINATION_OFF ->
                    "Set enabled: true in the file of "
                            + destination
                            + ", or name the store under stores there.";
            case DESTINATION_MISSING ->
                    "Send what had come before the destination was set up: tl replay --destination "
                            + destination
                            + " --backfill";
            case BACKLOG ->
                    "Wait, and see whether it shrinks; if not, look at the destination's rates.";
            case ACCEPTED_WITH_WARNINGS -> "Correct at the sender what the remark names.";
            case TEST_MODE -> "Remove the test setting from the file of " + destination + ".";
            case CLICK_ID_GONE ->
                    "Keep the click id from the landing page to the order, with the page script.";
            case OUTSIDE_WINDOW ->
                    "Nothing here: the click was too long ago for the platform to count it.";
            case BROWSER_COPY_MISSING ->
                    "Put the page script on the order's confirmation page, so that the browser's"
                            + " ids join the order.";
            default -> "Look at the examples.";
        };
    }
}
