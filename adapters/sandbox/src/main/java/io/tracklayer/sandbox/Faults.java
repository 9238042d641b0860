// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.Fault;
import io.tracklayer.sandbox.platform.FormText;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.PlatformName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scripted faults in the order they were added. */
final class Faults {
    static final int MAX_FAULTS = 1_000;

    private final Clock clock;
    private final List<Scripted> script = new ArrayList<>();
    private long lastId;

    Faults(Clock clock) {
        this.clock = clock;
    }

    synchronized long nextId() {
        return ++lastId;
    }

    /** False when the script is full. */
    synchronized boolean add(Fault fault) {
        return script.size() < MAX_FAULTS && script.add(new Scripted(fault));
    }

    /** The first fault that hits this call; it has then fired once more. */
    synchronized Optional<Fault> fire(PlatformName platform, String account, Call call) {
        if (script.isEmpty()) {
            return Optional.empty();
        }
        String body = call.isForm() ? FormText.decode(call.text()) : call.text();
        for (Scripted scripted : script) {
            if (scripted.active() && scripted.fault.target().hits(platform, account, body)) {
                scripted.fired++;
                return Optional.of(scripted.fault);
            }
        }
        return Optional.empty();
    }

    synchronized ArrayNode toJson() {
        ArrayNode list = Json.array();
        script.forEach(
                scripted -> list.add(scripted.fault.toJson(scripted.fired, scripted.active())));
        return list;
    }

    synchronized long activeCount() {
        return script.stream().filter(Scripted::active).count();
    }

    synchronized int clear() {
        int cleared = script.size();
        script.clear();
        return cleared;
    }

    private final class Scripted {
        private final Fault fault;
        private int fired;

        Scripted(Fault fault) {
            this.fault = fault;
        }

        boolean active() {
            return fault.limits().allow(fired, clock.instant());
        }
    }
}
