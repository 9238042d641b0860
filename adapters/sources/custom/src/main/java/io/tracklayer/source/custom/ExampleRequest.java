// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that somebody made up. */
record ExampleRequest(
        String method,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] raw,
        Instant receivedAt)
        implements InboundRequest {

    @Override
    public String path() {
        return "/webhooks/custom/store/source";
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public String remoteAddress() {
        return "203.0.113.7";
    }

    @Override
    public Object json() throws MalformedInputException {
        return JsonText.read(raw);
    }
}
