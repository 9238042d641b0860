// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import io.tracklayer.core.journal.ReplayChunk.Item;
import io.tracklayer.core.replay.ReplayCursor;
import io.tracklayer.core.replay.ReplayJson;
import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The heads of the records that replays are made of. */
final class ReplayCodec {
    private ReplayCodec() {}

    static Map<String, Object> head(ReplayCommand command) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("replay", command.replay());
        head.put("at", command.at().toString());
        head.put("by", command.by());
        head.put("expected", command.expected());
        command.started().ifPresent(order -> head.put("order", ReplayJson.order(order)));
        if (!command.sentence().isEmpty()) {
            head.put("sentence", command.sentence());
        }
        return head;
    }

    static ReplayCommand command(Tree head) {
        Tree order = head.at("/order");
        return new ReplayCommand(
                text(head, "/replay"),
                Instant.parse(text(head, "/at")),
                text(head, "/by"),
                order.node() == null ? null : ReplayJson.toOrder(order),
                (Long) head.find("/expected").orElse(0L),
                text(head, "/sentence"));
    }

    static Map<String, Object> head(ReplayChunk chunk) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("replay", chunk.replay());
        head.put("number", chunk.number());
        head.put("at", chunk.at().toString());
        head.put("items", chunk.items().stream().map(ReplayCodec::head).toList());
        head.put("excluded", chunk.excluded());
        head.put("cursor_event", chunk.cursor().eventSeq());
        head.put("cursor_destination", chunk.cursor().destination());
        head.put("last", chunk.last());
        return head;
    }

    static ReplayChunk chunk(Tree head) {
        return new ReplayChunk(
                text(head, "/replay"),
                ((Number) head.find("/number").orElseThrow()).intValue(),
                Instant.parse(text(head, "/at")),
                head.each("/items").stream().map(ReplayCodec::item).toList(),
                ReplayJson.counts(head.at("/excluded")),
                new ReplayCursor(
                        (Long) head.find("/cursor_event").orElseThrow(),
                        text(head, "/cursor_destination")),
                (Boolean) head.find("/last").orElse(false));
    }

    private static Map<String, Object> head(Item item) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("event", item.eventSeq());
        head.put("destination", item.destination());
        if (item.resendUntil() != null) {
            head.put("resend_until", item.resendUntil().toString());
        }
        return head;
    }

    private static Item item(Tree head) {
        return new Item(
                (Long) head.find("/event").orElseThrow(),
                text(head, "/destination"),
                head.text("/resend_until").map(Instant::parse).orElse(null));
    }

    private static String text(Tree tree, String pointer) {
        return (String) tree.find(pointer).orElse("");
    }
}
