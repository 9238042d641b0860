// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import io.tracklayer.core.access.ClientNetwork;
import io.tracklayer.core.access.Grant;
import io.tracklayer.core.access.KeyKind;
import io.tracklayer.core.access.KeyRates;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.EdgeSettings;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.config.WriteKey;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor.Addressing;
import io.tracklayer.spi.identity.Sha256;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Whose request it is, whether its key opens the door to it, and whether it may come in now. */
final class Doorkeeper {
    /** What browsers send for pages without an origin, such as sandboxed frames. */
    private static final String NO_ORIGIN = "null";

    private static final int LONGEST_ORIGIN = 100;

    private final Supplier<Configuration> configuration;
    private final KeyRates rates;

    Doorkeeper(Supplier<Configuration> configuration, KeyRates rates) {
        this.configuration = configuration;
        this.rates = rates;
    }

    /**
     * Whose request it is and by which of the store's sources, or why that cannot be said.
     *
     * @param key the key it came with, when that is a known one
     * @param refusal null when it may go on
     */
    record Owner(
            StoreConfig store,
            String name,
            Settings settings,
            Optional<WriteKey> key,
            Arrival.Refusal refusal) {

        Grant grant() {
            return key.map(WriteKey::grant).orElse(Grant.UNLIMITED);
        }

        private Owner by(WriteKey known) {
            return new Owner(store, name, settings, Optional.of(known), refusal);
        }
    }

    Owner owner(InboundRequest request, SourceTable.Found found) {
        return found.source().descriptor().addressing() == Addressing.STORE_IN_PATH
                ? ofPath(found)
                : ofKey(request, found);
    }

    /** How long the owner's key, or its sender's address, has to wait; zero when it need not. */
    Duration wait(Owner owner, String address) {
        EdgeSettings edge = configuration.get().edge();
        return owner.key()
                .map(
                        key -> {
                            // The address first: one that is too loud takes nothing of the key's.
                            Duration wait =
                                    key.kind() == KeyKind.BROWSER
                                            ? strangerWait(address)
                                            : Duration.ZERO;
                            return wait.isZero() ? rates.ofKey(key.id(), edge.rate(key)) : wait;
                        })
                .orElse(Duration.ZERO);
    }

    /** The same for a sender that is known by nothing but its address. */
    Duration strangerWait(String address) {
        return ClientNetwork.inside(address)
                ? Duration.ZERO
                : rates.ofAddress(address, configuration.get().edge().perAddress());
    }

    /**
     * Whether a page of that origin may hear the source's answers: one that a key of the source
     * allows, or any while no key names origins. Which key a page has is not known in a preflight.
     */
    boolean hears(Source source, String origin) {
        List<WriteKey> keys =
                configuration.get().writeKeys().values().stream()
                        .filter(key -> isFor(key, source))
                        .toList();
        return keys.stream().allMatch(key -> key.origins().isEmpty())
                || keys.stream().anyMatch(key -> key.allows(origin));
    }

    private Owner ofPath(SourceTable.Found found) {
        return ofStore(found.store(), found.name(), found.source())
                .orElseGet(
                        () ->
                                refused(
                                        404,
                                        "unknown_store",
                                        "no store of this name has source \""
                                                + found.name()
                                                + "\"; check the address against tracklayer.yaml"));
    }

    private Owner ofKey(InboundRequest request, SourceTable.Found found) {
        Optional<String> key = found.source().writeKey(request);
        if (key.isEmpty()) {
            return refused(
                    401,
                    "missing_write_key",
                    "the request carries no write key; make one with: tl keys create");
        }
        WriteKey known = configuration.get().writeKeys().get(Sha256.of(key.get()).hex());
        if (known == null || !isFor(known, found.source())) {
            return refused(
                    401,
                    "unknown_write_key",
                    "the write key is not known for source \""
                            + found.name()
                            + "\"; list keys with: tl keys list");
        }
        return opened(request, known, found.source()).by(known);
    }

    private Owner opened(InboundRequest request, WriteKey key, Source source) {
        Optional<String> origin = request.header("origin");
        if (key.kind() == KeyKind.SERVER && origin.isPresent()) {
            return refused(
                    403,
                    "browser_request_on_server_key",
                    "key " + key.id() + " is for servers, but a browser used it");
        }
        Optional<String> page = origin.or(() -> pageOfImage(request));
        if (!key.origins().isEmpty() && page.isPresent() && !key.origins().contains(page.get())) {
            return refused(
                    403,
                    "origin_not_allowed",
                    "key "
                            + key.id()
                            + " may not be used from this origin, "
                            + page.filter(one -> one.length() <= LONGEST_ORIGIN)
                                    .orElse("a long one"));
        }
        if (!key.origins().isEmpty() && page.isEmpty() && key.kind() == KeyKind.BROWSER) {
            return refused(
                    403,
                    "origin_missing",
                    "key "
                            + key.id()
                            + " is for pages of certain origins, and the request names none");
        }
        return ofStore(key.store(), key.source(), source)
                .orElseGet(
                        () ->
                                refused(
                                        404,
                                        "source_disabled",
                                        "store \""
                                                + key.store()
                                                + "\" has no source \""
                                                + key.source()
                                                + "\" any more"));
    }

    /** Browsers send no Origin with an image, but usually the page that shows it. */
    private static Optional<String> pageOfImage(InboundRequest request) {
        return request.header("referer")
                .filter(page -> request.method().equals("GET"))
                .map(Doorkeeper::originOf);
    }

    private static String originOf(String address) {
        try {
            URI page = URI.create(address);
            if (page.getHost() == null || page.getScheme() == null) {
                return NO_ORIGIN;
            }
            String scheme = page.getScheme().toLowerCase(Locale.ROOT);
            int usual = scheme.equals("https") ? 443 : 80;
            String port =
                    page.getPort() == -1 || page.getPort() == usual ? "" : ":" + page.getPort();
            return scheme + "://" + page.getHost().toLowerCase(Locale.ROOT) + port;
        } catch (IllegalArgumentException malformed) {
            return NO_ORIGIN;
        }
    }

    /** The store's source of that name, when it is an instance of the source called. */
    private Optional<Owner> ofStore(String store, String name, Source source) {
        String id = source.descriptor().id();
        return configuration
                .get()
                .store(store)
                .flatMap(
                        known ->
                                known.source(name)
                                        .filter(s -> s.source().descriptor().id().equals(id))
                                        .map(
                                                s ->
                                                        new Owner(
                                                                known,
                                                                name,
                                                                s.settings(),
                                                                Optional.empty(),
                                                                null)));
    }

    /** A key whose source is gone still is a known one. */
    private boolean isFor(WriteKey key, Source source) {
        String id = source.descriptor().id();
        return configuration
                .get()
                .store(key.store())
                .flatMap(store -> store.source(key.source()))
                .map(named -> named.source().descriptor().id().equals(id))
                .orElse(key.source().equals(id));
    }

    private static Owner refused(int status, String code, String sentence) {
        return new Owner(
                null, "", null, Optional.empty(), new Arrival.Refusal(status, code, sentence));
    }
}
