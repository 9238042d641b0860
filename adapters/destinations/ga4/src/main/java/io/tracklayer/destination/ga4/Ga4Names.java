// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which event and parameter names GA4 takes, and how a free name becomes one of them. */
final class Ga4Names {
    private static final int LONGEST = 40;
    private static final Pattern VALID = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");
    private static final Pattern UNWANTED = Pattern.compile("[^A-Za-z0-9]");

    /** "Measurement Protocol reference", reserved names, November 2026: GA4 drops such an event. */
    private static final Set<String> RESERVED_EVENTS =
            Set.of(
                    "ad_activeview",
                    "ad_click",
                    "ad_exposure",
                    "ad_impression",
                    "ad_query",
                    "adunit_exposure",
                    "app_clear_data",
                    "app_exception",
                    "app_install",
                    "app_remove",
                    "app_update",
                    "error",
                    "first_open",
                    "first_visit",
                    "in_app_purchase",
                    "notification_dismiss",
                    "notification_foreground",
                    "notification_open",
                    "notification_receive",
                    "os_update",
                    "screen_view",
                    "session_start",
                    "user_engagement");

    private static final List<String> RESERVED_EVENT_PREFIXES =
            List.of("_", "app_store_", "firebase_", "ga_", "google_", "gtag.");
    private static final List<String> RESERVED_PARAMETER_PREFIXES =
            List.of("_", "firebase_", "ga_", "google_");

    /** Parameters with a meaning that only this adapter may give them, never a free property. */
    private static final Set<String> OWN_PARAMETERS =
            Set.of(
                    "debug_mode",
                    "engagement_time_msec",
                    "items",
                    "page_location",
                    "page_referrer",
                    "page_title",
                    "session_id",
                    "session_number");

    private Ga4Names() {}

    /** The name of a custom event. */
    static String event(String free) {
        String name = plain(free);
        boolean taken = reservedEvent(name) || Ga4EventNames.MONEY_EVENTS.contains(name);
        return cut(taken ? "c_" + name : name);
    }

    /** The name of a custom parameter. */
    static String parameter(String free) {
        String name = plain(free);
        boolean taken = reservedParameter(name) || OWN_PARAMETERS.contains(name);
        return cut(taken ? "c_" + name : name);
    }

    static boolean valid(String name) {
        return VALID.matcher(name).matches();
    }

    static boolean reservedEvent(String name) {
        return RESERVED_EVENTS.contains(name) || startsWithAny(name, RESERVED_EVENT_PREFIXES);
    }

    static boolean reservedParameter(String name) {
        return startsWithAny(name, RESERVED_PARAMETER_PREFIXES);
    }

    private static String plain(String free) {
        String name = UNWANTED.matcher(free.strip()).replaceAll("_");
        return name.matches("[A-Za-z].*") ? name : "c_" + name;
    }

    private static String cut(String name) {
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
