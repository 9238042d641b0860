// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request whose body may be changed: what the journal keeps is another array. */
record CopiedRequest(InboundRequest original, byte[] raw) implements InboundRequest {
    static CopiedRequest of(InboundRequest original) {
        return new CopiedRequest(original, original.raw().clone());
    }

    @Override
    public String method() {
        return original.method();
    }

    @Override
    public String path() {
        return original.path();
    }

    @Override
    public Map<String, List<String>> query() {
        return original.query();
    }

    @Override
    public Optional<String> header(String name) {
        return original.header(name);
    }

    @Override
    public String remoteAddress() {
        return original.remoteAddress();
    }

    @Override
    public Instant receivedAt() {
        return original.receivedAt();
    }

    @Override
    public Object json() throws MalformedInputException {
        return original.json();
    }
}
