// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Click ids by the name of their URL parameter or our own, letter case of the name ignored. */
final class ClickIds {
    private static final int MAX_LENGTH = 1024;

    /** An ad platform that did not fill in its template. */
    private static final Pattern UNRESOLVED_MACRO =
            Pattern.compile("\\{.*}|__.*__|%.*%|\\[.*]", Pattern.DOTALL);

    private static final Map<String, EventField> FIELDS = fields();

    private ClickIds() {}

    static void read(BrowserMessage message, Observation.Builder into) {
        message.members("/click_ids")
                .forEach(
                        (name, stated) -> {
                            EventField field = FIELDS.get(name.toLowerCase(Locale.ROOT));
                            if (field != null) {
                                read(field, stated, message.origin("/click_ids/" + name), into);
                            }
                        });
    }

    static void read(EventField field, Object stated, String origin, Observation.Builder into) {
        Map<?, ?> seen = stated instanceof Map<?, ?> object ? object : Map.of();
        Object id = seen.isEmpty() ? stated : seen.get("value");
        if (id instanceof String text
                && text.length() <= MAX_LENGTH
                && !UNRESOLVED_MACRO.matcher(text).matches()) {
            into.read(field, seen.size() > 1 ? click(text, seen) : text, origin);
        }
    }

    /** The form the host knows for a click whose time and page are known. */
    private static Map<String, Object> click(String id, Map<?, ?> seen) {
        Map<String, Object> click = new LinkedHashMap<>();
        click.put("value", id);
        if (seen.get("first_seen_ms") instanceof Long time) {
            click.put("seen_at", time);
        }
        if (seen.get("landing_url") instanceof String page) {
            click.put("landing_url", page);
        }
        return click;
    }

    private static Map<String, EventField> fields() {
        Map<String, EventField> fields = new HashMap<>();
        for (EventField field : EventField.values()) {
            if (field.path().startsWith("click_ids.")) {
                fields.put(field.path().substring("click_ids.".length()), field);
            }
        }
        fields.put("sclid", EventField.SCCID);
        fields.put("_kx", EventField.KLAVIYO_KX);
        fields.put("ransiteid", EventField.RAN_SITE_ID);
        fields.put("dicbo", EventField.OB_CLICK_ID);
        fields.put("obclid", EventField.OB_CLICK_ID);
        return Map.copyOf(fields);
    }
}
