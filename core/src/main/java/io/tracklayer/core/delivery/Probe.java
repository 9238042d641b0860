// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import io.tracklayer.spi.TokenGrant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a platform, without sending an event, whether a destination's settings work. */
public final class Probe {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);

    /** Sends a request with the access token it needs, if any. */
    public interface Caller {
        SendResult send(PlatformRequest request, Optional<TokenGrant> grant);
    }

    /** What the plugin wants sent. */
    private record Asked(PlatformRequest request, Optional<TokenGrant> grant) {}

    private final DestinationConfig config;
    private final PluginCalls calls;
    private final LaneHost host;

    Probe(DestinationConfig config, PluginCalls calls, LaneHost host) {
        this.config = config;
        this.calls = calls;
        this.host = host;
    }

    /** Makes the check for a destination that has no lane yet; {@link Lane#probe} for others. */
    public static ProbeResult of(DestinationConfig config, LaneHost host, Caller caller) {
        return new Probe(config, new PluginCalls(config.id(), host.nanos()), host)
                .with(caller, () -> {});
    }

    /**
     * Makes the check.
     *
     * @param failed called when the plugin failed
     */
    ProbeResult with(Caller caller, Runnable failed) {
        try {
            Optional<Asked> asked = call(PluginCalls.Function.PROBE, this::asked);
            if (asked.isEmpty()) {
                return new ProbeResult(Verdict.UNVERIFIABLE, "this platform offers no check");
            }
            return result(caller.send(asked.get().request(), asked.get().grant()));
        } catch (PluginFault broken) {
            LOG.error("{}: the plugin failed to check the connection", config.id(), broken);
            failed.run();
            return new ProbeResult(
                    Verdict.UNVERIFIABLE,
                    calls.suspension()
                            .orElse("the destination plugin failed: " + broken.getMessage()));
        }
    }

    private ProbeResult result(SendResult sent) {
        if (sent instanceof SendResult.Answered answered) {
            return call(PluginCalls.Function.INTERPRET_PROBE, () -> judged(answered.answer()));
        }
        return sent instanceof SendResult.Unauthorised refused
                ? new ProbeResult(Verdict.REFUSED, refused.text())
                : new ProbeResult(
                        Verdict.UNREACHABLE, "no answer came; check the address and the network");
    }

    private <T> T call(PluginCalls.Function function, Supplier<T> made) {
        return calls.call(function, List.of(), made);
    }

    private Optional<Asked> asked() {
        Optional<PlatformRequest> request =
                config.destination()
                        .probe(
                                config.settings(),
                                new HostPackContext(host.clock().instant(), host.productVersion()));
        if (request == null) {
            throw new PluginFault("no answer", null);
        }
        return request.map(PluginResults::check)
                .map(
                        checked ->
                                new Asked(
                                        checked,
                                        config.destination().tokenGrant(config.settings())));
    }

    private ProbeResult judged(PlatformAnswer answer) {
        ProbeResult result = config.destination().interpretProbe(answer, config.settings());
        if (result == null) {
            throw new PluginFault("no answer", null);
        }
        return result;
    }
}
