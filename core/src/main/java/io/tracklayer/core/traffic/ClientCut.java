// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.traffic;

import io.tracklayer.core.access.ClientNetwork;
import io.tracklayer.core.config.ClientData;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out what tells one visitor's line and browser from another's: the address keeps its first
 * 24 bits, or 48 of IPv6, and the browser's name goes. Doing it again changes nothing.
 */
public final class ClientCut {
    private static final String AGENT_HEADER = "user-agent";
    private static final String NOTE =
            "user.client_ip, user.user_agent: cut, as the store's client-data says";
    private static final String RULE = "cut to its network";

    private ClientCut() {}

    /** Whether the store's setting and the visitor's refusal ask for it. */
    public static boolean required(ClientData setting, Event event) {
        return switch (setting) {
            case KEEP -> false;
            case NEVER -> true;
            case BY_CONSENT -> states(event).equals(Set.of(ConsentState.DENIED));
        };
    }

    /** Whether it depends on what an unknown answer counts as. */
    public static boolean open(ClientData setting, Event event) {
        Set<ConsentState> states = states(event);
        return setting == ClientData.BY_CONSENT
                && states.contains(ConsentState.UNKNOWN)
                && !states.contains(ConsentState.GRANTED);
    }

    private static Set<ConsentState> states(Event event) {
        ConsentState analytics = event.consent().state(Purpose.ANALYTICS);
        ConsentState marketing = event.consent().state(Purpose.MARKETING);
        return analytics == marketing ? Set.of(analytics) : Set.of(analytics, marketing);
    }

    /** The event without it. */
    public static StoredEvent of(StoredEvent whole) {
        Event event = whole.event();
        if (!event.has(EventField.CLIENT_IP) && !event.has(EventField.USER_AGENT)) {
            return whole;
        }
        Map<String, Provenance> provenance = new HashMap<>(whole.provenance());
        Event.Builder cut = event.toBuilder().remove(EventField.USER_AGENT);
        provenance.remove(EventField.USER_AGENT.path());
        event.text(EventField.CLIENT_IP)
                .map(ClientNetwork::cut)
                .filter(network -> !network.isEmpty())
                .ifPresentOrElse(
                        network -> cut.set(EventField.CLIENT_IP, network),
                        () -> cut.remove(EventField.CLIENT_IP));
        provenance.computeIfPresent(EventField.CLIENT_IP.path(), (path, from) -> cut(from));
        List<String> notes = new ArrayList<>(whole.notes());
        if (!notes.contains(NOTE)) {
            notes.add(NOTE);
        }
        return new StoredEvent(
                whole.seq(),
                cut.build(),
                provenance,
                notes,
                whole.copies(),
                whole.configVersion(),
                whole.updatedOffset(),
                whole.aside());
    }

    /** The request as it is kept, without it; the body stays as it came. */
    public static Arrival of(Arrival whole) {
        return whole.without(AGENT_HEADER, ClientNetwork.cut(whole.remoteAddress()));
    }

    private static Provenance cut(Provenance from) {
        return new Provenance(
                from.observation(),
                from.source(),
                from.authority(),
                from.origin(),
                RULE,
                from.at());
    }
}
