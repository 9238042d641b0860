// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.json.StrictJson;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a request told its platform about consent. */
final class ConsentFields {
    private static final int MOST = 12;

    /** As the platforms spell them, in lower case without underscores. */
    private static final Set<String> FLAGS =
            Set.of("optout", "optouttype", "limiteddatause", "limiteduse", "cons", "gdpr");

    private ConsentFields() {}

    /** One line per field, e.g. {@code data/0/opt_out = true}; of a batch, the event's own. */
    static List<String> of(Attempt attempt, String eventId) {
        if (attempt.requestBody() == null) {
            return List.of();
        }
        return Leaves.of(attempt.requestBody(), node -> holds(node, eventId)).stream()
                .filter(ConsentFields::about)
                .limit(MOST)
                .map(leaf -> leaf.path().substring(1) + " = " + leaf.value())
                .toList();
    }

    private static boolean holds(Object node, String eventId) {
        return !eventId.isEmpty()
                && !(node instanceof String)
                && StrictJson.writeText(node).contains(StrictJson.writeText(eventId));
    }

    private static boolean about(Leaves.Leaf leaf) {
        String name = plain(leaf.name());
        return FLAGS.contains(name)
                || name.startsWith("dataprocessingoptions")
                || plain(leaf.path()).contains("consent");
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace("_", "");
    }
}
