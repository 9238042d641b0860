// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.HostPackContext;
import io.tracklayer.core.delivery.SendResult;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import io.tracklayer.spi.TokenGrant;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks a platform, without sending an event, whether a destination's settings work. */
final class ConnectionCheck {
    private final Supplier<Configuration> configuration;
    private final AuthorisedSender sender;
    private final Clock clock;
    private final String version;

    ConnectionCheck(
            Supplier<Configuration> configuration,
            AuthorisedSender sender,
            Clock clock,
            String version) {
        this.configuration = configuration;
        this.sender = sender;
        this.clock = clock;
        this.version = version;
    }

    /** The verdict on a destination as JSON; empty when there is none of this id. */
    Optional<HttpOutput> of(String destination) {
        return configuration
                .get()
                .destination(destination)
                .map(this::check)
                .map(ConnectionCheck::answer);
    }

    private ProbeResult check(DestinationConfig config) {
        Optional<PlatformRequest> request =
                config.destination()
                        .probe(config.settings(), new HostPackContext(clock.instant(), version));
        if (request.isEmpty()) {
            return new ProbeResult(Verdict.UNVERIFIABLE, "this platform offers no check");
        }
        Destination plugin = config.destination();
        Optional<TokenGrant> grant = plugin.tokenGrant(config.settings());
        SendResult result = sender.send(config.id(), request.get(), grant).result();
        if (result instanceof SendResult.Answered answered) {
            return plugin.interpretProbe(answered.answer(), config.settings());
        }
        if (result instanceof SendResult.Unauthorised refused) {
            return new ProbeResult(Verdict.REFUSED, refused.text());
        }
        return new ProbeResult(
                Verdict.UNREACHABLE, "no answer came; check the address and the network");
    }

    private static HttpOutput answer(ProbeResult result) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("verdict", result.verdict().name().toLowerCase(Locale.ROOT));
        tree.put("sentence", result.sentence());
        return new HttpOutput(200, "application/json", StrictJson.write(tree), Map.of());
    }
}
