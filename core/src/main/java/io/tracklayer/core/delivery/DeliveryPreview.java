// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.consent.Withdrawals;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a delivery that waits would look like if it were sent alone now: the plugin maps and packs
 * it, and nothing leaves. Masked like an attempt; an access token that is only got on the way out
 * is not in it.
 */
public final class DeliveryPreview {
    private final EvidenceQueries evidence;
    private final String productVersion;
    private final Instant now;

    public DeliveryPreview(EvidenceQueries evidence, String productVersion, Instant now) {
        this.evidence = evidence;
        this.productVersion = productVersion;
        this.now = now;
    }

    /** The request as a tree, or {@code skip} or {@code fault} with a sentence. */
    public Map<String, Object> of(DestinationConfig config, Delivery delivery) {
        Map<Long, Event> known = evidence.events(List.of(delivery.eventSeq()));
        Withdrawals.Narrowed stored = Withdrawals.of(evidence, known).get(delivery.eventSeq());
        if (stored == null) {
            return without("skip", "event_expired", "the event's content is no longer kept");
        }
        Optional<Purpose> refused =
                stored.refusal(config.destination().purposes(config.settings()));
        if (refused.isPresent()) {
            return without(
                    "skip",
                    "consent_withdrawn:" + refused.get().wire(),
                    "the visitor has refused " + refused.get().wire() + " since");
        }
        try {
            return rendered(config, delivery.decision().applyTo(stored.event()));
        } catch (PluginFault broken) {
            return without("fault", "adapter_contract", "the destination plugin failed on it");
        }
    }

    private Map<String, Object> rendered(DestinationConfig config, Event event) {
        PluginCalls calls = new PluginCalls(config.id(), System::nanoTime);
        HostMapContext context = new HostMapContext(evidence, config, now);
        Mapping mapping =
                calls.call(
                        PluginCalls.Function.MAP,
                        List.of(),
                        () ->
                                PluginResults.check(
                                        config.destination()
                                                .map(event, config.settings(), context)));
        if (mapping instanceof Mapping.Skip skip) {
            return without("skip", skip.code(), skip.sentence());
        }
        PlatformRequest request =
                calls.call(
                        PluginCalls.Function.PACK,
                        List.of(),
                        () -> packed(config, (Mapping.Send) mapping));
        return tree(request, Masking.of(config.settings(), request));
    }

    private PlatformRequest packed(DestinationConfig config, Mapping.Send mapped) {
        return PluginResults.check(
                config.destination()
                        .pack(
                                List.of(mapped.platformRecord()),
                                config.settings(),
                                new HostPackContext(now, productVersion)));
    }

    private static Map<String, Object> tree(PlatformRequest request, Masking masking) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("method", request.method());
        tree.put("url", masking.url(request));
        tree.put("headers", masking.headers(request.headers()));
        tree.put("body", masking.text(new String(request.body(), StandardCharsets.UTF_8)));
        return tree;
    }

    private static Map<String, Object> without(String what, String code, String sentence) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(what, code);
        tree.put("sentence", sentence);
        return tree;
    }
}
