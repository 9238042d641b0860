// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every reason code the node and the destinations that come with it give, and what it stands for.
 * One table, so that no page or command has a reading of its own. Long because the codes are many.
 */
public final class Meanings {
    private static final String NOTHING = "";
    private static final String AGAIN = " Then send it again: {replay}";
    private static final String README =
            "See \"{code}\" in the README of the destination plugin {plugin}.";
    private static final Meaning LEFT_OUT =
            new Meaning(
                    Cause.LEFT_OUT, "See \"{code}\" in the documentation of the plugin {plugin}.");
    private static final Meaning BY_RULE =
            new Meaning(
                    Cause.RULE_SKIPPED,
                    "Change rule \"{rule}\" at {location} if it should go there." + AGAIN);
    private static final Meaning RULE_HOLDS =
            new Meaning(
                    Cause.RULE_HOLDS,
                    "Nothing: it goes by itself then. If that is too late, shorten the hold of the"
                            + " rule (/rules).");
    private static final Meaning WAITING = new Meaning(Cause.HOLD, "Nothing: it goes by itself.");
    private static final Meaning REJECTED =
            new Meaning(
                    Cause.PLATFORM_REJECTED,
                    "Read the platform's answer in the attempt; \"{code}\" in the README of {plugin}"
                            + " says what it means."
                            + AGAIN);
    private static final Meaning NOT_TAKEN_YET =
            new Meaning(
                    Cause.PLATFORM_DOWN,
                    "Read the platform's answer in the attempt, and look at its status page; what"
                            + " fails for good: {replay}");
    private static final Pattern HTTP = Pattern.compile("http_(\\d{3})");
    private static final Map<String, Meaning> TABLE = table();

    private Meanings() {}

    /** What a code stands for, with or without what follows a colon; empty for a stranger's. */
    public static Optional<Meaning> of(String code) {
        String head = code.contains(":") ? code.substring(0, code.indexOf(':')) : code;
        return Optional.ofNullable(TABLE.get(head)).or(() -> http(head));
    }

    /** Of a delivery that was not to be sent, or ended before it was. */
    public static Meaning ofSkip(Delivery row) {
        return wrong(row).orElse(row.decision().allowed() ? LEFT_OUT : BY_RULE);
    }

    /** Of a delivery that failed, or whose latest attempt did. */
    public static Meaning ofFailure(Delivery row) {
        return wrong(row).orElse(row.status() == DeliveryStatus.FAILED ? REJECTED : NOT_TAKEN_YET);
    }

    /** Of a request that did not come off. */
    public static Meaning ofAttempt(Attempt attempt) {
        return of(attempt.code()).filter(meaning -> !meaning.fine()).orElse(NOT_TAKEN_YET);
    }

    /** Of a delivery that waits at this time. */
    public static Meaning ofWait(Delivery row, Instant now) {
        Meaning meaning = row.attempts() == 0 ? wrong(row).orElse(WAITING) : ofFailure(row);
        boolean byRule =
                meaning.cause() == Cause.HOLD
                        && row.decision().treatment().notBefore(row.createdAt()).isAfter(now);
        return byRule ? RULE_HOLDS : meaning;
    }

    private static Optional<Meaning> wrong(Delivery row) {
        return of(row.reason()).filter(meaning -> !meaning.fine());
    }

    private static Optional<Meaning> http(String code) {
        Matcher status = HTTP.matcher(code);
        return status.matches()
                ? Optional.of(ofStatus(Integer.parseInt(status.group(1))))
                : Optional.empty();
    }

