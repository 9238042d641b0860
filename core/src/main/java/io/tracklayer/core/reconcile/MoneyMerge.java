// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.Aside;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Joins the money of two sides. The totals are one unit: currency, value and their parts come from
 * one copy. Items and the predicted value may come from another copy, but only in the currency of
 * the totals; what is in another currency is put aside.
 */
record MoneyMerge(Map<EventField, Claim> fields, List<Aside> aside) {
    /** All or none of them come from one copy; the authority for the value decides. */
    static final Set<EventField> TOTALS =
            EnumSet.of(
                    EventField.VALUE,
                    EventField.CURRENCY,
                    EventField.SUBTOTAL,
                    EventField.TAX,
                    EventField.SHIPPING,
                    EventField.DISCOUNT);

    private static final Set<EventField> PRICED =
            EnumSet.of(EventField.ITEMS, EventField.PREDICTED_LTV);

    static boolean covers(EventField field) {
        return TOTALS.contains(field) || PRICED.contains(field);
    }

    static MoneyMerge of(Authorities authorities, Side one, Side other) {
        Map<EventField, Claim> fields = new EnumMap<>(EventField.class);
        fields.putAll(totals(authorities, one, other));
        String currency =
                Optional.ofNullable(fields.get(EventField.CURRENCY))
                        .map(claim -> (String) claim.value())
                        .orElse("");
        List<Aside> aside = new ArrayList<>();
        for (EventField field : PRICED) {
            Map<String, Claim> byCurrency = new TreeMap<>();
            add(byCurrency, authorities, field, one);
            add(byCurrency, authorities, field, other);
            shown(byCurrency, currency).ifPresent(key -> fields.put(field, byCurrency.remove(key)));
            byCurrency.forEach(
                    (key, claim) -> aside.add(new Aside(field, key, claim.value(), claim.from())));
        }
        return new MoneyMerge(fields, aside);
    }

    private static Map<EventField, Claim> totals(Authorities authorities, Side one, Side other) {
        Map<EventField, Claim> ours = totals(one);
        Map<EventField, Claim> theirs = totals(other);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return ours.isEmpty() ? theirs : ours;
        }
        Comparator<Map<EventField, Claim>> order =
                Comparator.<Map<EventField, Claim>>comparingInt(MoneyMerge::gaps)
                        .thenComparing(
                                MoneyMerge::whole,
                                Claim.order(authorities, EventField.VALUE.path()));
        return order.compare(ours, theirs) <= 0 ? ours : theirs;
    }

    private static Map<EventField, Claim> totals(Side side) {
        Map<EventField, Claim> totals = new EnumMap<>(EventField.class);
        TOTALS.forEach(field -> side.claim(field).ifPresent(claim -> totals.put(field, claim)));
        return totals;
    }

    /** A value without its currency says little, and a currency without a value not much more. */
    private static int gaps(Map<EventField, Claim> totals) {
        return (totals.containsKey(EventField.CURRENCY) ? 0 : 2)
                + (totals.containsKey(EventField.VALUE) ? 0 : 1);
    }

    private static Claim whole(Map<EventField, Claim> totals) {
        Map<String, Object> amounts = new TreeMap<>();
        totals.forEach((field, claim) -> amounts.put(field.path(), claim.value()));
        Provenance lead = totals.values().iterator().next().from();
        return new Claim(amounts, lead);
    }

    private static void add(
            Map<String, Claim> byCurrency, Authorities authorities, EventField field, Side side) {
        side.claim(field)
                .ifPresent(
                        claim -> {
                            String currency = unpriced(claim) ? "" : side.currency();
                            add(byCurrency, authorities, field, currency, claim);
                        });
        side.aside().stream()
                .filter(aside -> aside.field() == field)
                .forEach(
                        aside ->
                                add(
                                        byCurrency,
                                        authorities,
                                        field,
                                        aside.currency(),
                                        new Claim(aside.value(), aside.from())));
    }

    private static void add(
            Map<String, Claim> byCurrency,
            Authorities authorities,
            EventField field,
            String currency,
            Claim claim) {
        Comparator<Claim> order = Claim.order(authorities, field.path());
        byCurrency.merge(
                currency, claim, (one, other) -> order.compare(one, other) <= 0 ? one : other);
    }

    /** Of which currency the event shows the field; items without prices fit any. */
    private static Optional<String> shown(Map<String, Claim> byCurrency, String currency) {
        if (byCurrency.containsKey(currency)) {
            return Optional.of(currency);
        }
        return Optional.ofNullable(byCurrency.get("")).filter(MoneyMerge::unpriced).map(any -> "");
    }

    private static boolean unpriced(Claim claim) {
        return claim.value() instanceof List<?> items
                && items.stream()
                        .map(Item.class::cast)
                        .allMatch(item -> item.price() == null && item.discount() == null);
    }
}
