// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.core.consent.VisitorKeys;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The numbers under which an event is found: one for each key of whom it is about, for each click
 * id it brought, for what its order is called where that is not its id, and for being a test or
 * made by a program. A number is the beginning of a hash.
 */
public final class EventKeys {
    /** Every test has it. */
    public static final long TEST = number(VisitorKeys.key("", "mark", "test"));

    /** Every event has it that a program made. */
    public static final long BOT = number(VisitorKeys.key("", "mark", "bot"));

    /** What stands on every page view beside a stronger key of the same browser finds no more. */
    private static final Set<KeyKind> KINDS =
            EnumSet.complementOf(EnumSet.of(KeyKind.FBP, KeyKind.CART_TOKEN));

    private EventKeys() {}

    /** All numbers of an event. */
    public static Set<Long> of(StoredEvent stored) {
        Event event = stored.event();
        Set<Long> keys = new TreeSet<>();
        IdentityKeys.of(event).stream()
                .filter(key -> KINDS.contains(key.kind()))
                .forEach(key -> keys.add(of(key)));
        event.fields()
                .forEach(
                        (field, value) -> {
                            if (brought(stored, field)) {
                                click(event, field, value, keys);
                            }
                        });
        OrderForms.cores(event).stream()
                .filter(core -> event.orderId().filter(core::equals).isEmpty())
                .forEach(core -> keys.add(number(OrderForms.hash(event.merchant(), core))));
        if (event.test()) {
            keys.add(TEST);
        }
        if (event.flag(EventField.BOT).orElse(false)) {
            keys.add(BOT);
        }
        return keys;
    }

    /** The number of a key. */
    public static long of(IdentityKey key) {
        return number(key.hash());
    }

    /** The numbers of all keys of one person that lead to nobody else. */
    public static Set<Long> of(Collection<KnownKey> keys) {
        return keys.stream()
                .filter(known -> !known.shared())
                .map(known -> of(known.key()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The number of a click id of any platform; of Meta's cookie, that of the click it names. */
    public static long click(String merchant, String value) {
        String id = value.replaceFirst("^fb\\.\\d\\.\\d{1,16}\\.", "");
        return number(VisitorKeys.key(merchant, "click", id));
    }

    /**
     * The number of an order by another way to write its id, or by its name.
     *
     * @return empty when nothing of what was typed could name an order
     */
    public static Optional<Long> order(String merchant, String typed) {
        return Optional.of(OrderForms.core(typed))
                .filter(core -> !core.isEmpty())
                .map(core -> number(OrderForms.hash(merchant, core)));
    }

    // What was taken from earlier visits would find every later event of the visitor.
    private static boolean brought(StoredEvent stored, EventField field) {
        Provenance from = stored.provenance().get(field.path());
        return from == null || !from.rule().equals(Provenance.REMEMBERED);
    }

    private static void click(Event event, EventField field, Object value, Set<Long> keys) {
        if (value instanceof ClickId id) {
            keys.add(click(event.merchant(), id.value()));
        } else if (field == EventField.FBC) {
            keys.add(click(event.merchant(), value.toString()));
        }
    }

    private static long number(String hash) {
        return Long.parseUnsignedLong(hash.substring(0, 16), 16);
    }
}