    private static Meaning ofStatus(int status) {
        if (status == 429) {
            return new Meaning(Cause.THROTTLED, "Nothing: it goes on by itself.");
        }
        if (status == 401 || status == 403) {
            return new Meaning(
                    Cause.SECRET_REFUSED, "Put a new credential where {file} points to." + AGAIN);
        }
        if (status == 404 || status == 410) {
            return new Meaning(
                    Cause.SETTING_REFUSED,
                    "The platform knows no such address or account: correct account and endpoint in"
                            + " {file}."
                            + AGAIN);
        }
        if (status == 413) {
            return new Meaning(
                    Cause.PLATFORM_REJECTED,
                    "The request was larger than the platform, or a proxy between, takes. See in"
                            + " the attempt what makes it large, mostly many items or long texts,"
                            + " and have the source send less of it."
                            + AGAIN);
        }
        if (status >= 500 || status == 408 || status == 425) {
            return new Meaning(
                    Cause.PLATFORM_DOWN,
                    "Look at the platform's status page; what failed for good: {replay}");
        }
        return new Meaning(
                Cause.PLATFORM_REJECTED,
                "Read the platform's answer in the attempt and correct what it names." + AGAIN);
    }

    private static Map<String, Meaning> table() {
        Map<String, Meaning> table = new HashMap<>();
        consent(table);
        rules(table);
        settings(table);
        content(table);
        waiting(table);
        transport(table);
        delivered(table);
        return table;
    }

    private static void consent(Map<String, Meaning> table) {
        put(
                table,
                Cause.CONSENT_DENIED,
                "Nothing: a refusal holds and must not be overruled. If the visitor did agree, see"
                        + " which signal said no: tl diagnose consent number={event}",
                "consent_denied",
                "consent_withdrawn",
                "vendor_optout",
                "ad_personalization_denied",
                "ad_user_data_denied",
                "sale_of_data_denied");
        put(
                table,
                Cause.CONSENT_UNKNOWN,
                "Have the page or shop send the banner's answer with the event (docs/consent.md),"
                        + " or say in config/rules under unknown-consent what no answer means"
                        + " there. Steps: tl diagnose consent number={event}",
                "consent_unknown");
        put(
                table,
                Cause.CONSENT_UNKNOWN,
                "Send user.email_marketing true with the sign-up when the person opted in.",
                "no_email_opt_in");
        put(
                table,
                Cause.LIMITED_USE,
                "Nothing, unless the platform may have it all the same: see limited-use in {file}"
                        + " and the README of {plugin}.",
                "limited_use",
                "limited_use_not_sent",
                "limited_use_not_possible",
                "sale_of_data_unlocatable");
    }

    private static void rules(Map<String, Meaning> table) {
        put(
                table,
                Cause.RULE_SKIPPED,
                "Change rule \"{rule}\" at {location} if it should go there." + AGAIN,
                "not_routed",
                "sampled_out",
                "bot",
                "internal_traffic",
                "test_traffic");
        put(
                table,
                Cause.NOT_MAPPED,
                "Nothing: the platform cannot take back a purchase. Compare the net value in the"
                        + " shop's reports.",
                "refund_not_taken");
        put(
                table,
                Cause.DESTINATION_OFF,
                "Set enabled: true in {file}; what came meanwhile: tl replay --backfill"
                        + " --destination {destination} --since 7d",
                "destination_disabled");
        put(
                table,
                Cause.DESTINATION_OFF,
                "Name the store under stores in {file}." + AGAIN,
                "not_served");
        put(
                table,
                Cause.ORDER_UNKNOWN,
                "Wait for the order's own message. If it never comes, check the shop's webhook for"
                        + " new orders: the page knows the checkout only.",
                "order_unknown");
        put(table, null, NOTHING, "allowed", "stripped");
    }

