// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Settings;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an event and its request into fields. A field stands where its path says. */
final class BrowserFields {
    /** Known from the request alone; a page that claims them is not believed. */
    private static final Set<EventField> FROM_REQUEST =
            EnumSet.of(EventField.CLIENT_IP, EventField.USER_AGENT);

    private static final Map<EventField, String> POINTERS = pointers();

    /**
     * What a line wants, and where it stands in an item, also under the names of Google Analytics;
     * the first that exists counts.
     */
    private static final Map<String, List<String>> ITEM = item();

    private static final Pattern LANGUAGE =
            Pattern.compile("\\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3})\\s*(?:[,;].*)?");

    private final InboundRequest request;
    private final CookieIds cookies;

    BrowserFields(InboundRequest request, Settings settings) {
        this.request = request;
        this.cookies = new CookieIds(settings.find(BrowserSource.GA_MEASUREMENT_ID));
    }

    void addTo(Observation.Builder into, BrowserMessage message) {
        POINTERS.forEach((field, pointer) -> message.read(field, pointer, into));
        message.read(EventField.ANONYMOUS_ID, "/anonymous_id", into);
        readItems(message, into);
        ClickIds.read(message, into);
        cookies.read(message, into);
        into.read(EventField.CLIENT_IP, request.remoteAddress(), "remote address");
        into.read(
                EventField.USER_AGENT,
                request.header("user-agent").orElse(""),
                "header user-agent");
        into.read(EventField.LOCALE, language().orElse(""), "header accept-language");
        into.properties(message.members("/properties"), message.origin("/properties"));
    }

    private static void readItems(BrowserMessage message, Observation.Builder into) {
        if (message.find("/items").orElse(null) instanceof List<?> items) {
            List<Map<String, Object>> lines =
                    items.stream()
                            .filter(Map.class::isInstance)
                            .map(item -> line((Map<?, ?>) item))
                            .filter(line -> !line.isEmpty())
                            .toList();
            into.read(EventField.ITEMS, lines.isEmpty() ? null : lines, message.origin("/items"));
        }
    }

    private static Map<String, Object> line(Map<?, ?> item) {
        Map<String, Object> line = new LinkedHashMap<>();
        ITEM.forEach(
                (component, names) ->
                        names.stream()
                                .map(item::get)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .ifPresent(found -> line.put(component, found)));
        return line;
    }

    private Optional<String> language() {
        return request.header("accept-language")
                .map(LANGUAGE::matcher)
                .filter(Matcher::matches)
                .map(tag -> tag.group(1));
    }

    /** Cookies and click ids have their own spellings and are read apart. */
    private static Map<EventField, String> pointers() {
        Map<EventField, String> pointers = new LinkedHashMap<>();
        for (EventField field : EventField.values()) {
            boolean apart =
                    field.type() == FieldType.ITEMS
                            || field.type() == FieldType.TREE
                            || field == EventField.CUSTOM_NAME
                            || field.path().startsWith("click_ids.")
                            || field.path().startsWith("browser_ids.")
                            || field.path().startsWith("traffic.")
                            || FROM_REQUEST.contains(field);
            if (!apart) {
                pointers.put(field, "/" + field.path().replace('.', '/'));
            }
        }
        return pointers;
    }

    private static Map<String, List<String>> item() {
        Map<String, List<String>> item = new LinkedHashMap<>();
        item.put("variantId", List.of("variant_id", "id", "item_id"));
        item.put("productId", List.of("product_id"));
        for (String same :
                List.of(
                        "sku",
                        "name",
                        "variant",
                        "brand",
                        "category",
                        "price",
                        "quantity",
                        "discount",
                        "coupon",
                        "position",
                        "url")) {
            item.put(same, List.of(same));
        }
        for (String named : List.of("name", "variant", "brand", "category")) {
            item.put(named, List.of(named, "item_" + named));
        }
        item.put("position", List.of("position", "index"));
        item.put("imageUrl", List.of("image_url"));
        return item;
    }
}
