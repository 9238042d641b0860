// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.json.StrictJson;
import java.util.Map;

/** One change that live viewers are told of; immutable, so that all share it. */
public final class LiveEvent {
    private final long offset;
    private final Evidence.Shown shown;
    private final ObservationRow request;
    private final String json;

    private LiveEvent(
            long offset, Evidence.Shown shown, ObservationRow request, Map<String, Object> tree) {
        this.offset = offset;
        this.shown = shown;
        this.request = request;
        this.json = StrictJson.writeText(tree);
    }

    static LiveEvent of(Evidence.Shown shown) {
        return new LiveEvent(
                shown.event().updatedOffset(),
                shown,
                null,
                EventJsonView.summary(shown.event(), shown.deliveries()));
    }

    static LiveEvent of(ObservationRow request) {
        return new LiveEvent(
                request.arrivalOffset(), null, request, EventJsonView.turnedAway(request));
    }

    /** Journal offset of the change; the message's id. */
    public long offset() {
        return offset;
    }

    /** Summary of the event, or of a request that became none; the message's data. */
    public String json() {
        return json;
    }

    /** Whether it is a request that was turned away. */
    public boolean turnedAway() {
        return request != null;
    }

    Evidence.Shown shown() {
        return shown;
    }

    ObservationRow request() {
        return request;
    }
}
