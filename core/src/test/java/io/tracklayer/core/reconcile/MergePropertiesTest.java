// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import static io.tracklayer.core.reconcile.Copies.TEN;
import static io.tracklayer.core.reconcile.Copies.copy;
import static io.tracklayer.core.reconcile.Copies.merged;
import static io.tracklayer.core.reconcile.Copies.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.core.reconcile.Merger.Merge;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * What holds for any copies. A situation is a set of copies of one action in which no two sources
 * of one authority contradict each other: what they say is drawn once per authority and each copy
 * carries a part of it.
 */
class MergePropertiesTest {

    @Property(tries = 300, seed = "548291")
    void anyOrderOfTheSameCopiesGivesTheSameValues(
            @ForAll("situations") List<Accepted> copies, @ForAll long seed) {
        List<Accepted> other = new ArrayList<>(copies);
        Collections.shuffle(other, new Random(seed));
        Event one = merged(copies).event();
        Event two = merged(other).event();
        assertEquals(one.fields(), two.fields());
        assertEquals(one.receivedAt(), two.receivedAt());
        assertEquals(one.eventTime(), two.eventTime());
        assertEquals(one.actionSource(), two.actionSource());
        assertEquals(one.test(), two.test());
        assertEquals(new TreeSet<>(one.sources()), new TreeSet<>(two.sources()));
    }

    @Property(tries = 300, seed = "548291")
    void anyOrderOfCopiesWhoseConsentIsTimedEndsWithTheLastDecision(
            @ForAll("decisions") List<Consent> decisions, @ForAll long seed) {
        List<Consent> other = new ArrayList<>(decisions);
        Collections.shuffle(other, new Random(seed));
        Consent merged = other.stream().reduce(Consent.notGiven(), Copies::consent);
        assertEquals(decisions.get(decisions.size() - 1), merged);
    }

    @Property(tries = 300, seed = "548291")
    void noFieldIsEverLostAndNoneIsInvented(@ForAll("situations") List<Accepted> copies) {
        StoredEvent merged = merged(copies);
        Set<EventField> expected = new HashSet<>();
        copies.forEach(copy -> expected.addAll(copy.event().fields().keySet()));
        Set<EventField> known = new HashSet<>(merged.event().fields().keySet());
        merged.aside().forEach(aside -> known.add(aside.field()));
        // the totals come from one copy, so a part that only another gives is left out
        expected.removeAll(MoneyMerge.TOTALS);
        known.removeAll(MoneyMerge.TOTALS);
        assertEquals(expected, known);
        merged.event()
                .fields()
                .forEach(
                        (field, value) -> {
                            String source = merged.provenance().get(field.path()).source();
                            assertTrue(
                                    copies.stream()
                                            .filter(c -> c.event().sources().contains(source))
                                            .anyMatch(
                                                    c ->
                                                            value.equals(
                                                                    c.event().fields().get(field))),
                                    () -> field + " is not what " + source + " gave");
                        });
    }

    @Property(tries = 300, seed = "548291")
    void mergingACopyAgainChangesNothing(
            @ForAll("situations") List<Accepted> copies, @ForAll long seed) {
        StoredEvent known = merged(copies);
        Accepted again = copies.get(new Random(seed).nextInt(copies.size()));
        Merge merge = new Merger().merge(known, again);
        assertEquals(List.of(), merge.gave());
        assertEquals(known.event().fields(), merge.event().fields());
        assertEquals(known.event().sources(), merge.event().sources());
        assertEquals(known.event().eventTime(), merge.event().eventTime());
        assertEquals(known.provenance(), merge.provenance());
    }

    @Property(tries = 300, seed = "548291")
    void unknownConsentNeverHidesAKnownOne(
            @ForAll("anyConsent") Consent one, @ForAll("anyConsent") Consent two) {
        Consent merged = Copies.consent(one, two);
        Consent reversed = Copies.consent(two, one);
        for (Purpose purpose : Purpose.values()) {
            Set<ConsentState> known =
                    new HashSet<>(List.of(one.state(purpose), two.state(purpose)));
            assertEquals(merged.state(purpose), reversed.state(purpose));
            known.remove(ConsentState.UNKNOWN);
            assertEquals(
                    known.isEmpty(), merged.state(purpose) == ConsentState.UNKNOWN, purpose.wire());
        }
    }

    @Provide
    Arbitrary<List<Accepted>> situations() {
        Arbitrary<Set<EventField>> part = Arbitraries.of(EventField.class).set().ofMaxSize(40);
        return Combinators.combine(part, Arbitraries.integers().between(0, 999))
                .as(Tuple::of)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(MergePropertiesTest::situation);
    }

    private static List<Accepted> situation(List<Tuple.Tuple2<Set<EventField>, Integer>> parts) {
        List<Accepted> copies = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            int drawn = parts.get(i).get2();
            Authority authority = drawn % 2 == 0 ? Authority.BROWSER : Authority.ORDER_SYSTEM;
            Event.Builder event =
                    purchase("source" + i, TEN.plusMillis(drawn))
                            .eventTime(time(authority))
                            .actionSource(place(authority))
                            .test(drawn % 7 == 0);
            parts.get(i).get1().forEach(field -> event.set(field, value(field, authority)));
            copies.add(copy(authority, event.build()));
        }
        return copies;
    }

    private static Instant time(Authority authority) {
        return TEN.minusSeconds(authority.ordinal());
    }

    private static ActionSource place(Authority authority) {
        return authority == Authority.BROWSER ? ActionSource.WEBSITE : ActionSource.PHYSICAL_STORE;
    }

    private static Object value(EventField field, Authority authority) {
        String text = field.path() + " of " + authority;
        return switch (field.type()) {
            case TEXT -> text;
            case MONEY -> BigDecimal.valueOf(authority.ordinal() * 1_000L + field.ordinal());
            case INTEGER -> (long) authority.ordinal();
            case FLAG -> authority == Authority.BROWSER;
            case CLICK_ID -> new ClickId(text, null, null);
            case ITEMS -> List.of(GivenEvents.item("v" + authority, "1.00", 1));
            case TREE -> Map.of("from", text);
        };
    }

    /** Complete decisions of one visitor, each a minute after the one before. */
    @Provide
    Arbitrary<List<Consent>> decisions() {
        return Arbitraries.of(ConsentState.GRANTED, ConsentState.DENIED)
                .list()
                .ofSize(Purpose.values().length)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(
                        all -> {
                            List<Consent> decisions = new ArrayList<>();
                            for (List<ConsentState> states : all) {
                                Instant at = TEN.plusSeconds(60L * decisions.size());
                                decisions.add(consent(states, at));
                            }
                            return decisions;
                        });
    }

    @Provide
    Arbitrary<Consent> anyConsent() {
        Arbitrary<Instant> times =
                Arbitraries.of(TEN, TEN.plusSeconds(1), TEN.plusSeconds(2)).injectNull(0.3);
        return Combinators.combine(
                        Arbitraries.of(ConsentState.class).list().ofSize(Purpose.values().length),
                        times)
                .as(MergePropertiesTest::consent);
    }

    private static Consent consent(List<ConsentState> states, Instant at) {
        Map<Purpose, ConsentState> byPurpose = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            byPurpose.put(purpose, states.get(purpose.ordinal()));
        }
        return new Consent(byPurpose, "api", "", at);
    }
}