    private static void settings(Map<String, Meaning> table) {
        put(
                table,
                Cause.NOT_MAPPED,
                "Nothing: the platform has no such event. The README of {plugin} lists what it"
                        + " takes.",
                "not_supported",
                "unmapped_event",
                "app_not_supported",
                "not_on_the_web");
        put(
                table,
                Cause.NOT_MAPPED,
                "Name the event under custom-events (or event-names) in {file}." + AGAIN,
                "not_mapped",
                "no_mapping",
                "no_name",
                "name_collision",
                "name_too_long");
        put(
                table,
                Cause.SETTING_OFF,
                "Switch it on in {file} if the platform should have it: \"{code}\" in the README"
                        + " of {plugin} names the setting."
                        + AGAIN,
                "not_enabled",
                "optional_event_off",
                "page_views_off",
                "cancellations_off",
                "corrections_off",
                "retractions_off",
                "switched_off",
                "event_not_selected",
                "no_conversion_action",
                "no_conversion_rule",
                "page_not_listed",
                "no_offline_set",
                "no_commission");
        put(
                table,
                Cause.OTHER_EVENT_COUNTS,
                "Nothing: the order counts once, by another of its events. Which one, says"
                        + " send-purchase-on in {file}.",
                "purchase_sent_when_placed",
                "purchase_sent_when_paid",
                "not_the_purchase",
                "already_counted",
                "already_corrected",
                "already_retracted",
                "already_refunded");
        put(
                table,
                Cause.OTHER_REPORTER,
                "Nothing while the platform's tag or integration is installed; if it is not, say"
                        + " so in {file} (\"{code}\" in the README of {plugin})."
                        + AGAIN,
                "onetag_reports_it",
                "pixel_reports_it",
                "sent_by_shop_integration");
        put(
                table,
                Cause.TEST_NOT_TAKEN,
                "Nothing for a real order. For tests name a test id or account in {file}: "
                        + README,
                "no_test_id",
                "no_test_account",
                "test_not_supported");
        put(
                table,
                Cause.SETTING_REFUSED,
                "Correct {file}: " + README + AGAIN,
                "account_invalid",
                "event_names_invalid",
                "insecure_url",
                "conversion_rule_unusable",
                "redirected_elsewhere",
                "redirect_not_followed",
                "endpoint_gone",
                "endpoint_unusable",
                "bad_service_account");
    }

    private static void content(Map<String, Meaning> table) {
        put(
                table,
                Cause.INSUFFICIENT_IDENTIFIERS,
                "Have page or shop send more of the buyer: e-mail or phone from the order, the"
                        + " browser ids from /tl.js.",
                "insufficient_identifiers",
                "no_identifier",
                "no_identity",
                "identity_unchanged");
        put(
                table,
                Cause.CLICK_ID_MISSING,
                "Nothing if the visitor did not come by this network. Otherwise check that the"
                        + " landing page has /tl.js and that no redirect drops the click id.",
                "no_click_id",
                "invalid_click_id");
        put(
                table,
                Cause.CONTENT_UNFIT,
                "Have the source send what is missing. " + README,
                "missing_value",
                "missing_currency",
                "missing_order_id",
                "missing_subtotal",
                "missing_items",
                "missing_page",
                "missing_page_url",
                "app_system_unknown",
                "currency_unsupported",
                "value_unknown",
                "refund_amount_unknown",
                "invalid_payload",
                "nothing_to_send",
                "payload_too_large");
        put(
                table,
                Cause.ORDER_NOT_SENT,
                "Look why the order itself was not sent there: diagnose the order. Without it"
                        + " there is nothing to correct.",
                "order_not_sent",
                "purchase_not_sent");
        put(
                table,
                Cause.EXPIRED,
                "Nothing any more. Longer memory: retention.evidence in tracklayer.yaml.",
                "event_expired",
                "order_expired");
        put(
                table,
                Cause.TOO_LATE,
                "Nothing for this event. Have its source send sooner, and keep holds of the"
                        + " destination shorter than the platform's window.",
                "too_late",
                "event_too_old");
        put(
                table,
                Cause.TIME_AHEAD,
                "Correct the clock or the time zone of the sender; the page of the event shows the"
                        + " time it gave.",
                "in_the_future");
        put(
                table,
                Cause.REPEAT_UNSAFE,
                "Nothing: the platform had accepted it, and would count it once more.",
                "resend_unsafe");
    }

