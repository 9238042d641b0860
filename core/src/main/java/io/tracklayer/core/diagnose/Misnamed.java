// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.config.StoreConfig.SourceConfig;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Setting;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds out which event was meant by a name nobody knows: {@code Purchased}, {@code
 * purchase_place}. Such an event is a custom one, which most platforms are not sent.
 */
final class Misnamed {
    private static final String ALIASES = "event-aliases";
    private static final int MOST_TYPOS = 2;
    private static final int SHORTEST = 7;

    private static final Pattern SALE =
            Pattern.compile(
                    "(new)?(purchase|order|checkout|transaction|sale|payment)d?"
                            + "(complete|completed|completion|placed|created|success|succeeded|"
                            + "successful|confirmed|confirmation|submitted|received|finished|done)?"
                            + "|buy|bought|conversion|thankyou|kauf|bestellung|achat|commande|compra"
                            + "|pedido|ordine|zamowienie");

    private final Configuration configuration;

    Misnamed(Configuration configuration) {
        this.configuration = configuration;
    }

    Optional<Finding> of(StoredEvent stored) {
        Event event = stored.event();
        return event.name() == EventName.CUSTOM
                ? event.text(EventField.CUSTOM_NAME)
                        .flatMap(
                                name -> meant(event, name).map(like -> finding(stored, name, like)))
                : Optional.empty();
    }

    /** The event a name stands for, if it is close to one, or to a sale and comes with an order. */
    static Optional<EventName> meant(Event event, String name) {
        String letters = letters(name);
        Optional<EventName> close =
                Arrays.stream(EventName.values())
                        .filter(one -> one != EventName.CUSTOM)
                        .filter(one -> typos(letters, letters(one.wire())) <= MOST_TYPOS)
                        .min(Comparator.comparingInt(one -> typos(letters, letters(one.wire()))));
        boolean sold =
                event.orderId().isPresent()
                        && event.value().isPresent()
                        && SALE.matcher(letters).matches();
        return letters.length() >= SHORTEST && close.isPresent()
                ? close
                : Optional.of(EventName.PURCHASE_PLACED).filter(purchase -> sold);
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    /** How many letters have to be changed, left out or put in. */
    private static int typos(String one, String other) {
        int[] above = new int[other.length() + 1];
        Arrays.setAll(above, column -> column);
        for (int row = 1; row <= one.length(); row++) {
            int[] line = new int[other.length() + 1];
            line[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int same = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                line[column] =
                        Math.min(
                                above[column - 1] + same,
                                Math.min(above[column], line[column - 1]) + 1);
            }
            above = line;
        }
        return above[other.length()];
    }

    private Finding finding(StoredEvent stored, String name, EventName like) {
        return new Finding(
                Layer.RECONCILED,
                "",
                State.WARNING,
                Cause.NAME_UNKNOWN,
                Say.quoted(name)
                        + " is no name of an event, so it was taken as a custom event of that name;"
                        + " probably "
                        + like.wire()
                        + " is meant.",
                List.of(new Proof("the event as it was read", Links.event(stored.seq()))),
                next(stored.event(), name, like));
    }

    private String next(Event event, String name, EventName like) {
        String sender = Say.list(event.sources());
        String send = "Have " + sender + " send it as " + like.wire() + " (docs/events.md)";
        boolean aliases =
                event.sources().stream().anyMatch(source -> takesAliases(event.store(), source));
        return aliases
                ? send
                        + ", or let source "
                        + sender
                        + " in tracklayer.yaml read it so: "
                        + ALIASES
                        + ": ["
                        + Say.quoted(name + "=" + like.wire())
                        + "]. What came before stays a custom event."
                : send + ". What came before stays a custom event.";
    }

    private boolean takesAliases(String store, String source) {
        return configuration
                .store(store)
                .flatMap((StoreConfig known) -> known.source(source))
                .map(SourceConfig::source)
                .filter(
                        one ->
                                one.descriptor().settings().stream()
                                        .map(Setting::name)
                                        .anyMatch(ALIASES::equals))
                .isPresent();
    }
}
