// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.decide.ReasonCode;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.diagnose.Cause;
import java.util.Map;
import java.util.Optional;

/**
 * What the reason of a row means. A long table, because reasons are many: the product's own, those
 * of the built-in plugins' skips, and HTTP statuses.
 */
final class Causes {
    private static final Map<String, Cause> REFUSALS =
            Map.ofEntries(
                    Map.entry("missing_write_key", Cause.KEY_UNKNOWN),
                    Map.entry("unknown_write_key", Cause.KEY_UNKNOWN),
                    Map.entry("source_disabled", Cause.KEY_UNKNOWN),
                    Map.entry("origin_not_allowed", Cause.ORIGIN_REFUSED),
                    Map.entry("origin_missing", Cause.ORIGIN_REFUSED),
                    Map.entry("browser_request_on_server_key", Cause.ORIGIN_REFUSED),
                    Map.entry("unknown_store", Cause.NO_REQUESTS));

    private static final Map<String, Cause> SKIPS =
            Map.ofEntries(
                    Map.entry("consent_denied", Cause.CONSENT_DENIED),
                    Map.entry("consent_withdrawn", Cause.CONSENT_DENIED),
                    Map.entry("vendor_optout", Cause.CONSENT_DENIED),
                    Map.entry("consent_unknown", Cause.CONSENT_UNKNOWN),
                    Map.entry("destination_disabled", Cause.DESTINATION_OFF),
                    Map.entry("not_routed", Cause.RULE_SKIPPED),
                    Map.entry("sampled_out", Cause.RULE_SKIPPED),
                    Map.entry("order_unknown", Cause.COPIES_NOT_JOINED),
                    Map.entry("too_late", Cause.TOO_LATE),
                    Map.entry("event_too_old", Cause.TOO_LATE),
                    Map.entry("event_expired", Cause.TOO_LATE),
                    Map.entry("in_the_future", Cause.TOO_LATE),
                    Map.entry("insufficient_identifiers", Cause.INSUFFICIENT_IDENTIFIERS),
                    Map.entry("no_identity", Cause.INSUFFICIENT_IDENTIFIERS),
                    Map.entry("no_identifier", Cause.INSUFFICIENT_IDENTIFIERS),
                    Map.entry("no_click_id", Cause.CLICK_ID_MISSING),
                    Map.entry("invalid_click_id", Cause.CLICK_ID_MISSING),
                    Map.entry("test_not_supported", Cause.TEST_MODE),
                    Map.entry("no_test_id", Cause.TEST_MODE),
                    Map.entry("no_test_account", Cause.TEST_MODE),
                    Map.entry("account_invalid", Cause.SETTING_REFUSED));

    private static final Map<String, Cause> FAILURES =
            Map.ofEntries(
                    Map.entry("http_401", Cause.SECRET_REFUSED),
                    Map.entry("http_403", Cause.SECRET_REFUSED),
                    Map.entry("http_404", Cause.SETTING_REFUSED),
                    Map.entry("http_410", Cause.SETTING_REFUSED),
                    Map.entry("blocked_address", Cause.SETTING_REFUSED),
                    Map.entry("connect_failed", Cause.PLATFORM_DOWN),
                    Map.entry("tls", Cause.PLATFORM_DOWN),
                    Map.entry("timeout", Cause.PLATFORM_DOWN),
                    Map.entry("connection_lost", Cause.PLATFORM_DOWN),
                    Map.entry("unreadable_answer", Cause.PLATFORM_DOWN),
                    Map.entry("adapter_contract", Cause.PLUGIN_FAILED),
                    Map.entry("too_late", Cause.TOO_LATE),
                    Map.entry("event_expired", Cause.TOO_LATE));

    private Causes() {}

    /** Of a request that was turned away at the door. */
    static Cause ofRefusal(String reason) {
        return REFUSALS.getOrDefault(reason, Cause.SIGNATURE_REFUSED);
    }

    /** Of a delivery that was not to be sent. */
    static Cause ofSkip(Delivery row) {
        Cause known = SKIPS.get(head(row.reason()));
        if (known != null) {
            return known;
        }
        boolean byRule =
                !row.decision().allowed()
                        && !row.decision().rule().isEmpty()
                        && ReasonCode.find(row.reason()).isEmpty();
        return byRule ? Cause.RULE_SKIPPED : Cause.NOT_MAPPED;
    }

    /** Of a delivery that failed for good, or whose last attempt did. */
    static Cause ofFailure(Delivery row) {
        String reason = head(row.reason());
        return Optional.ofNullable(FAILURES.get(reason))
                .orElseGet(
                        () ->
                                reason.startsWith("http_5") || row.status() != DeliveryStatus.FAILED
                                        ? Cause.PLATFORM_DOWN
                                        : Cause.PLATFORM_REJECTED);
    }

    static Cause ofPause(Pause pause) {
        return switch (pause.kind()) {
            case AUTH_HOLD -> Cause.SECRET_REFUSED;
            case CONFIG_HOLD -> Cause.SETTING_REFUSED;
            case THROTTLED, THROTTLED_LONG -> Cause.THROTTLED;
            case RATE_WINDOW -> Cause.BACKLOG;
            case PLUGIN_SUSPENDED -> Cause.PLUGIN_FAILED;
            case OPERATOR -> Cause.DESTINATION_OFF;
        };
    }

    static String head(String reason) {
        int colon = reason.indexOf(':');
        return colon < 0 ? reason : reason.substring(0, colon);
    }
}
