// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Tree;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads an event's members into fields; the first name that exists counts. */
final class GaFields {
    private static final Map<EventField, List<String>> EVENT = event();
    private static final Map<EventField, List<String>> IDS = ids();
    private static final Map<EventField, List<String>> PERSON = person();
    private static final Map<EventField, List<String>> ADDRESS = address();

    /** Consent mode's short form with analytics storage denied: the client id lives for a page. */
    private static final Pattern COOKIELESS = Pattern.compile("G1.0");

    private static final Set<String> READ = read();

    private GaFields() {}

    static void addTo(Observation.Builder into, GaEvent event) {
        EVENT.forEach((field, names) -> event.read(field, into, names));
        boolean cookieless = cookieless(event);
        if (!cookieless) {
            IDS.forEach((field, names) -> event.read(field, into, names));
        }
        GaItems.read(event, into);
        readPerson(event, into);
        readCookies(event, into);
        into.properties(unread(event, cookieless), event.tree().origin());
    }

    private static boolean cookieless(GaEvent event) {
        return event.text("x-ga-gcs").filter(gcs -> COOKIELESS.matcher(gcs).matches()).isPresent();
    }

    private static void readPerson(GaEvent event, Observation.Builder into) {
        Tree person = event.tree().at("/user_data");
        String origin = event.origin("user_data");
        PERSON.forEach((field, names) -> first(field, person, origin, names, into));
        Tree address = firstOf(person, "/address");
        ADDRESS.forEach((field, names) -> first(field, address, origin + "/address", names, into));
    }

    private static void first(
            EventField field,
            Tree tree,
            String origin,
            List<String> names,
            Observation.Builder into) {
        for (String name : names) {
            into.read(field, firstOf(tree, "/" + name).node(), origin + "/" + name);
        }
    }

    /** Tags send one value or a list of them. */
    private static Tree firstOf(Tree tree, String pointer) {
        return tree.each(pointer).stream().findFirst().orElseGet(() -> tree.at(pointer));
    }

    /** Cookies that a server container's client read. */
    private static void readCookies(GaEvent event, Observation.Builder into) {
        Tree cookies = event.tree().at("/common_cookie");
        String origin = event.origin("common_cookie");
        Map.of("_fbp", EventField.FBP, "_fbc", EventField.FBC, "_ttp", EventField.TTP)
                .forEach(
                        (name, field) ->
                                into.read(field, cookies.members().get(name), origin + "/" + name));
    }

    /** What the event says beyond fields; nobody's contact details are among it. */
    private static Map<String, Object> unread(GaEvent event, boolean cookieless) {
        Map<String, Object> unread = new LinkedHashMap<>(event.tree().members());
        unread.keySet().removeIf(name -> READ.contains(name) || name.startsWith("x-"));
        if (cookieless) {
            unread.put("cookieless", true);
        }
        return unread;
    }

    private static Map<EventField, List<String>> event() {
        Map<EventField, List<String>> names = new LinkedHashMap<>();
        names.put(EventField.VALUE, List.of("value"));
        names.put(EventField.CURRENCY, List.of("currency"));
        names.put(EventField.TAX, List.of("tax"));
        names.put(EventField.SHIPPING, List.of("shipping"));
        names.put(EventField.COUPON, List.of("coupon"));
        names.put(EventField.ORDER_ID, List.of("transaction_id"));
        names.put(EventField.REFUND_ID, List.of("refund_id"));
        names.put(EventField.PAYMENT_TYPE, List.of("payment_type"));
        names.put(EventField.SHIPPING_TIER, List.of("shipping_tier"));
        names.put(EventField.CUSTOMER_TYPE, List.of("customer_type"));
        names.put(EventField.SEARCH_QUERY, List.of("search_term"));
        names.put(EventField.COLLECTION_ID, List.of("item_list_id"));
        names.put(EventField.COLLECTION_NAME, List.of("item_list_name"));
        names.put(EventField.FORM_NAME, List.of("form_name", "form_id"));
        names.put(EventField.METHOD, List.of("method"));
        names.put(EventField.PAGE_URL, List.of("page_location"));
        names.put(EventField.PAGE_REFERRER, List.of("page_referrer"));
        names.put(EventField.PAGE_TITLE, List.of("page_title"));
        names.put(EventField.LOCALE, List.of("language"));
        names.put(EventField.EXTERNAL_ID, List.of("user_id"));
        names.put(EventField.UTM_SOURCE, List.of("campaign_source"));
        names.put(EventField.UTM_MEDIUM, List.of("campaign_medium"));
        names.put(EventField.UTM_CAMPAIGN, List.of("campaign_name"));
        names.put(EventField.UTM_CONTENT, List.of("campaign_content"));
        names.put(EventField.UTM_TERM, List.of("campaign_term"));
        names.put(EventField.UTM_ID, List.of("campaign_id"));
        names.put(EventField.FBP, List.of("x-fb-ck-fbp"));
        names.put(EventField.FBC, List.of("x-fb-ck-fbc"));
        names.put(EventField.GCLID, List.of("gclid"));
        names.put(EventField.GBRAID, List.of("gbraid"));
        names.put(EventField.WBRAID, List.of("wbraid"));
        names.put(EventField.DCLID, List.of("dclid"));
        return names;
    }

    private static Map<EventField, List<String>> ids() {
        Map<EventField, List<String>> names = new LinkedHashMap<>();
        names.put(EventField.GA_CLIENT_ID, List.of("client_id"));
        names.put(EventField.GA_SESSION_ID, List.of("ga_session_id"));
        names.put(EventField.GA_SESSION_NUMBER, List.of("ga_session_number"));
        return names;
    }

    private static Map<EventField, List<String>> person() {
        return Map.of(
                EventField.EMAIL, List.of("email_address", "email", "sha256_email_address"),
                EventField.PHONE, List.of("phone_number", "phone", "sha256_phone_number"));
    }

    private static Map<EventField, List<String>> address() {
        return Map.of(
                EventField.FIRST_NAME, List.of("first_name"),
                EventField.LAST_NAME, List.of("last_name"),
                EventField.STREET, List.of("street"),
                EventField.CITY, List.of("city"),
                EventField.STATE, List.of("region"),
                EventField.POSTAL_CODE, List.of("postal_code"),
                EventField.COUNTRY, List.of("country"));
    }

    private static Set<String> read() {
        Set<String> read =
                EVENT.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        IDS.values().forEach(read::addAll);
        read.addAll(
                new HashSet<>(
                        List.of(
                                "event_name",
                                "event_id",
                                "items",
                                "user_data",
                                "common_cookie",
                                "consent_state",
                                "ip_override",
                                "user_agent",
                                "traffic_type",
                                "npa",
                                "gdpr",
                                "gdpr_consent",
                                "us_privacy",
                                "gpp",
                                "gpp_sid")));
        return Set.copyOf(read);
    }
}
