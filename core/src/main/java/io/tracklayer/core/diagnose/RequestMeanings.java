// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import java.util.Set;

/** What it stands for that a request was refused, limited or rejected. */
public final class RequestMeanings {
    private static final Set<String> LEFT_OUT_BY_SETTING =
            Set.of(
                    "test_order",
                    "pos_order",
                    "draft_order",
                    "below_min_value",
                    "refund_of_left_out_order",
                    "carts_off");

    private RequestMeanings() {}

    /**
     * Of one reason.
     *
     * @param reason with what follows its colon or without
     */
    public static Meaning of(String reason) {
        return new Meaning(cause(reason.replaceFirst(":.*", "")), RequestFix.of(reason));
    }

    /** What to do about one message that became no event. */
    static String next(ObservationRow row) {
        if (row.verdict() != Verdict.IGNORED) {
            return row.verdict().reprocessable()
                    ? "Correct what the sentence names, then take it up again: " + reprocess(row)
                    : of(row.reason()).next();
        }
        String code = row.reason().replaceFirst(":.*", "");
        if (code.equals("no_event_mapped")) {
            return "If it should be an event: correct the mapping of source "
                    + row.source()
                    + " (tl webhooks dry-run shows what it makes of a message), then: "
                    + reprocess(row);
        }
        return LEFT_OUT_BY_SETTING.contains(code)
                ? "If such orders should count: change the setting that the sentence names, then: "
                        + reprocess(row)
                : "This message alone is no purchase; that is told by the shop's message for new"
                        + " orders. See whether that webhook is set up (in Shopify: orders/create).";
    }

    private static String reprocess(ObservationRow row) {
        return "tl reprocess " + row.arrivalOffset();
    }

    private static Cause cause(String code) {
        return switch (code) {
            case "unknown_write_key",
                    "missing_write_key",
                    "source_disabled",
                    "unknown_store",
                    "unknown_path" ->
                    Cause.KEY_UNKNOWN;
            case "origin_not_allowed", "origin_missing", "browser_request_on_server_key" ->
                    Cause.ORIGIN_REFUSED;
            case "rate_limited" -> Cause.RATE_LIMITED;
            case "bad_signature",
                    "undecodable_signature",
                    "missing_signature",
                    "stale_signature",
                    "missing_timestamp",
                    "timestamp_out_of_window",
                    "bad_bearer",
                    "bad_credentials",
                    "bad_token",
                    "missing_credentials",
                    "missing_token",
                    "missing_secret",
                    "wrong_shop" ->
                    Cause.SIGNATURE_REFUSED;
            default -> Cause.REJECTED;
        };
    }
}
