// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.EventName.Family;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Reading;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Rules;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads properties, traits and context into fields. Names are those of Segment "Spec: V2 Ecommerce
 * Events" and "Spec: Common Fields", with the spellings seen beside them. Long because of its
 * tables.
 */
final class SegmentProperties {
    private static final List<Lookup> ORDER =
            List.of(
                    Lookup.of(EventField.ORDER_ID, "/order_id", "/orderId", "/transaction_id"),
                    Lookup.of(EventField.ORDER_NAME, "/order_name", "/order_number"),
                    Lookup.of(EventField.CURRENCY, "/currency"),
                    Lookup.of(EventField.SUBTOTAL, "/subtotal"),
                    Lookup.of(EventField.TAX, "/tax"),
                    Lookup.of(EventField.SHIPPING, "/shipping"),
                    Lookup.of(EventField.DISCOUNT, "/discount"),
                    Lookup.of(EventField.COUPON, "/coupon"),
                    Lookup.of(EventField.PAYMENT_TYPE, "/payment_method", "/payment_type"),
                    Lookup.of(EventField.SHIPPING_TIER, "/shipping_method", "/shipping_tier"),
                    Lookup.of(EventField.CUSTOMER_TYPE, "/customer_type"),
                    Lookup.of(EventField.PREDICTED_LTV, "/predicted_ltv"),
                    Lookup.of(EventField.REFUND_ID, "/refund_id", "/refundId"),
                    Lookup.of(EventField.SUBSCRIPTION_ID, "/subscription_id", "/subscriptionId"),
                    Lookup.of(EventField.CHECKOUT_TOKEN, "/checkout_token", "/checkout_id"),
                    Lookup.of(EventField.CART_TOKEN, "/cart_token", "/cart_id"),
                    Lookup.of(EventField.SEARCH_QUERY, "/query", "/search_term"),
                    Lookup.of(
                            EventField.COLLECTION_ID,
                            "/list_id",
                            "/collection_id",
                            "/item_list_id"),
                    Lookup.of(EventField.COLLECTION_NAME, "/collection_name", "/item_list_name"),
                    Lookup.of(EventField.FORM_NAME, "/form_name", "/formName"),
                    Lookup.of(EventField.METHOD, "/method"));

    private static final List<Lookup> TRAITS =
            List.of(
                    Lookup.of(EventField.EMAIL, "/email"),
                    Lookup.of(EventField.PHONE, "/phone"),
                    Lookup.of(EventField.FIRST_NAME, "/firstName", "/first_name"),
                    Lookup.of(EventField.LAST_NAME, "/lastName", "/last_name"),
                    Lookup.of(EventField.STREET, "/address/street"),
                    Lookup.of(EventField.CITY, "/address/city"),
                    Lookup.of(EventField.STATE, "/address/state"),
                    Lookup.of(
                            EventField.POSTAL_CODE, "/address/postalCode", "/address/postal_code"),
                    Lookup.of(EventField.COUNTRY, "/address/country"),
                    Lookup.of(EventField.BIRTH_DATE, "/birthday"),
                    Lookup.of(EventField.GENDER, "/gender"));

    /** Forms put these into properties; they never stay among unmapped ones. */
    private static final List<Lookup> CONTACT = TRAITS.subList(0, 4);

    private static final Set<String> NOT_COPIED =
            Set.of(
                    "event_id",
                    "eventId",
                    "email",
                    "phone",
                    "firstName",
                    "first_name",
                    "lastName",
                    "last_name");

    private static final List<Lookup> CAMPAIGN =
            List.of(
                    Lookup.of(EventField.UTM_CAMPAIGN, "/name"),
                    Lookup.of(EventField.UTM_SOURCE, "/source"),
                    Lookup.of(EventField.UTM_MEDIUM, "/medium"),
                    Lookup.of(EventField.UTM_TERM, "/term"),
                    Lookup.of(EventField.UTM_CONTENT, "/content"),
                    Lookup.of(EventField.UTM_ID, "/id"));

    /** What RudderStack's script says of a visitor who came from nowhere. */
    private static final String NO_REFERRER = "$direct";

    private static final Lookup REFERRER = Lookup.of(EventField.PAGE_REFERRER, "/referrer");
    private static final Lookup TITLE = Lookup.of(EventField.PAGE_TITLE, "/title");
    private static final Lookup CHECKOUT_AS_ORDER = Lookup.of(EventField.ORDER_ID, "/checkout_id");
    private static final Lookup CATEGORY = Lookup.of(EventField.COLLECTION_NAME, "/category");
    private static final Lookup LOCALE = Lookup.of(EventField.LOCALE, "/locale");
    private static final Lookup PAGE_NAME = Lookup.of(EventField.PAGE_TITLE, "/name");
    private static final Lookup USER_ID_AS_EMAIL = Lookup.of(EventField.EMAIL, "/userId");

    private static final Map<String, EventField> BROWSER_IDS = browserIds();

    private final Lookup value;

    SegmentProperties(Settings settings) {
        this.value =
                Lookup.of(
                        EventField.VALUE,
                        settings.list(SegmentSettings.VALUE_FROM).stream()
                                .map(name -> "/" + name.strip())
                                .toArray(String[]::new));
    }

