// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.PackContext;
import java.time.Instant;

/** What the host lends to a plugin that writes a request. */
public record HostPackContext(Instant now, String version) implements PackContext {
    @Override
    public byte[] json(Object tree) {
        return StrictJson.write(tree);
    }
}
