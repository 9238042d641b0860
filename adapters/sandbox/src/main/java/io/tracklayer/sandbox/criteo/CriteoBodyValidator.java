// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.criteo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.IpAddress;
import io.tracklayer.sandbox.platform.Reason;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges the body of a Criteo call as a whole; the first thing wrong with it is the answer. */
final class CriteoBodyValidator {
    /** Criteo names no limit. What is one visitor on one page does not do more at a time. */
    private static final int MAX_EVENTS = 5;

    private static final Set<String> KNOWN =
            Set.of(
                    "account",
                    "version",
                    "site_type",
                    "id",
                    "ip",
                    "useragent",
                    "full_url",
                    "previous_url",
                    "retailer_visitor_id",
                    "country",
                    "language",
                    "events");
    private static final Pattern SITE_TYPE = Pattern.compile("[dmt]");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
    private static final Pattern FULL_URL = Pattern.compile("https?://[^\\s/]+.*");

    private final CriteoEventValidator events;

    CriteoBodyValidator(Clock clock) {
        this.events = new CriteoEventValidator(clock);
    }

    /** What is wrong first, or empty. */
    Optional<Reason> check(JsonNode body, CriteoAdvertiser advertiser) {
        CriteoFields fields = new CriteoFields(body, "", new ArrayList<>());
        List.of("account", "version", "id", "events").forEach(fields::require);
        List.of("account", "version", "useragent", "retailer_visitor_id").forEach(fields::text);
        fields.check("id", fields.get("id").isObject(), "an object");
        visit(fields);
        CriteoIdValidator.check(fields, advertiser);
        list(fields, advertiser.strict());
        if (advertiser.strict()) {
            fields.onlyKnown(KNOWN);
            fields.noEmptiness();
            List.of("full_url", "previous_url", "retailer_visitor_id").forEach(fields::noEmail);
        }
        return fields.problems().stream().findFirst();
    }

    private static void visit(CriteoFields fields) {
        fields.matches("site_type", SITE_TYPE, "d, m or t");
        fields.matches("country", COUNTRY, "two capital letters");
        fields.matches("language", LANGUAGE, "two small letters");
        fields.matches("full_url", FULL_URL, "a full URL");
        fields.matches("previous_url", FULL_URL, "a full URL");
        fields.check("ip", IpAddress.isLiteral(fields.get("ip").asText("")), "an IP address");
    }

    private void list(CriteoFields fields, boolean strict) {
        JsonNode list = fields.get("events");
        boolean right = list.isArray() && !list.isEmpty();
        fields.check("events", right, "an array of events");
        if (strict && list.size() > MAX_EVENTS) {
            fields.refuse("too_many_events", "events of one page view are five at most");
        }
        for (int i = 0; right && i < list.size(); i++) {
            events.check(
                    new CriteoFields(list.get(i), "events[" + i + "]", fields.problems()), strict);
        }
    }
}
