// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Settings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The request body of one event: what describes its client, and the event itself. */
final class Ga4Payload {
    private final Event event;
    private final Settings settings;
    private final List<String> warnings;
    private final Ga4Consent consent;

    Ga4Payload(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
        this.consent = Ga4Consent.of(event);
    }

    Map<String, Object> of(Ga4Identity identity, Instant time) {
        if (identity.derived()) {
            warnings.add(
                    "client_id derived from the external id: GA4 shows the event as unassigned traffic");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("client_id", identity.clientId());
        Ga4Identity.userId(event, warnings).ifPresent(id -> body.put("user_id", id));
        put(body, "consent", consent.toTree());
        location(body);
        device(body, identity);
        if (userDataAllowed()) {
            put(body, "user_data", new Ga4UserData(event).toTree());
        }
        body.put("events", List.of(event(identity, time)));
        return body;
    }

    private Map<String, Object> event(Ga4Identity identity, Instant time) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", Ga4EventNames.name(event));
        tree.put("timestamp_micros", micros(time));
        tree.put("params", new Ga4Params(event, settings, warnings).of(identity, consent));
        return tree;
    }

    private boolean userDataAllowed() {
        boolean consented =
                consent.adUserData() == ConsentState.GRANTED
                        || consent.adUserData() == ConsentState.UNKNOWN
                                && settings.flag(Ga4Settings.USER_DATA_UNKNOWN);
        return consented && settings.flag(Ga4Settings.USER_DATA);
    }

    private void location(Map<String, Object> body) {
        if (!consent.location()) {
            return;
        }
        Optional<String> address =
                event.text(EventField.CLIENT_IP)
                        .filter(ip -> settings.flag(Ga4Settings.IP_OVERRIDE));
        address.ifPresentOrElse(
                ip -> body.put("ip_override", ip), () -> put(body, "user_location", country()));
    }

    private Map<String, Object> country() {
        Map<String, Object> tree = new LinkedHashMap<>();
        event.text(EventField.COUNTRY)
                .filter(code -> code.matches("[A-Z]{2}"))
                .ifPresent(
                        code -> {
                            event.text(EventField.STATE)
                                    .filter(state -> state.matches("[A-Z0-9]{1,3}"))
                                    .ifPresent(state -> tree.put("region_id", code + "-" + state));
                            tree.put("country_id", code);
                        });
        return tree;
    }

    /** For a client the tag knows, GA4 takes the device from the tag, which knows it better. */
    private void device(Map<String, Object> body, Ga4Identity identity) {
        if (settings.flag(Ga4Settings.USER_AGENT)) {
            event.text(EventField.USER_AGENT).ifPresent(agent -> body.put("user_agent", agent));
        }
        if (identity.derived()) {
            put(body, "device", Ga4Device.of(event));
        }
    }

    private static long micros(Instant time) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    private static void put(Map<String, Object> body, String name, Map<String, Object> tree) {
        if (!tree.isEmpty()) {
            body.put(name, tree);
        }
    }
}
