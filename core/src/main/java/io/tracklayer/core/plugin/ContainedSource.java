// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.SettingProblem;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Verification;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A source out of the plugin folder: called on the plugin's threads and with a time limit, so that
 * neither the door nor the pipeline waits for it without end. Every function throws {@link
 * PluginFailure} when it fails. Thread-safe.
 */
final class ContainedSource implements Source {
    private final Source plugin;
    private final SourceDescriptor descriptor;
    private final PluginGate gate;

    ContainedSource(Described.Origin described, PluginGate gate) {
        this.plugin = described.source();
        this.descriptor = described.descriptor();
        this.gate = gate;
    }

    @Override
    public SourceDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<String> writeKey(InboundRequest request) {
        return gate.call("writeKey", () -> plugin.writeKey(CopiedRequest.of(request)));
    }

    @Override
    public Optional<Reply> answer(InboundRequest request) {
        return gate.call("answer", () -> plugin.answer(CopiedRequest.of(request)));
    }

    @Override
    public List<SettingProblem> check(Settings settings) {
        return gate.call("check", () -> List.copyOf(plugin.check(settings)));
    }

    @Override
    public Set<String> headers(Settings settings) {
        return gate.call("headers", () -> Set.copyOf(plugin.headers(settings)));
    }

    @Override
    public Set<String> credentials(Settings settings) {
        return gate.call("credentials", () -> Set.copyOf(plugin.credentials(settings)));
    }

    @Override
    public Verification verify(InboundRequest request, Settings settings) {
        return gate.call("verify", () -> plugin.verify(CopiedRequest.of(request), settings));
    }

    @Override
    public List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory)
            throws MalformedInputException {
        try (MemoryLease lease = new MemoryLease(memory)) {
            return gate.call(
                    "decode",
                    () -> List.copyOf(plugin.decode(CopiedRequest.of(request), settings, lease)));
        } catch (PluginFailure failed) {
            if (failed.getCause() instanceof MalformedInputException malformed) {
                throw malformed;
            }
            throw failed;
        }
    }

    @Override
    public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
        return gate.call(
                "acknowledge", () -> plugin.acknowledge(CopiedRequest.of(request), decoded));
    }

    @Override
    public Reply acknowledge(InboundRequest request, Settings settings, List<Decoded> decoded) {
        return gate.call(
                "acknowledge",
                () -> plugin.acknowledge(CopiedRequest.of(request), settings, decoded));
    }
}
