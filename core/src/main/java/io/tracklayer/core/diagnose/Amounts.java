// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Event;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds purchases without an amount, and copies that tell different amounts or currencies. */
final class Amounts {
    /** Rounding of lines and taxes is no difference. */
    private static final BigDecimal SHARE = new BigDecimal("0.01");

    private final Copies copies;

    Amounts(Ground ground) {
        this.copies = new Copies(ground);
    }

    /** What is wrong with the money, if anything. */
    Optional<Finding> of(StoredEvent stored) {
        return differing(stored).or(() -> zero(stored));
    }

    private static Optional<Finding> zero(StoredEvent stored) {
        Event event = stored.event();
        boolean nothing =
                event.name().purchaseLike()
                        && event.value().filter(value -> value.signum() == 0).isPresent();
        return nothing
                ? Optional.of(
                        new Finding(
                                Layer.RECONCILED,
                                "",
                                State.WARNING,
                                Cause.VALUE_ZERO,
                                "It was reported with the value 0, so platforms count it without"
                                        + " revenue.",
                                List.of(
                                        new Proof(
                                                "where the value came from",
                                                Links.event(stored.seq()))),
                                "If something was paid: have "
                                        + Say.list(event.sources())
                                        + " send the order's total. A free order is right as it"
                                        + " is; a rule can leave such orders out."))
                : Optional.empty();
    }

    private Optional<Finding> differing(StoredEvent stored) {
        if (!stored.event().name().purchaseLike()) {
            return Optional.empty();
        }
        List<Event> said =
                copies.of(stored).stream()
                        .flatMap(copy -> copy.alone().stream())
                        .map(Copy.Said::event)
                        .filter(one -> one.value().isPresent())
                        .toList();
        return said.stream()
                .filter(one -> said.size() > 1 && differs(one, stored.event()))
                .findFirst()
                .map(other -> finding(stored, said, other));
    }

    private static boolean differs(Event one, Event other) {
        if (other.value().isEmpty()) {
            return false;
        }
        boolean currencies =
                one.currency().isPresent()
                        && other.currency().isPresent()
                        && !one.currency().equals(other.currency());
        BigDecimal gap = one.value().orElseThrow().subtract(other.value().get()).abs();
        return currencies || gap.compareTo(other.value().get().abs().multiply(SHARE)) > 0;
    }

    private static Finding finding(StoredEvent stored, List<Event> said, Event other) {
        String counts =
                Optional.ofNullable(stored.provenance().get("value"))
                        .map(Provenance::source)
                        .orElse("");
        List<String> amounts =
                Stream.concat(
                                said.stream()
                                        .filter(one -> one.sources().contains(counts))
                                        .limit(1),
                                Stream.of(other))
                        .map(Amounts::amount)
                        .distinct()
                        .toList();
        return new Finding(
                Layer.RECONCILED,
                "",
                State.WARNING,
                Cause.AMOUNTS_DIFFER,
                "The copies tell different amounts: "
                        + Say.list(amounts)
                        + ". "
                        + money(stored.event())
                        + " counts and is sent.",
                List.of(new Proof("both copies side by side", Links.dedup(stored.seq()))),
                "Have page and shop send the same total in the same currency. Whom to believe is"
                        + " said by reconciliation.authority (value) in tracklayer.yaml.");
    }

    private static String amount(Event event) {
        return money(event) + " by " + Say.list(event.sources());
    }

    private static String money(Event event) {
        return event.value().map(BigDecimal::toPlainString).orElse("")
                + event.currency().map(currency -> " " + currency).orElse("");
    }
}
