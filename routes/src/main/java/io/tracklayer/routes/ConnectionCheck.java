// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Masking;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.ProbeResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers operators who ask whether a destination's settings work. */
final class ConnectionCheck {
    private final Supplier<Configuration> configuration;
    private final Lanes lanes;
    private final AuthorisedSender sender;

    ConnectionCheck(Supplier<Configuration> configuration, Lanes lanes, AuthorisedSender sender) {
        this.configuration = configuration;
        this.lanes = lanes;
        this.sender = sender;
    }

    /** The verdict on a destination as JSON; empty when there is none of this id. */
    Optional<HttpOutput> of(String destination) {
        return configuration
                .get()
                .destination(destination)
                .map(this::check)
                .map(ConnectionCheck::answer);
    }

    /** The verdict on a destination as it is set up; what the platform said in it is masked. */
    ProbeResult check(DestinationConfig config) {
        ProbeResult result =
                lanes.probe(
                        config,
                        (request, grant) -> sender.send(config.id(), request, grant).result());
        Masking masking = new Masking(config.settings().secrets());
        return new ProbeResult(result.verdict(), masking.text(result.sentence()));
    }

    private static HttpOutput answer(ProbeResult result) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("verdict", result.verdict().name().toLowerCase(Locale.ROOT));
        tree.put("sentence", result.sentence());
        return new HttpOutput(200, "application/json", StrictJson.write(tree), Map.of());
    }
}
