// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** A second secret beside the write key, which pages show to everybody. */
final class BearerSecret {
    private static final String BEARER = "bearer ";

    private BearerSecret() {}

    /** Whether none is asked for, or the request carries it. */
    static boolean matches(InboundRequest request, Settings settings) {
        Optional<String> secret = settings.find(SegmentSettings.BEARER_SECRET);
        return secret.isEmpty()
                || request.header("authorization")
                        .filter(given -> given.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .map(given -> given.substring(BEARER.length()).strip())
                        .filter(given -> same(given, secret.get()))
                        .isPresent();
    }

    /** In the same time however much of it is right. */
    private static boolean same(String given, String secret) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }
}
