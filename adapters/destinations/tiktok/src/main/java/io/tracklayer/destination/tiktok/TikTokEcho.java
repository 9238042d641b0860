// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Tree;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes what TikTok repeats of a buyer out of its error texts: hashes, whatever the request had
 * under {@code user} and {@code page}, and search words. E-mail addresses and secrets are masked by
 * the host.
 */
final class TikTokEcho {
    private static final String MASK = "•••";
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    /** Shorter values, such as a country, name nobody and are part of other words. */
    private static final int SHORTEST = 4;

    private final List<String> values;

    TikTokEcho(List<PlatformRecord> records) {
        values =
                records.stream()
                        .flatMap(TikTokEcho::personal)
                        .filter(value -> value.length() >= SHORTEST)
                        .distinct()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .toList();
    }

    String mask(String text) {
        String masked = HASH.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }

    private static Stream<String> personal(PlatformRecord sent) {
        Tree body = Tree.root(sent.body());
        return Stream.of(
                        body.at("/user").members().values().stream(),
                        body.at("/page").members().values().stream(),
                        body.text("/properties/query").stream())
                .flatMap(values -> values)
                .map(Object::toString);
    }
}
