// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Tree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A mapping file, read.
 *
 * @param methods that are taken
 * @param format {@code auto}, {@code json} or {@code form}
 * @param messages the list of messages in a body, or null for one
 */
record Mapping(
        Set<String> methods,
        String format,
        Proof proof,
        Envelope envelope,
        Value messages,
        List<Ignored> ignore,
        List<EventRule> events,
        Answer answer,
        List<Example> examples) {

    /** Messages that are of no interest. */
    record Ignored(List<Condition> when, String reason) {
        boolean fits(Scope scope) {
            return when.stream().allMatch(condition -> condition.holds(scope));
        }
    }

    /**
     * What the sender is told.
     *
     * @param body null for our own
     */
    record Answer(int status, String type, Value body) {
        Reply reply(InboundRequest request, String format) {
            if (body == null) {
                return Reply.json(status, "{\"success\":true}");
            }
            String text = text(scope(request, format));
            return new Reply(
                    status, text.isEmpty() ? "" : type, text.getBytes(StandardCharsets.UTF_8));
        }

        /** What is genuine is taken in, even where the mapping finds no answer to it. */
        private String text(Scope scope) {
            try {
                return body.read(scope).map(found -> written(found.raw())).orElse("");
            } catch (UnusableMessageException unanswerable) {
                return "";
            }
        }

        private String written(Object raw) {
            return type.equals("application/json")
                    ? JsonText.write(raw)
                    : Scalars.text(raw).orElseGet(() -> JsonText.write(raw));
        }

        /** A body that cannot be read is answered as one without content. */
        private static Scope scope(InboundRequest request, String format) {
            Tree document;
            try {
                document = Tree.root(Body.read(request, format));
            } catch (MalformedInputException unreadable) {
                document = Tree.root(Map.of());
            }
            return new Scope(request, document, document, document, Map.of());
        }
    }

    /** Names, lower case, of the request headers that it reads. */
    Set<String> headers() {
        Set<String> all = new TreeSet<>(proof.headers());
        all.addAll(envelope.headers());
        events.forEach(event -> all.addAll(event.headers()));
        ignore.forEach(rule -> rule.when().forEach(condition -> all.addAll(condition.headers())));
        Optional.ofNullable(messages).ifPresent(value -> all.addAll(value.headers()));
        Optional.ofNullable(answer.body()).ifPresent(value -> all.addAll(value.headers()));
        return all;
    }
}
