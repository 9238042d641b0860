// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The head of a record about persons. */
final class IdentityCodec {
    private IdentityCodec() {}

    static Map<String, Object> head(IdentityCommand command) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("at", command.at().toString());
        head.put("by", command.by());
        head.put("keys", command.keys());
        head.put("join", command.join());
        head.put("subject", command.subject());
        return head;
    }

    static IdentityCommand command(Tree head) {
        List<String> keys =
                head.each("/keys").stream().map(key -> String.valueOf(key.node())).toList();
        return new IdentityCommand(
                Instant.parse(text(head, "/at")),
                text(head, "/by"),
                keys,
                (Long) head.find("/join").orElse(0L),
                text(head, "/subject"));
    }

    private static String text(Tree tree, String pointer) {
        return (String) tree.find(pointer).orElse("");
    }
}
