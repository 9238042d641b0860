// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.EventName.Family;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The groups of events a rule can name, all of them: {@code purchase-like} (one purchase per
 * order), {@code browse} (looking around, without the cart), {@code cart} (cart and wish list),
 * {@code checkout} (its start and its steps), {@code order} (everything about an order), {@code
 * refund-like} (cancelled or refunded), {@code subscription} and {@code lead} (contacts, accounts
 * and forms). Beside them an event's own name and a glob such as {@code checkout_*}.
 */
final class EventGroups {
    private static final Set<EventName> CART =
            EnumSet.of(
                    EventName.PRODUCT_ADDED_TO_CART,
                    EventName.PRODUCT_REMOVED_FROM_CART,
                    EventName.CART_VIEWED,
                    EventName.WISHLIST_ADDED);
    private static final Map<String, Set<EventName>> GROUPS = groups();

    private EventGroups() {}

    /** Names of groups and events, for messages. */
    static List<String> names() {
        return Stream.concat(
                        GROUPS.keySet().stream(),
                        Arrays.stream(EventName.values()).map(EventName::wire))
                .toList();
    }

    /** Names of groups, in the order of the documentation. */
    static List<String> groupNames() {
        return List.copyOf(GROUPS.keySet());
    }

    /** The events a name, group or glob stands for; empty when it stands for none. */
    static Set<EventName> named(String name) {
        if (name.contains("*")) {
            return where(event -> matches(name, event.wire()));
        }
        return GROUPS.getOrDefault(name, where(event -> event.wire().equals(name)));
    }

    /** Each star stands for any run of characters; no other character is special. */
    private static boolean matches(String glob, String text) {
        String[] parts = glob.split("\\*", -1);
        int at = parts[0].length();
        if (!text.startsWith(parts[0])) {
            return false;
        }
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        String last = parts[parts.length - 1];
        return text.length() - last.length() >= at && text.endsWith(last);
    }

    private static Map<String, Set<EventName>> groups() {
        Map<String, Set<EventName>> groups = new LinkedHashMap<>();
        groups.put("purchase-like", where(EventName::purchaseLike));
        groups.put("browse", where(event -> family(event, Family.BROWSE) && !CART.contains(event)));
        groups.put("cart", CART);
        groups.put("checkout", where(event -> family(event, Family.CHECKOUT)));
        groups.put("order", where(event -> family(event, Family.ORDER)));
        groups.put("refund-like", EnumSet.of(EventName.ORDER_CANCELLED, EventName.ORDER_REFUNDED));
        groups.put("subscription", where(event -> family(event, Family.SUBSCRIPTION)));
        groups.put("lead", where(event -> family(event, Family.LEAD)));
        return groups;
    }

    private static boolean family(EventName event, Family family) {
        return event.family() == family;
    }

    private static Set<EventName> where(Predicate<EventName> test) {
        return Arrays.stream(EventName.values())
                .filter(test)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventName.class)));
    }
}
