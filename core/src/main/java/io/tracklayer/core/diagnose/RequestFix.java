// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an operator does about a request that was refused or rejected, by its reason. Complete for
 * all that the door and the sources of this product say; a plugin's own reasons get a general one.
 */
public final class RequestFix {
    private static final String OTHER =
            "The reason beside it comes from a plugin: correct what the sender sends or the source's"
                    + " settings, then: tl reprocess";

    private static final Map<String, String> FIXES = new HashMap<>();

    static {
        fix(
                "Put the signing secret that the sender shows into the source's secret. If it is there"
                        + " already, a proxy in between changes the body.",
                List.of("bad_signature", "undecodable_signature"));
        fix(
                "Nobody signed it. If your shop sent it, set a signing secret there; otherwise it is a"
                        + " stranger's and nothing is to be done.",
                List.of("missing_signature", "missing_timestamp"));
        fix(
                "It was signed too long ago: set the clock of the node and of the sender by NTP. If both"
                        + " are right, somebody repeated an old request.",
                List.of("stale_signature", "timestamp_out_of_window"));
        fix(
                "Give the sender the token or password that the source's settings name, or correct the"
                        + " settings.",
                List.of(
                        "bad_bearer",
                        "bad_credentials",
                        "bad_token",
                        "missing_credentials",
                        "missing_token",
                        "missing_secret"));
        fix(
                "The webhook belongs to another shop: correct the shop's domain in the source's settings,"
                        + " or remove the webhook there.",
                List.of("wrong_shop"));
        fix(
                "Put the write key of this store into the tag or SDK: tl keys list, tl keys create.",
                List.of("missing_write_key", "unknown_write_key"));
        fix(
                "The address names a store that is not configured: correct the webhook's address, or add"
                        + " the store to tracklayer.yaml.",
                List.of("unknown_store"));
        fix(
                "Correct the address at the sender: webhooks go to /webhooks/SOURCE/STORE, pages to"
                        + " /collect, SDKs to /v1, with nothing before it that a proxy does not take"
                        + " away.",
                List.of("unknown_path"));
        fix(
                "The store has no such source any more: put it back into tracklayer.yaml, or give the sender"
                        + " the key of another source.",
                List.of("source_disabled"));
        fix(
                "Put store or source back into tracklayer.yaml, then: tl reprocess",
                List.of("store_removed"));
        fix(
                "Use a browser key on pages, and keep the server key on servers: whoever reads the page"
                        + " has it. Then make a new server key.",
                List.of("browser_request_on_server_key"));
        fix(
                "If the page is yours, add its origin (https://host) to the key's or source's origins.",
                List.of("origin_not_allowed"));
        fix(
                "The request came from no page. A server needs a server key; a page needs one that lets"
                        + " its origin be seen (no Referrer-Policy: no-referrer in a sandboxed frame).",
                List.of("origin_missing"));
        fix(
                "Send it with a server key: pages may be forged, so this is not believed from a browser.",
                List.of("server_only_event", "server_only_action_source"));
        fix(
                "Give the key that scope in the keys file, or use one that has it, then: tl reprocess",
                List.of("missing_scope"));
        fix(
                "The key or address sends more than its limit. Raise the rate of the key if the traffic"
                        + " is genuine; SDKs repeat it by themselves.",
                List.of("rate_limited"));
        fix(
                "The disk of the journal is full or failing: see /observe/health, make room, and have it"
                        + " sent again.",
                List.of("not_durable"));
        fix(
                "Send smaller batches, or raise the source's size limit.",
                List.of(
                        "too_large",
                        "message_too_large",
                        "too_many_messages",
                        "too_many_events",
                        "too_complex"));
        fix(
                "The body is not what its Content-Type says: look at the request as it arrived and correct"
                        + " the sender; a proxy in between may have changed it.",
                List.of(
                        "malformed_json",
                        "malformed_form",
                        "malformed_utf8",
                        "unsupported_body",
                        "encoded_pixel",
                        "empty_body",
                        "empty_batch",
                        "empty_events",
                        "not_an_object",
                        "unknown_encoding",
                        "bad_gzip",
                        "slow_body"));
        fix(
                "Correct the tag or SDK call: it leaves out what every event needs, as the sentence says.",
                List.of(
                        "missing_event",
                        "missing_name",
                        "unknown_type",
                        "no_user_anon_id",
                        "event_id_too_long",
                        "message_id_too_long"));
        fix(
                "The shop's message lacks what identifies it: set the webhook up again as the page about this"
                        + " source says, in the API version it names, then: tl reprocess",
                List.of(
                        "missing_topic",
                        "missing_id",
                        "missing_order_id",
                        "missing_refund_id",
                        "missing_refund_total",
                        "missing_transactions",
                        "missing_customer_id",
                        "missing_cart_token",
                        "missing_checkout_token",
                        "missing_contract_id",
                        "missing_subscription_id",
                        "missing_attempt_ids",
                        "missing_edit_id"));
        fix(
                "The shop itself failed while it made the message: it sends again by itself; see the shop's"
                        + " log.",
                List.of("shop_error"));
        fix(
                "Correct the mapping of this source (tl webhooks dry-run shows what it makes of a message),"
                        + " then: tl reprocess",
                List.of(
                        "jq_failed",
                        "missing_once",
                        "unknown_event",
                        "unknown_action_source",
                        "unknown_currency",
                        "method_not_mapped"));
        fix(
                "The platform introduced a kind this version does not know; update TrackLayer, then: tl"
                        + " reprocess",
                List.of("unknown_charge_type", "unknown_topic"));
        fix(
                "Remove the old Universal Analytics tag; only GA4 hits are understood.",
                List.of("not_ga4"));
        fix(
                "Add the measurement id to the source's setting measurement-ids, then: tl reprocess",
                List.of("unknown_measurement_id"));
        fix(
                "The service account's key cannot be read: put a complete key file in its place.",
                List.of("bad_service_account"));
        fix(
                "The sender left out a field the event cannot do without; correct what it sends, then: tl"
                        + " reprocess",
                List.of("missing_field"));
        fix(
                "A field the event cannot do without has a value that means nothing; correct what is sent,"
                        + " then: tl reprocess",
                List.of("unusable_field"));
        fix(
                "This is a fault of TrackLayer: the log has it. Report it, update, then: tl reprocess",
                List.of("internal_error"));
    }

    private RequestFix() {}

    private static void fix(String sentence, List<String> codes) {
        codes.forEach(code -> FIXES.put(code, sentence));
    }

    /**
     * What to do.
     *
     * @param code the reason, with what follows its colon or without
     */
    public static String of(String code) {
        return FIXES.getOrDefault(code.replaceFirst(":.*", ""), OTHER);
    }

    /** Whether the reason is one of this product. */
    static boolean knows(String code) {
        return FIXES.containsKey(code.replaceFirst(":.*", ""));
    }
}
