// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

/** What it stands for that a request was refused, limited or rejected. */
public final class RequestMeanings {
    private RequestMeanings() {}

    /**
     * Of one reason.
     *
     * @param reason with what follows its colon or without
     */
    public static Meaning of(String reason) {
        return new Meaning(cause(reason.replaceFirst(":.*", "")), RequestFix.of(reason));
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