    void addTo(Observation.Builder into, SegmentMessage message, EventName name) {
        Tree properties = message.properties();
        value.read(properties, into);
        ORDER.forEach(lookup -> lookup.read(properties, into));
        if (name.family() == Family.CHECKOUT) {
            CHECKOUT_AS_ORDER.read(properties, into);
        }
        if (name == EventName.COLLECTION_VIEWED) {
            CATEGORY.read(properties, into);
        }
        SegmentItems.read(properties, name, into);
        readPerson(message, into);
        readPage(message, name, into);
        readCampaign(message, into);
        Map<String, Object> unread = unread(properties, into.build().readings());
        unread.putAll(further(message));
        into.properties(unread, properties.origin());
    }

    /** What has no field: which group somebody is in, and which destinations are not wanted. */
    private static Map<String, Object> further(SegmentMessage message) {
        Map<String, Object> further = new LinkedHashMap<>();
        message.text("/groupId").ifPresent(group -> further.put("group_id", group));
        Map<String, Object> integrations = message.integrations();
        if (integrations.containsValue(false)) {
            further.put("integrations", integrations);
        }
        return further;
    }

    private static void readPerson(SegmentMessage message, Observation.Builder into) {
        Tree body = message.body();
        Tree userContext = message.contextWith("traits").at("/traits");
        // those of a group call are the company's
        if (!message.type().equals("group")) {
            TRAITS.forEach(lookup -> lookup.read(body.at("/traits"), into));
        }
        TRAITS.forEach(lookup -> lookup.read(userContext, into));
        CONTACT.forEach(lookup -> lookup.read(message.properties(), into));
        Optional<String> userId = message.text("/userId");
        if (userId.flatMap(Rules.EMAIL_LOWER::plain).isPresent()) {
            USER_ID_AS_EMAIL.read(body, into);
        }
        into.read(EventField.EXTERNAL_ID, userId.orElse(""), body.origin() + "/userId");
        for (String pointer : anonymousIds(message)) {
            into.read(
                    EventField.ANONYMOUS_ID,
                    message.text(pointer).orElse(""),
                    body.origin() + pointer);
        }
    }

    /** What alias joins with the user is who it was before; apps may know their device only. */
    private static List<String> anonymousIds(SegmentMessage message) {
        return message.type().equals("alias")
                ? List.of("/previousId", "/anonymousId")
                : List.of("/anonymousId", "/context/device/id");
    }

    private static void readPage(SegmentMessage message, EventName name, Observation.Builder into) {
        readPage(message.contextWith("page").at("/page"), into);
        LOCALE.read(message.contextWith("locale"), into);
        if (name == EventName.PAGE_VIEWED) {
            readPage(message.properties(), into);
            PAGE_NAME.read(message.body(), into);
        }
    }

    private static void readPage(Tree page, Observation.Builder into) {
        String url = Scalars.text(page, "/url").orElse("");
        String search = Scalars.text(page, "/search").orElse("");
        into.read(EventField.PAGE_URL, withSearch(url, search), page.origin() + "/url");
        if (!page.text("/referrer").equals(Optional.of(NO_REFERRER))) {
            REFERRER.read(page, into);
        }
        TITLE.read(page, into);
    }

    /** With a canonical link on the page, analytics.js may give the query only as search. */
    private static String withSearch(String url, String search) {
        if (url.isEmpty() || url.contains("?") || !search.startsWith("?")) {
            return url;
        }
        int fragment = url.indexOf('#');
        int end = fragment < 0 ? url.length() : fragment;
        return url.substring(0, end) + search + url.substring(end);
    }

    private static void readCampaign(SegmentMessage message, Observation.Builder into) {
        Tree campaign = message.contextWith("campaign").at("/campaign");
        CAMPAIGN.forEach(lookup -> lookup.read(campaign, into));
        readBrowserIds(message.properties(), into);
        readBrowserIds(message.body().at("/context"), into);
        readBrowserIds(message.batch().at("/context"), into);
    }

    private static void readBrowserIds(Tree tree, Observation.Builder into) {
        tree.members()
                .forEach(
                        (name, id) -> {
                            EventField field = BROWSER_IDS.get(name);
                            if (field != null) {
                                into.read(field, id, tree.origin() + "/" + name);
                            }
                        });
    }

    private static Map<String, Object> unread(Tree properties, List<Reading> readings) {
        Map<String, Object> unread = new LinkedHashMap<>(properties.members());
        unread.keySet().removeAll(NOT_COPIED);
        String within = properties.origin() + "/";
        for (Reading reading : readings) {
            if (reading.origin().startsWith(within)) {
                unread.remove(reading.origin().substring(within.length()).split("/")[0]);
            } else if (reading.origin().equals(properties.origin())) {
                unread.keySet().removeAll(SegmentItems.NAMES);
            }
        }
        return unread;
    }

    /** Click ids and browser ids go by our own name, with or without a cookie's underscore. */
    private static Map<String, EventField> browserIds() {
        Map<String, EventField> ids = new HashMap<>();
        for (EventField field : EventField.values()) {
            String path = field.path();
            if (path.startsWith("click_ids.") || path.startsWith("browser_ids.")) {
                String name = path.substring(path.indexOf('.') + 1);
                ids.put(name, field);
                ids.put("_" + name, field);
            }
        }
        return Map.copyOf(ids);
    }
}
