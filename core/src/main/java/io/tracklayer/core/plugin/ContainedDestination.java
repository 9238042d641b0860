// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.InquiryResult;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.TokenGrant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin's destination as the node knows it: the descriptor was asked for once, purposes are
 * asked for once per settings and with a time limit, and each call has the plugin's class loader in
 * context. Who calls the other functions sees to it that the plugin may fail or block. Thread-safe.
 */
public final class ContainedDestination implements Destination {
    private static final Logger LOG = LoggerFactory.getLogger(ContainedDestination.class);

    private final Destination plugin;
    private final DestinationDescriptor descriptor;
    private final PluginGate gate;
    private final Map<Settings, Asked> asked = Collections.synchronizedMap(new WeakHashMap<>());
    private volatile Latest latest;

    /**
     * What came of asking for purposes.
     *
     * @param fault why the plugin gave no usable answer, or empty
     */
    private record Asked(Set<Purpose> purposes, String fault) {}

    /** The settings asked about last; every event asks, mostly about the same ones. */
    private record Latest(Settings settings, Asked asked) {}

    ContainedDestination(Described.Sink described, PluginGate gate) {
        this.plugin = described.destination();
        this.descriptor = described.descriptor();
        this.gate = gate;
    }

    @Override
    public DestinationDescriptor descriptor() {
        return descriptor;
    }

    /** All purposes when the plugin does not say which: what is unclear needs every consent. */
    @Override
    public Set<Purpose> purposes(Settings settings) {
        return asked(settings).purposes();
    }

    /** Why the plugin cannot be used with these settings; empty when it can. */
    public Optional<String> fault(Settings settings) {
        return Optional.of(asked(settings).fault()).filter(text -> !text.isEmpty());
    }

    /** Whether it is this plugin's. */
    boolean is(Destination other) {
        return plugin == other;
    }

    private Asked asked(Settings settings) {
        Latest before = latest;
        if (before != null && before.settings() == settings) {
            return before.asked();
        }
        Asked known = asked.computeIfAbsent(settings, this::ask);
        latest = new Latest(settings, known);
        return known;
    }

    private Asked ask(Settings settings) {
        try {
            return new Asked(
                    gate.call("purposes", () -> Set.copyOf(plugin.purposes(settings))), "");
        } catch (PluginFailure failed) {
            LOG.error(
                    "{}: the plugin does not say which consent it needs", descriptor.id(), failed);
            return new Asked(Set.of(Purpose.values()), failed.getMessage());
        }
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        return within(() -> plugin.map(event, settings, context));
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return within(() -> plugin.pack(records, settings, context));
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return within(() -> plugin.interpret(copy(answer), records, settings));
    }

    @Override
    public Optional<PlatformRequest> inquiry(
            String receipt, Settings settings, PackContext context) {
        return within(() -> plugin.inquiry(receipt, settings, context));
    }

    @Override
    public InquiryResult interpretInquiry(PlatformAnswer answer, int records, Settings settings) {
        return within(() -> plugin.interpretInquiry(copy(answer), records, settings));
    }

    @Override
    public Optional<TokenGrant> tokenGrant(Settings settings) {
        return within(() -> plugin.tokenGrant(settings));
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return within(() -> plugin.probe(settings, context));
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return within(() -> plugin.interpretProbe(copy(answer), settings));
    }

    /** The evidence shows the answer that came, whatever the plugin does to its bytes. */
    private static PlatformAnswer copy(PlatformAnswer answer) {
        return new PlatformAnswer(
                answer.status(), answer.headers(), answer.body().clone(), answer.json());
    }

    private <T> T within(Supplier<T> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(gate.loader());
        try {
            return call.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
