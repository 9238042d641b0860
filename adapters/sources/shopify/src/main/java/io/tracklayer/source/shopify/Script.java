// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** A script of this jar, as the shop gets it. */
final class Script {
    private static final Map<String, String> HEADERS = Map.of("Cache-Control", "max-age=3600");

    private final byte[] text;

    Script(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            this.text = in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Reply reply() {
        return new Reply(200, "text/javascript; charset=utf-8", text.clone(), HEADERS);
    }
}
