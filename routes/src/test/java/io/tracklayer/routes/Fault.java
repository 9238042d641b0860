// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Something that goes wrong at a merchant, and what the diagnosis must say of it.
 *
 * @param setUp what is different before the node starts
 * @param provoke what happens while it runs
 * @param expected every finding there may be: symptom, layer, cause, plugin of the destination or
 *     -, how many; {@code *} where that depends on batches
 * @param asks what the diagnoses of one event are asked at the end
 * @param joins whether it can be had together with another one
 */
record Fault(
        String name,
        Consumer<FaultMerchant> setUp,
        Consumer<FaultMerchant> provoke,
        List<String> expected,
        List<Ask> asks,
        boolean joins) {

    static Fault of(String name, Consumer<FaultMerchant> provoke, String... expected) {
        return new Fault(name, merchant -> {}, provoke, List.of(expected), List.of(), false);
    }

    /** The same at a merchant that is set up otherwise. */
    Fault at(Consumer<FaultMerchant> otherwise) {
        return new Fault(name, otherwise, provoke, expected, asks, joins);
    }

    /** One that concerns single orders, so that another one can come to pass beside it. */
    Fault joining() {
        return new Fault(name, setUp, provoke, expected, asks, true);
    }

    /** What is said first of an order: layer, cause, plugin; or {@code fine}. */
    Fault says(int order, String wanted) {
        return asked(Ask.order(Ask.About.COURSE, order, wanted));
    }

    /** The same of another event of the order than its purchase. */
    Fault says(int order, String event, String wanted) {
        Ask ask = Ask.order(Ask.About.COURSE, order, wanted);
        return asked(new Ask(ask.about(), ask.of(), event, wanted));
    }

    /** How the copies of an order stand to each other. */
    Fault copies(int order, String wanted) {
        return asked(Ask.order(Ask.About.DEDUP, order, wanted));
    }

    /** What consent did to an order, and the step that decided. */
    Fault consent(int order, String wanted) {
        return asked(Ask.order(Ask.About.CONSENT, order, wanted));
    }

    Fault asked(Ask ask) {
        return new Fault(name, setUp, provoke, expected, joined(asks, List.of(ask)), joins);
    }

    private static List<Ask> joined(List<Ask> some, List<Ask> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Both at one merchant; the same findings add up. */
    Fault and(Fault other) {
        Map<String, Long> sum = new TreeMap<>();
        for (List<String> lines : List.of(expected, other.expected)) {
            lines.forEach(line -> sum.merge(head(line), count(line), Long::sum));
        }
        return new Fault(
                name + ", and " + other.name,
                setUp.andThen(other.setUp),
                provoke.andThen(other.provoke),
                sum.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList(),
                joined(asks, other.asks),
                false);
    }

    private static String head(String line) {
        return line.substring(0, line.lastIndexOf(' '));
    }

    private static long count(String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }
}
