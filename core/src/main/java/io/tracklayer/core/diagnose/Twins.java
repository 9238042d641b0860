// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.IdentityKey;
import io.tracklayer.core.identity.IdentityKeys;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.core.identity.OrderForms;
import io.tracklayer.spi.Event;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds events that look like copies of another and were not joined with it. */
final class Twins {
    /** How far apart copies of one action arrive, as a rule. */
    static final Duration MINUTES = Duration.ofMinutes(10);

    private static final int AROUND = 60;
    private static final int MOST_OF_ORDER = 20;

    /** Event numbers of one request; as many requests after the event are looked at. */
    private static final long NUMBERS_PER_REQUEST = 4096;

    private static final Set<KeyKind> OF_PERSON =
            EnumSet.of(
                    KeyKind.EXTERNAL_ID,
                    KeyKind.EMAIL,
                    KeyKind.PHONE,
                    KeyKind.CHECKOUT_TOKEN,
                    KeyKind.CART_TOKEN,
                    KeyKind.ANONYMOUS_ID,
                    KeyKind.GA_CLIENT_ID,
                    KeyKind.FBP);

    private final Ground ground;
    private final OrdersAlike alike;

    Twins(Ground ground) {
        this.ground = ground;
        this.alike = new OrdersAlike(ground);
    }

    /** Purchases and renewals that seem to be the same action; none for other events. */
    List<StoredEvent> of(StoredEvent stored) {
        Event event = stored.event();
        if (!event.name().purchaseLike()) {
            return List.of();
        }
        Map<Long, StoredEvent> found = new TreeMap<>();
        event.orderId()
                .ifPresent(
                        order ->
                                ground.evidence().eventsByKey(order, MOST_OF_ORDER).stream()
                                        .filter(one -> sameOrder(one, stored))
                                        .forEach(one -> found.put(one.seq(), one)));
        OrderForms.of(event).stream()
                .flatMap(form -> alike.of(event.merchant(), form).stream())
                .filter(one -> sameNamed(one, stored))
                .forEach(one -> found.put(one.seq(), one));
        EventFilter filter = new EventFilter(event.name().wire(), "", "", "");
        long after = stored.seq() + AROUND * NUMBERS_PER_REQUEST;
        ground.evidence().events(filter, after, 2 * AROUND).stream()
                .filter(one -> sameAction(one, stored))
                .forEach(one -> found.put(one.seq(), one));
        return List.copyOf(found.values());
    }

    private static boolean sameOrder(StoredEvent one, StoredEvent other) {
        return one.seq() != other.seq()
                && one.event().name() == other.event().name()
                && one.event().merchant().equals(other.event().merchant())
                && one.event().orderId().equals(other.event().orderId());
    }

    /** One sender gives the order's id, another what the shop calls it. */
    private static boolean sameNamed(StoredEvent one, StoredEvent other) {
        return one.seq() != other.seq()
                && one.event().name() == other.event().name()
                && Collections.disjoint(one.event().sources(), other.event().sources())
                && OrdersAlike.nameOfOther(one.event(), other.event());
    }

    /**
     * Same value, and person or digits of the order, within minutes. Two orders of one person are
     * one action only when different senders saw one of them each.
     */
    private static boolean sameAction(StoredEvent one, StoredEvent other) {
        Event event = one.event();
        Event known = other.event();
        boolean bothOrdered = event.orderId().isPresent() && known.orderId().isPresent();
        return one.seq() != other.seq()
                && (!bothOrdered || Collections.disjoint(event.sources(), known.sources()))
                && event.merchant().equals(known.merchant())
                && event.store().equals(known.store())
                && event.value().isPresent()
                && known.value().isPresent()
                && event.value().get().compareTo(known.value().get()) == 0
                && Duration.between(event.receivedAt(), known.receivedAt()).abs().compareTo(MINUTES)
                        <= 0
                && (samePerson(event, known) || sameDigits(event, known));
    }

    /** Page and shop may number an order alike and spell it differently. */
    private static boolean sameDigits(Event one, Event other) {
        String digits = digits(one);
        return !digits.isEmpty() && digits.equals(digits(other));
    }

    private static String digits(Event event) {
        return event.orderId().orElse("").replaceAll("\\D", "");
    }

    static boolean samePerson(Event one, Event other) {
        return persons(one).stream().anyMatch(persons(other)::contains);
    }

    private static Set<String> persons(Event event) {
        return IdentityKeys.of(event).stream()
                .filter(key -> OF_PERSON.contains(key.kind()))
                .map(IdentityKey::hash)
                .collect(Collectors.toSet());
    }
}
