// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import java.util.Map;
import java.util.Optional;

/**
 * One store of one merchant.
 *
 * @param currency used when a source gives an amount without one, or empty
 * @param country where visitors are taken to be when nothing says so, ISO 3166-1 alpha-2, or empty
 * @param sources settings per source id
 */
public record StoreConfig(
        String merchant,
        String id,
        String currency,
        String country,
        Map<String, SourceConfig> sources) {
    public StoreConfig {
        sources = Map.copyOf(sources);
    }

    /** One of the store's sources. */
    public Optional<SourceConfig> source(String sourceId) {
        return Optional.ofNullable(sources.get(sourceId));
    }

    /** A source with its settings for this store. */
    public record SourceConfig(Source source, Settings settings) {}
}
