// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PageAddresses;
import io.tracklayer.spi.Settings;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One element of {@code events}. */
final class CriteoEvent {
    private static final Set<String> WITHOUT_ITEMS =
            Set.of(
                    CriteoEventNames.HOME,
                    CriteoEventNames.PAGE,
                    CriteoEventNames.LOGIN,
                    CriteoEventNames.PAYMENT_INFO);
    private static final Set<String> BASKETS =
            Set.of(
                    CriteoEventNames.TO_CART,
                    CriteoEventNames.BASKET,
                    CriteoEventNames.CHECKOUT,
                    CriteoEventNames.SALE);

    private static final Map<String, Long> FLAGS =
            Map.of("1", 1L, "true", 1L, "0", 0L, "false", 0L);

    private final Event event;
    private final Settings settings;
    private final String name;
    private final List<String> warnings;
    private final Map<String, Object> tree = new LinkedHashMap<>();

    CriteoEvent(Event event, Settings settings, String name, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.name = name;
        this.warnings = warnings;
    }

    /** The page view id shared with OneTag. */
    static Optional<String> pageViewId(Event event, Settings settings) {
        return CriteoProperties.text(event, settings.text(CriteoSettings.PAGE_VIEW_ID_FIELD))
                .filter(id -> !PageAddresses.holdsEmail(id));
    }

    /** The event; empty when it is about items and knows none that Criteo can use. */
    Optional<Map<String, Object>> collect() {
        Optional<Object> item =
                WITHOUT_ITEMS.contains(name)
                        ? Optional.empty()
                        : new CriteoItems(event, settings, warnings).of(name);
        if (item.isEmpty() && !WITHOUT_ITEMS.contains(name)) {
            return Optional.empty();
        }
        tree.put("event", name);
        tree.put("timestamp", event.eventTime().truncatedTo(ChronoUnit.SECONDS).toString());
        details();
        pageViewId(event, settings).ifPresent(id -> tree.put("deduplication_page_view_id", id));
        item.ifPresent(found -> tree.put("item", found));
        return Optional.of(tree);
    }

    private void details() {
        if (name.equals(CriteoEventNames.SALE)) {
            event.orderId().ifPresent(id -> tree.put("id", id));
        }
        if (BASKETS.contains(name)) {
            event.currency().ifPresent(code -> tree.put("currency", code));
        }
        if (name.equals(CriteoEventNames.SALE)) {
            owner();
        }
        if (name.equals(CriteoEventNames.LISTING)) {
            listing();
        }
    }

    private void owner() {
        Optional<String> said =
                settings.find(CriteoSettings.DD_FIELD)
                        .flatMap(field -> CriteoProperties.text(event, field));
        said.map(FLAGS::get).ifPresent(flag -> tree.put("dd", flag));
        if (said.isPresent() && !tree.containsKey("dd")) {
            warnings.add("dd was left out: the property says neither 1 nor 0");
        }
    }

    private void listing() {
        if (event.name() == EventName.SEARCH_SUBMITTED) {
            search(settings.text(CriteoSettings.SEARCH_FIELD));
        } else {
            event.text(EventField.COLLECTION_NAME)
                    .or(() -> event.text(EventField.COLLECTION_ID))
                    .ifPresent(category -> tree.put("category", category));
        }
    }

    private void search(String field) {
        Optional<String> phrase = event.text(EventField.SEARCH_QUERY);
        if (phrase.filter(PageAddresses::holdsEmail).isPresent()) {
            warnings.add("search_query was left out: it holds an e-mail address");
        } else if (!field.equals("omit")) {
            phrase.ifPresent(text -> tree.put(field, text));
        }
    }
}
