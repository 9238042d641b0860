// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi.document;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.PageAddresses;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An event as a JSON tree, nested along the paths of {@link EventField}, so that a field added
 * there reaches receivers without a change here. Times are UTC with milliseconds, money stays
 * decimal, and what is not known is left out.
 */
public final class EventDocument {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final PageAddresses PAGES = PageAddresses.withoutEmails();
    private static final Set<EventField> ADDRESSES =
            Set.of(EventField.PAGE_URL, EventField.PAGE_REFERRER, EventField.LANDING_URL);

    private final Map<String, Object> data = new LinkedHashMap<>();

    private EventDocument() {}

    /** The whole event, saying as much about the person as asked for. */
    public static Map<String, Object> of(Event event, PersonDetail person) {
        EventDocument document = new EventDocument();
        document.envelope(event);
        event.fields().forEach((field, value) -> document.field(field, value, person));
        document.data.put("consent", consent(event.consent()));
        return document.data;
    }

    /** A time as documents write it, e.g. {@code 2026-01-15T10:20:30.000Z}. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    private void envelope(Event event) {
        data.put("event_id", event.eventId());
        data.put("event_name", event.name().wire());
        data.put("occurred_at", TIME.format(event.eventTime()));
        data.put("received_at", TIME.format(event.receivedAt()));
        if (!event.sources().isEmpty()) {
            data.put("sources", event.sources());
        }
        data.put("merchant", event.merchant());
        data.put("store", event.store());
        data.put("action_source", event.actionSource().wire());
        data.put("test", event.test());
        if (event.limitedUse()) {
            data.put("limited_use", true);
        }
        if (!event.tags().isEmpty()) {
            data.put("tags", List.copyOf(event.tags()));
        }
    }

    private void field(EventField field, Object value, PersonDetail person) {
        switch (field.privacy()) {
            case IDENTIFIER -> person.identifier(field, (String) value).ifPresent(this::put);
            case NETWORK -> person.network(field, (String) value).ifPresent(this::put);
            default ->
                    put(
                            field.path(),
                            ADDRESSES.contains(field)
                                    ? address((String) value, person)
                                    : plain(value, person));
        }
    }

    /** Forms and newsletters leave e-mail addresses in page addresses. */
    private static Object address(String address, PersonDetail person) {
        return person == PersonDetail.RAW ? address : PAGES.clean(address).orElse("");
    }

    private void put(Map.Entry<String, String> member) {
        put(member.getKey(), member.getValue());
    }

    @SuppressWarnings("unchecked") // blocks are only ever made here
    private void put(String path, Object value) {
        int dot = path.indexOf('.');
        if (isEmpty(value)) {
            return;
        }
        if (dot < 0) {
            data.put(path, value);
        } else {
            Object block = data.computeIfAbsent(path.substring(0, dot), b -> new LinkedHashMap<>());
            ((Map<String, Object>) block).put(path.substring(dot + 1), value);
        }
    }

    private static boolean isEmpty(Object value) {
        return value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof List<?> list && list.isEmpty()
                || "".equals(value);
    }

    private static Object plain(Object value, PersonDetail person) {
        if (value instanceof ClickId click) {
            return clickId(click, person);
        }
        return value instanceof List<?> items
                ? items.stream().map(item -> item((Item) item)).toList()
                : value;
    }

    private static Map<String, Object> clickId(ClickId click, PersonDetail person) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("value", click.value());
        click.seen().ifPresent(at -> tree.put("seen_at", TIME.format(at)));
        if (click.landingUrl() != null) {
            known(tree, "landing_url", address(click.landingUrl(), person));
        }
        return tree;
    }

    private static Map<String, Object> item(Item item) {
        Map<String, Object> line = new LinkedHashMap<>();
        known(line, "variant_id", item.variantId());
        known(line, "product_id", item.productId());
        known(line, "sku", item.sku());
        known(line, "name", item.name());
        known(line, "variant", item.variant());
        known(line, "brand", item.brand());
        known(line, "category", item.category());
        known(line, "price", item.price());
        line.put("quantity", item.quantity());
        known(line, "discount", item.discount());
        known(line, "coupon", item.coupon());
        known(line, "position", item.position());
        known(line, "url", item.url());
        known(line, "image_url", item.imageUrl());
        return line;
    }

    private static Map<String, Object> consent(Consent consent) {
        Map<String, Object> decision = new LinkedHashMap<>();
        for (Purpose purpose : Purpose.values()) {
            decision.put(purpose.wire(), consent.state(purpose).wire());
        }
        known(decision, "source", consent.source());
        if (!consent.raw().isEmpty()) {
            decision.put("raw", new TreeMap<>(consent.raw()));
        }
        known(decision, "region", consent.region());
        known(decision, "gdpr_applies", consent.gdprApplies());
        consent.collected().ifPresent(at -> decision.put("collected_at", TIME.format(at)));
        return decision;
    }

    private static void known(Map<String, Object> tree, String key, Object value) {
        if (value != null && !value.equals("")) {
            tree.put(key, value);
        }
    }
}
