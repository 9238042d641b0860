// SPDX-License-Identifier: Apache-2.0
package com.example.microsoftads;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.PageAddresses;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.PublicAddress;
import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** One event of {@code data}. What is not known is left out. */
final class MicrosoftAdsPayload {
    private static final PageAddresses PAGES = PageAddresses.keeping("msclkid");
    private static final Pattern CLICK_ID = Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F-]{36}");

    /** Dots and tags of the local part go, whatever the domain. */
    private static final Rule EMAIL =
            plain -> Rules.EMAIL_LOWER.normalise(plain).map(MicrosoftAdsPayload::withoutDotsAndTag);

    private final Event event;
    private final Settings settings;

    MicrosoftAdsPayload(Event event, Settings settings) {
        this.event = event;
        this.settings = settings;
    }

    Map<String, Object> tree(String action) {
        boolean page = action.equals(MicrosoftAdsEvents.PAGE_LOAD);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("eventType", page ? "pageLoad" : "custom");
        if (!page) {
            tree.put("eventName", action);
        }
        tree.put("eventId", event.eventId());
        tree.put("eventTime", event.eventTime().getEpochSecond());
        page(EventField.PAGE_URL).ifPresent(url -> tree.put("eventSourceUrl", url));
        page(EventField.PAGE_REFERRER).ifPresent(url -> tree.put("referrerUrl", url));
        event.text(EventField.PAGE_TITLE).ifPresent(title -> tree.put("pageTitle", title));
        tree.put("adStorageConsent", marketingGranted() ? "G" : "D");
        tree.put("userData", userData());
        Map<String, Object> custom = customData();
        if (!page && !custom.isEmpty()) {
            tree.put("customData", custom);
        }
        return tree;
    }

    /** Whether Microsoft can tell whose event it is: by address and browser alone it cannot. */
    static boolean identifies(Map<String, Object> tree) {
        return ((Map<?, ?>) tree.get("userData"))
                .keySet().stream().anyMatch(key -> !key.toString().startsWith("client"));
    }

    private boolean marketingGranted() {
        return event.consent().state(Purpose.MARKETING) == ConsentState.GRANTED;
    }

    private Map<String, Object> userData() {
        Map<String, Object> user = new LinkedHashMap<>();
        event.clickId(EventField.MSCLKID)
                .map(click -> click.value())
                .filter(CLICK_ID.asMatchPredicate())
                .ifPresent(id -> user.put("msclkid", id));
        event.text(EventField.ANONYMOUS_ID).ifPresent(id -> user.put("anonymousId", id));
        event.text(EventField.EXTERNAL_ID).ifPresent(id -> user.put("externalId", id));
        hashed(EventField.EMAIL, EMAIL).ifPresent(hash -> user.put("em", hash));
        hashed(EventField.PHONE, Rules.PHONE_PLUS).ifPresent(hash -> user.put("ph", hash));
        event.text(EventField.CLIENT_IP)
                .flatMap(PublicAddress::find)
                .ifPresent(address -> user.put("clientIpAddress", address));
        event.text(EventField.USER_AGENT).ifPresent(agent -> user.put("clientUserAgent", agent));
        return user;
    }

    private Map<String, Object> customData() {
        Map<String, Object> custom = new LinkedHashMap<>();
        event.value().ifPresent(value -> custom.put("value", value));
        event.text(EventField.CURRENCY).ifPresent(currency -> custom.put("currency", currency));
        event.orderId().ifPresent(order -> custom.put("transactionId", order));
        event.text(EventField.SEARCH_QUERY).ifPresent(query -> custom.put("searchTerm", query));
        List<Map<String, Object>> items = event.items().stream().map(this::item).toList();
        List<Object> ids = items.stream().map(item -> item.get("id")).filter(Objects::nonNull).toList();
        if (!ids.isEmpty()) {
            custom.put("itemIds", ids);
            custom.put("items", items.stream().filter(item -> item.containsKey("id")).toList());
        }
        return custom;
    }

    private Map<String, Object> item(Item item) {
        Map<String, Object> tree = new LinkedHashMap<>();
        String id =
                switch (settings.text(MicrosoftAdsSettings.ITEM_IDS)) {
                    case "product" -> item.productId();
                    case "sku" -> item.sku();
                    default -> item.variantId();
                };
        if (id != null) {
            tree.put("id", id);
        }
        if (item.name() != null) {
            tree.put("name", item.name());
        }
        tree.put("quantity", item.quantity());
        if (item.price() != null) {
            tree.put("price", item.price());
        }
        return tree;
    }

    private Optional<String> page(EventField field) {
        return event.text(field).flatMap(PAGES::clean);
    }

    private Optional<String> hashed(EventField field, Rule rule) {
        return event.text(field).flatMap(rule::hash).map(hash -> hash.hex());
    }

    private static String withoutDotsAndTag(String mail) {
        int at = mail.indexOf('@');
        String local = mail.substring(0, at);
        int tag = local.indexOf('+');
        return (tag > 0 ? local.substring(0, tag) : local).replace(".", "") + mail.substring(at);
    }
}
