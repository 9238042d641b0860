// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.journal.Arrival;
import io.tracklayer.spi.ConsentSignal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where in a request a consent signal stands. */
final class SignalPlace {
    private static final int TELLING = 6;

    private SignalPlace() {}

    /** E.g. {@code body /context/consent/tcf}; empty when it is not found as it was read. */
    static String of(Arrival arrival, ConsentSignal signal, String value) {
        List<String> names =
                Stream.concat(Stream.of(signal.wire()), signal.aliases().stream()).toList();
        return query(arrival, names)
                .or(() -> header(arrival, signal))
                .or(() -> body(arrival, names, value))
                .orElse("");
    }

    private static Optional<String> query(Arrival arrival, List<String> names) {
        return names.stream()
                .filter(arrival.query()::containsKey)
                .map(name -> "query " + name)
                .findFirst();
    }

    private static Optional<String> header(Arrival arrival, ConsentSignal signal) {
        return signal == ConsentSignal.GPC && arrival.headers().containsKey("sec-gpc")
                ? Optional.of("header sec-gpc")
                : Optional.empty();
    }

    private static Optional<String> body(Arrival arrival, List<String> names, String value) {
        List<Leaves.Leaf> leaves = Leaves.of(arrival.raw(), node -> false);
        return leaves.stream()
                .filter(leaf -> leaf.value().equals(value))
                .filter(leaf -> names.contains(leaf.name()))
                .findFirst()
                .or(
                        () ->
                                leaves.stream()
                                        .filter(leaf -> value.length() >= TELLING)
                                        .filter(leaf -> leaf.value().equals(value))
                                        .findFirst())
                .map(leaf -> "body " + leaf.path());
    }
}
