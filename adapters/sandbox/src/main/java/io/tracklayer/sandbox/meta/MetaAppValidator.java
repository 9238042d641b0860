// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Texts;
import java.util.Set;

/** Judges the blocks that belong to apps, messaging and corrections. */
final class MetaAppValidator {
    private static final Set<String> CHANNELS = Set.of("instagram", "messenger", "whatsapp");
    private static final Set<String> APP_FIELDS =
            Set.of("advertiser_tracking_enabled", "application_tracking_enabled", "extinfo");
    private static final Set<String> ORIGINAL_FIELDS =
            Set.of("event_name", "event_time", "order_id", "event_id");
    private static final int EXTINFO_ENTRIES = 16;

    private MetaAppValidator() {}

    static void check(MetaFields event) {
        String source = event.get("action_source").asText();
        event.oneOf("messaging_channel", CHANNELS);
        if (event.has("messaging_channel") && !source.equals("business_messaging")) {
            event.problems()
                    .strict("misplaced_field", "messaging_channel is for business_messaging");
        }
        if (source.equals("business_messaging") && !event.has("messaging_channel")) {
            event.problems()
                    .strict("field_missing", "business_messaging needs a messaging_channel");
        }
        event.object("app_data");
        if (event.has("app_data") && !source.equals("app")) {
            event.problems().strict("misplaced_field", "app_data is for action_source app");
        }
        if (event.get("app_data").isObject()) {
            appData(new MetaFields(event.get("app_data"), "app_data", event.problems()));
        }
        if (event.get("original_event_data").isObject()) {
            new MetaFields(
                            event.get("original_event_data"),
                            "original_event_data",
                            event.problems())
                    .onlyKnown(ORIGINAL_FIELDS);
        }
    }

    private static void appData(MetaFields app) {
        app.onlyKnown(APP_FIELDS);
        app.zeroOrOne("advertiser_tracking_enabled");
        app.zeroOrOne("application_tracking_enabled");
        if (!app.has("extinfo")) {
            return;
        }
        JsonNode extinfo = app.get("extinfo");
        String system = extinfo.path(0).asText();
        boolean right =
                Texts.areAll(extinfo)
                        && extinfo.size() == EXTINFO_ENTRIES
                        && (system.equals("a2") || system.equals("i2"));
        if (!right) {
            app.problems()
                    .refuse(
                            MetaProblems.BAD_EXTINFO,
                            "extinfo_invalid",
                            "app_data.extinfo must be 16 strings, the first a2 or i2");
        }
    }
}
