// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.core.consent.ConsentSettings;
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
 * @param consent how consent signals are read and remembered
 * @param clientData whether visitors' addresses and browsers are kept
 */
public record StoreConfig(
        String merchant,
        String id,
        String currency,
        String country,
        Map<String, SourceConfig> sources,
        ConsentSettings consent,
        ClientData clientData) {
    public StoreConfig {
        sources = Map.copyOf(sources);
    }

    /** A store that sets nothing about consent. */
    public StoreConfig(
            String merchant,
            String id,
            String currency,
            String country,
            Map<String, SourceConfig> sources) {
        this(merchant, id, currency, country, sources, ConsentSettings.STANDARD);
    }

    /** A store that sets nothing about addresses and browsers. */
    public StoreConfig(
            String merchant,
            String id,
            String currency,
            String country,
            Map<String, SourceConfig> sources,
            ConsentSettings consent) {
        this(merchant, id, currency, country, sources, consent, ClientData.BY_CONSENT);
    }

    /** One of the store's sources. */
    public Optional<SourceConfig> source(String sourceId) {
        return Optional.ofNullable(sources.get(sourceId));
    }

    /** A source with its settings for this store. */
    public record SourceConfig(Source source, Settings settings) {}
}
