// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the write key: Basic user name, then query, then body. */
final class WriteKeys {
    private static final String BASIC = "basic ";

    /** Longer than any key; keeps a hostile one out of look-ups and logs. */
    private static final int MAX_LENGTH = 256;

    private WriteKeys() {}

    static Optional<String> find(InboundRequest request) {
        return usable(request.header("authorization").flatMap(WriteKeys::basicUser))
                .or(() -> usable(request.parameter("writeKey")))
                .or(() -> fromBody(request));
    }

    /** Some clients leave out the colon after the user name. */
    private static Optional<String> basicUser(String header) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            return Optional.of(new String(decoded, StandardCharsets.UTF_8).split(":", 2)[0]);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<String> fromBody(InboundRequest request) {
        try {
            Tree root = Tree.root(request.json());
            return Stream.of("/writeKey", "/batch/0/writeKey")
                    .flatMap(pointer -> Scalars.text(root, pointer).stream())
                    .filter(WriteKeys::usable)
                    .findFirst();
        } catch (MalformedInputException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> usable(Optional<String> key) {
        return key.filter(WriteKeys::usable);
    }

    private static boolean usable(String key) {
        return !key.isBlank() && key.length() <= MAX_LENGTH;
    }
}
