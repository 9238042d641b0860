// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import io.tracklayer.core.json.StrictJson;
import java.util.Map;

/** Further properties of a source, kept as they are within bounds. */
final class Properties {
    private static final int MAX_BYTES = 32 * 1024;

    private Properties() {}

    static Canonical bounded(Object raw) {
        if (!(raw instanceof Map)) {
            return Canonical.unusable("is not an object");
        }
        return StrictJson.write(raw).length > MAX_BYTES
                ? Canonical.unusable("is larger than 32 KiB")
                : Canonical.of(raw, "as given");
    }
}
