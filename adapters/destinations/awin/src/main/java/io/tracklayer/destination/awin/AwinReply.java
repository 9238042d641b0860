// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an answer of the Conversion API says about orders, read leniently: its schema is known from
 * clients only. Texts may repeat what was sent, and are safe to show here.
 *
 * @param batch id of the batch at Awin, possibly empty
 * @param taken references of orders that Awin has
 * @param pending references of orders that it has not looked at yet
 * @param failed what is wrong with the orders it refused, by reference
 * @param message what it says about the call, possibly empty
 */
record AwinReply(
        String batch,
        Collection<String> taken,
        Collection<String> pending,
        Map<String, Failure> failed,
        String message) {
    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_READ = 1_200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.\\[\\]]{0,60}");
    private static final Pattern CLICK =
            Pattern.compile("(?:\\d{1,10}_\\d{9,10}|gclid_\\d{1,10})_[A-Za-z0-9._~-]+");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s\"'<>@]{1,64}@[^\\s\"'<>@,;]{1,190}");

    /**
     * Why an order was refused.
     *
     * @param code name of the first field Awin complains about, or {@code refused}
     */
    record Failure(String code, String text) {}

    static AwinReply of(Object json) {
        Tree body = Tree.root(json);
        Map<String, Failure> failed = new HashMap<>();
        for (Tree entry : body.each("/failedOrders")) {
            reference(entry).ifPresent(id -> failed.put(id, failure(entry)));
        }
        return new AwinReply(
                body.text("/batchId").map(AwinReply::shown).orElse(""),
                references(body, "/successfulOrders"),
                references(body, "/pendingOrders"),
                failed,
                message(body));
    }

    /** Whether it says anything about single orders. */
    boolean judges() {
        return !taken.isEmpty() || !pending.isEmpty() || !failed.isEmpty();
    }

    /** The message, or a sentence when there is none. */
    String messageOr(String sentence) {
        return message.isEmpty() ? sentence : message;
    }

    /** Text of Awin's without click ids and e-mail addresses. */
    static String shown(String text) {
        String cut = text.substring(0, Math.min(LONGEST_READ, text.length()));
        String unclicked = CLICK.matcher(cut).replaceAll("(click id)");
        String plain = EMAIL.matcher(unclicked).replaceAll("(e-mail)");
        return plain.substring(0, Math.min(LONGEST_TEXT, plain.length()));
    }

    private static List<String> references(Tree body, String list) {
        List<String> found = new ArrayList<>();
        body.each(list).forEach(entry -> reference(entry).ifPresent(found::add));
        return found;
    }

    private static Optional<String> reference(Tree entry) {
        return entry.node() instanceof String id
                ? Optional.of(id)
                : entry.text("/orderReference").or(() -> entry.text("/order/orderReference"));
    }

    private static Failure failure(Tree entry) {
        String text =
                entry.each("/errors").stream()
                        .map(AwinReply::complaint)
                        .filter(complaint -> !complaint.isEmpty())
                        .collect(Collectors.joining("; "));
        String code =
                entry.each("/errors").stream()
                        .flatMap(error -> error.text("/field").stream())
                        .filter(NAME.asMatchPredicate())
                        .findFirst()
                        .orElse("refused");
        return new Failure(code, text.isEmpty() ? "Awin refused the order" : shown(text));
    }

    private static String complaint(Tree error) {
        return error.node() instanceof String text
                ? text
                : Stream.of("/field", "/message")
                        .flatMap(part -> error.text(part).stream())
                        .collect(Collectors.joining(": "));
    }

    private static String message(Tree body) {
        return Stream.of("/message", "/error/message", "/error_description", "/error", "/title")
                .flatMap(pointer -> body.text(pointer).stream())
                .findFirst()
                .or(() -> body.each("/errors").stream().map(AwinReply::complaint).findFirst())
                .map(AwinReply::shown)
                .orElse("");
    }
}
