// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.PackContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The host's side of map and pack, with a clock that stands still and a ledger a test can fill. */
public final class HostContext implements MapContext, PackContext {
    private final Instant now;
    private final Set<String> accepted = new HashSet<>();
    private final List<Event> acceptedEvents = new ArrayList<>();

    private HostContext(Instant now) {
        this.now = now;
    }

    /** A context whose clock stands at that time. */
    public static HostContext at(Instant now) {
        return new HostContext(now);
    }

    /** Lets the ledger say that the platform took this event of the order. */
    public HostContext alreadyAccepted(EventName name, String orderId) {
        accepted.add(name + " " + orderId);
        return this;
    }

    /** Lets the ledger hold an event the platform took. */
    public HostContext alreadyAccepted(Event event) {
        acceptedEvents.add(event);
        return alreadyAccepted(event.name(), event.orderId().orElseThrow());
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public boolean accepted(EventName name, String orderId) {
        return accepted.contains(name + " " + orderId);
    }

    @Override
    public List<Event> accepted(String orderId) {
        return acceptedEvents.stream()
                .filter(event -> event.orderId().filter(orderId::equals).isPresent())
                .toList();
    }

    @Override
    public byte[] json(Object tree) {
        return Json.write(tree);
    }

    @Override
    public String version() {
        return "0.1.0";
    }
}
