// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.DeliveryPreview;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.intake.HttpOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the deliveries of an event that still wait would look like. */
final class EventPreview {
    static final String VERSION =
            Optional.ofNullable(Console.class.getPackage().getImplementationVersion())
                    .orElse("dev");

    private EventPreview() {}

    static HttpOutput of(Visit visit) {
        visit.query().only();
        return visit.evidence()
                .queries()
                .event(visit.number())
                .filter(stored -> visit.operator().sees(stored.event().merchant()))
                .map(stored -> of(visit, stored))
                .orElseGet(
                        () ->
                                Answers.error(
                                        404, "not_found", "no event has number " + visit.number()));
    }

    private static HttpOutput of(Visit visit, StoredEvent stored) {
        Standing.Board board = visit.evidence().board();
        DeliveryPreview preview =
                new DeliveryPreview(visit.evidence().queries(), VERSION, visit.clock().instant());
        List<Object> previews = new ArrayList<>();
        for (Standing standing : visit.evidence().shown(List.of(stored)).get(0).deliveries()) {
            Map<String, Object> tree = new LinkedHashMap<>(DeliveryJsonView.brief(standing));
            Optional<DestinationConfig> config =
                    board.configuration().destination(standing.delivery().destination());
            if (!standing.status().isFinal() && config.isPresent()) {
                tree.put("would_send", preview.of(config.get(), standing.delivery()));
            }
            previews.add(tree);
        }
        return Answers.json(200, Map.of("previews", previews));
    }
}
