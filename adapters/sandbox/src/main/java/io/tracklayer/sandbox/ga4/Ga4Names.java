// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.ga4;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The names GA4 allows for events, parameters and user properties. */
final class Ga4Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");
    private static final Pattern PROPERTY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,23}");
    private static final Set<String> RESERVED_EVENTS =
            Set.of(
                    ("ad_activeview ad_click ad_exposure ad_impression ad_query adunit_exposure"
                                    + " app_clear_data app_install app_update app_remove"
                                    + " app_exception error first_open first_visit in_app_purchase"
                                    + " notification_dismiss notification_foreground"
                                    + " notification_open notification_receive os_update"
                                    + " screen_view session_start user_engagement")
                            .split(" "));
    private static final List<String> EVENT_PREFIXES =
            List.of("_", "firebase_", "ga_", "google_", "gtag.", "app_store_");
    private static final List<String> PARAMETER_PREFIXES =
            List.of("_", "firebase_", "ga_", "google_");
    private static final Set<String> RESERVED_PROPERTIES =
            Set.of(
                    "user_id",
                    "first_open_time",
                    "first_visit_time",
                    "last_deep_link_referrer",
                    "first_open_after_install");

    private Ga4Names() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static boolean isPropertyName(String name) {
        return PROPERTY.matcher(name).matches();
    }

    static boolean isReservedEvent(String name) {
        return RESERVED_EVENTS.contains(name) || startsWithAny(name, EVENT_PREFIXES);
    }

    static boolean isReservedParameter(String name) {
        return name.equals("firebase_conversion") || startsWithAny(name, PARAMETER_PREFIXES);
    }

    static boolean isReservedProperty(String name) {
        return RESERVED_PROPERTIES.contains(name) || startsWithAny(name, PARAMETER_PREFIXES);
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
