// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.Sha256;
import java.util.HexFormat;
import java.util.Optional;

/** Turns one event into an observation, or says why not. */
final class GaDecoder {
    private static final int MAX_EVENT_ID = 256;

    private final InboundRequest request;
    private final GaNames names;
    private final boolean keepInternal;
    private final Device device;

    GaDecoder(InboundRequest request, Settings settings, Device device) {
        this.request = request;
        this.names = new GaNames(settings);
        this.keepInternal = settings.text(GaSettings.INTERNAL_TRAFFIC).equals("keep");
        this.device = device;
    }

    Decoded decode(GaEvent event, int index) {
        Optional<String> name = event.text("event_name");
        if (name.isEmpty()) {
            return new Decoded.Rejected("missing_event", "The name of the event is missing.");
        }
        if (!keepInternal && event.text("traffic_type").filter("internal"::equals).isPresent()) {
            return new Decoded.Ignored(
                    "internal_traffic",
                    "It is marked as internal traffic; set internal-traffic: keep to have it.");
        }
        return names.of(name.get())
                .map(found -> happened(event, found, name.get(), index))
                .orElseGet(
                        () ->
                                new Decoded.Ignored(
                                        "automatic_event",
                                        "The tag sends it by itself; set automatic-events: custom to"
                                                + " have it."));
    }

    private Decoded happened(GaEvent event, EventName name, String stated, int index) {
        if (event.text("event_id").filter(id -> id.length() > MAX_EVENT_ID).isPresent()
                || event.text("transaction_id").filter(id -> id.length() > 200).isPresent()) {
            return new Decoded.Rejected(
                    "event_id_too_long",
                    "The event id may have 256 characters and transaction_id 200; shorten them.");
        }
        Observation.Builder into =
                Observation.of(name)
                        .derivedEventId(derived(event, name, index))
                        .actionSource(ActionSource.WEBSITE)
                        .consent(consent(event));
        event.text("event_id").ifPresent(into::eventId);
        event.repeatKey().ifPresent(key -> into.deliveryId("ga4:" + HitModel.hash(key)));
        if (name == EventName.CUSTOM) {
            into.read(EventField.CUSTOM_NAME, stated, event.origin("event_name"));
        }
        GaFields.addTo(into, event);
        device.addTo(into, event);
        return new Decoded.Happened(into.build());
    }

    /** Purchases have the id that shop webhooks and our script give them. */
    private String derived(GaEvent event, EventName name, int index) {
        Optional<String> shared =
                switch (name) {
                    case PURCHASE_PLACED ->
                            event.text("transaction_id").map(order -> "ord_" + order + "_purchase");
                    case ORDER_REFUNDED -> event.text("refund_id").map(refund -> "ref_" + refund);
                    default -> Optional.empty();
                };
        return shared.orElseGet(
                () -> "ga4_" + HitModel.hash(event.repeatKey().orElseGet(() -> arrival() + index)));
    }

    /** Nothing else tells a page viewed twice from a message sent twice. */
    private String arrival() {
        return HexFormat.of().formatHex(Sha256.digest(request.raw())) + request.receivedAt();
    }

    private ConsentSignals consent(GaEvent event) {
        ConsentSignals.Builder signals =
                ConsentSignals.collect()
                        .signalsOf(event.tree().members())
                        .signalsOf(event.tree().at("/consent_state").members());
        event.text("x-ga-gcs").ifPresent(gcs -> signals.signal(ConsentSignal.GCS, gcs));
        event.text("x-ga-gcd").ifPresent(gcd -> signals.signal(ConsentSignal.GCD, gcd));
        return device.optsOut() ? signals.signal(ConsentSignal.GPC, "1").build() : signals.build();
    }
}
