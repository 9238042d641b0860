// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An inbound request read from what was kept of it. */
public final class StoredRequest implements InboundRequest {
    private final Arrival arrival;

    public StoredRequest(Arrival arrival) {
        this.arrival = arrival;
    }

    @Override
    public String method() {
        return arrival.method();
    }

    @Override
    public String path() {
        return arrival.path();
    }

    @Override
    public Map<String, List<String>> query() {
        return arrival.query();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(arrival.headers().get(name));
    }

    @Override
    public byte[] raw() {
        return arrival.raw();
    }

    @Override
    public String remoteAddress() {
        return arrival.remoteAddress();
    }

    @Override
    public Instant receivedAt() {
        return arrival.receivedAt();
    }

    @Override
    public Object json() throws MalformedInputException {
        return StrictJson.read(arrival.raw());
    }
}