    private static void waiting(Map<String, Meaning> table) {
        put(
                table,
                Cause.CONSENT_AWAITED,
                "Nothing: it is decided when the visitor answers, or when the wait of the rule"
                        + " \"{rule}\" ends.",
                "waiting_for_consent");
        put(table, Cause.HOLD, "Nothing: it goes by itself.", "waiting");
        put(
                table,
                Cause.EARLIER_FIRST,
                "Nothing, or see why the earlier event waits: diagnose it.",
                "after_earlier");
        put(
                table,
                Cause.PLATFORM_REJECTED,
                "Nothing yet: the request goes again in halves, until the record at fault is"
                        + " alone.",
                "splitting");
        put(table, Cause.BACKLOG, "Nothing: it goes on by itself.", "rate_window");
    }

    private static void transport(Map<String, Meaning> table) {
        put(
                table,
                Cause.UNREACHABLE,
                "Check the address in {file}, and from this machine name server, firewall and"
                        + " proxy: tl doctor --network. It is tried again by itself; what failed"
                        + " for good: {replay}",
                "connect_failed");
        put(
                table,
                Cause.NOT_SECURE,
                "See what is wrong with the certificate: tl doctor --network. A proxy between"
                        + " needs a certificate this machine trusts, and its clock must be right."
                        + " It is tried again by itself; what failed for good: {replay}",
                "tls");
        put(
                table,
                Cause.ANSWERED_BY_ANOTHER,
                "Open the attempt: the page it shows mostly says who answered. Check the address"
                        + " in {file}, and have the firewall or proxy let this machine through. It"
                        + " is tried again by itself; what failed for good: {replay}",
                "unreadable_answer",
                Pause.ANSWERED_BY_ANOTHER);
        put(
                table,
                Cause.PLATFORM_DOWN,
                "Nothing at first: it is repeated by itself. When it lasts, look at the platform's"
                        + " status page and at the network of this machine; what failed for good:"
                        + " {replay}",
                "timeout",
                "connection_lost",
                "not_mentioned",
                "endpoint_blocked",
                "endpoint_failed",
                "token_unavailable");
        put(
                table,
                Cause.SETTING_REFUSED,
                "Correct the endpoint in {file}, or allow its network under node.allowed-networks"
                        + " in tracklayer.yaml."
                        + AGAIN,
                "blocked_address");
        put(
                table,
                Cause.PLUGIN_FAILED,
                "Report it with the log's stack trace; after an update of the plugin: {replay}",
                "adapter_contract",
                "internal_error");
        put(
                table,
                Cause.PLUGIN_FAILED,
                "Change {file} or restart the node; why it is suspended: tl plugins list",
                "plugin_suspended");
        put(
                table,
                Cause.PLATFORM_REJECTED,
                "Read the platform's answer in the attempt and correct what it names." + AGAIN,
                "event_failed",
                "unknown_error",
                "no_reason");
        put(
                table,
                Cause.SETTING_REFUSED,
                "See at the platform whether it has the event before anything is sent again, and"
                        + " check pixel or account in {file}.",
                "events_received",
                "events_processed");
        put(
                table,
                Cause.PLATFORM_REJECTED,
                "Send it again, its neighbours were at fault: {replay}",
                "refused_with_others");
    }

    private static void delivered(Map<String, Meaning> table) {
        put(
                table,
                null,
                NOTHING,
                "accepted",
                "accepted_unconfirmed",
                "already_delivered",
                "already_accepted",
                "already_pending",
                "already_decided");
        put(
                table,
                Cause.RESULT_LATER,
                "Nothing: the node asks until the platform tells.",
                "accepted_pending");
        put(
                table,
                Cause.NO_ANSWER,
                "Look for the order at the platform; sending it again could count it twice.",
                "delivered_unconfirmed");
    }

    private static void put(Map<String, Meaning> table, Cause cause, String next, String... codes) {
        for (String code : List.of(codes)) {
            table.put(code, new Meaning(cause, next));
        }
    }
}
