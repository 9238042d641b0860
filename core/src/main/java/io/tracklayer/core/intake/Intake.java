// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.config.WriteKey;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalUnavailableException;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.pipeline.StoredRequest;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor.Addressing;
import io.tracklayer.spi.SourceDescriptor.Malformed;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Verification;
import io.tracklayer.spi.identity.Sha256;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The door: who is it from, is it authentic, can it be kept. A sender hears 2xx only after the
 * journal has synced the request; a request that is turned away is kept too, with the reason, at a
 * bounded rate.
 */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final long JOURNAL_PATIENCE_SECONDS = 10;
    private static final int REFUSED_BYTES = 4 * 1024;
    private static final Set<String> NEVER_STORED = Set.of("authorization", "cookie", "x-tl-key");
    private static final Set<String> SEEN_ONLY =
            Set.of("authorization", "cookie", "x-tl-key", "origin", "referer");
    private static final Set<String> KEY_PARAMETERS = Set.of("k", "key", "writekey");

    private final Supplier<Configuration> configuration;
    private final SourceTable sources;
    private final Journal journal;
    private final RefusalBudget refusals;
    private final Clock clock;
    private final Underway underway = new Underway(System::nanoTime);

    public Intake(
            Supplier<Configuration> configuration,
            SourceTable sources,
            Journal journal,
            Clock clock) {
        this.configuration = configuration;
        this.sources = sources;
        this.journal = journal;
        this.refusals = new RefusalBudget(clock);
        this.clock = clock;
    }

    /** Whether a source listens at the path, with any method. */
    public boolean serves(String path) {
        return sources.serves(path);
    }

    /** The source that listens there. */
    public Optional<Source> source(String method, String path) {
        return sources.find(method, path).map(SourceTable.Found::source);
    }

    /** The requests it has not journalled yet. */
    public Underway underway() {
        return underway;
    }

    /** Takes a request in, or turns it away; waits for nothing. */
    public Receipt receive(HttpInput input) {
        try (Underway.Visit visit = underway.begin()) {
            return receive(input, visit);
        }
    }

    private Receipt receive(HttpInput input, Underway.Visit visit) {
        Optional<SourceTable.Found> found = sources.find(input.method(), input.path());
        if (found.isEmpty()) {
            return Receipt.of(
                    error(
                            404,
                            "unknown_path",
                            "nothing listens here; see the README for the addresses of the sources"));
        }
        Source source = found.get().source();
        Instant now = clock.instant();
        Arrival arrival = arrival(input, source, source.descriptor().headers(), now);
        InboundRequest request = new StoredRequest(withCredentials(arrival, input, Set.of()));
        Optional<Reply> asked = source.answer(request);
        if (asked.isPresent()) {
            return Receipt.of(output(asked.get()));
        }
        Owner owner = owner(request, found.get());
        if (owner.refusal() != null) {
            return refuse(arrival, "", "", owner.refusal());
        }
        StoreConfig store = owner.store();
        Set<String> credentials = source.credentials(owner.settings());
        arrival = arrival(input, source, keptHeaders(source, owner.settings()), now);
        request = new StoredRequest(withCredentials(arrival, input, credentials));
        Arrival owned = arrival.ownedBy(store.merchant(), store.id(), "").from(owner.name());
        Verification verification = source.verify(request, owner.settings());
        if (verification instanceof Verification.Refused refused) {
            return refuse(
                    owned,
                    store.merchant(),
                    store.id(),
                    new Arrival.Refusal(refused.status(), refused.code(), refused.sentence()));
        }
        Arrival verified =
                owned.ownedBy(
                        store.merchant(),
                        store.id(),
                        ((Verification.Authentic) verification).how());
        return keep(new Judged(source, owner.settings(), verified, request), visit);
    }

    /**
     * Keeps evidence of a request that the HTTP layer had to turn away before its source could look
     * at it.
     */
    public Receipt refuseUnread(HttpInput input, int status, String code, String sentence) {
        String source =
                sources.find(input.method(), input.path())
                        .map(f -> f.source().descriptor().id())
                        .orElse("unknown");
        Arrival arrival =
                new Arrival(
                        "",
                        "",
                        source,
                        input.method(),
                        input.path(),
                        Map.of(),
                        Map.of(),
                        input.remoteAddress(),
                        clock.instant(),
                        "",
                        null,
                        input.body());
        return refuse(arrival, "", "", new Arrival.Refusal(status, code, sentence));
    }

    /** An authentic request; {@code seen} is what it was verified by, and is not kept. */
    private record Judged(Source source, Settings settings, Arrival arrival, InboundRequest seen) {}

    private Receipt keep(Judged judged, Underway.Visit visit) {
        Source source = judged.source();
        Arrival arrival = judged.arrival();
        InboundRequest request = new StoredRequest(arrival);
        List<Decoded> decoded = List.of();
        HttpOutput malformed = null;
        if (source.descriptor().malformed() == Malformed.REFUSE) {
            try {
                decoded = source.decode(request, judged.settings(), SourceMemory.none());
                malformed = allRejected(decoded);
            } catch (MalformedInputException unreadable) {
                malformed = error(400, unreadable.code(), unreadable.getMessage());
            }
        }
        if (malformed != null) {
            return append(arrival, malformed, visit);
        }
        return append(
                arrival,
                output(source.acknowledge(judged.seen(), judged.settings(), decoded)),
                visit);
    }

    private static HttpOutput output(Reply reply) {
        return new HttpOutput(reply.status(), reply.contentType(), reply.body(), reply.headers());
    }

    private static HttpOutput allRejected(List<Decoded> decoded) {
        boolean all = decoded.stream().allMatch(Decoded.Rejected.class::isInstance);
        if (!all || decoded.isEmpty()) {
            return null;
        }
        Decoded.Rejected first = (Decoded.Rejected) decoded.get(0);
        return error(400, first.code(), first.sentence());
    }

    private Receipt append(Arrival arrival, HttpOutput answer, Underway.Visit visit) {
        byte[] payload = JournalCodec.encode(arrival);
        if (payload.length > journal.maxRecordBytes()) {
            return Receipt.of(
                    error(413, "too_large", "the request is larger than the journal takes"));
        }
        try {
            return new Receipt(
                    visit.until(journal.append(payload))
                            .copy()
                            .orTimeout(JOURNAL_PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .handle(
                                    (offset, failed) ->
                                            failed == null ? answer : later(reason(failed))));
        } catch (JournalUnavailableException busy) {
            return Receipt.of(later(busy.getMessage()));
        }
    }

    private static String reason(Throwable failed) {
        Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
        if (cause instanceof JournalUnavailableException known) {
            return known.getMessage();
        }
        return cause instanceof TimeoutException ? "the disk takes too long" : "the journal failed";
    }

    private Receipt refuse(
            Arrival arrival, String merchant, String store, Arrival.Refusal refusal) {
        if (refusals.allows()) {
            byte[] cut =
                    Arrays.copyOf(arrival.raw(), Math.min(REFUSED_BYTES, arrival.raw().length));
            Arrival kept = arrival.ownedBy(merchant, store, "").refusedFor(refusal, cut);
            try {
                journal.append(JournalCodec.encode(kept));
            } catch (JournalUnavailableException busy) {
                // the answer is a refusal either way; its evidence is a courtesy
                LOG.debug("a refusal was not kept: {}", busy.getMessage());
            }
        }
        return Receipt.of(error(refusal.status(), refusal.code(), refusal.sentence()));
    }

    /** Whose request it is and by which of the store's sources, or why that cannot be said. */
    private record Owner(
            StoreConfig store, String name, Settings settings, Arrival.Refusal refusal) {}

    /** The store's source of that name, when it is an instance of the source called. */
    private Optional<Owner> owner(String store, String name, Source source) {
        String id = source.descriptor().id();
        return configuration
                .get()
                .store(store)
                .flatMap(
                        known ->
                                known.source(name)
                                        .filter(s -> s.source().descriptor().id().equals(id))
                                        .map(s -> new Owner(known, name, s.settings(), null)));
    }

    private Owner owner(InboundRequest request, SourceTable.Found found) {
        Configuration current = configuration.get();
        Source source = found.source();
        String id = found.name();
        if (source.descriptor().addressing() == Addressing.STORE_IN_PATH) {
            return owner(found.store(), id, source)
                    .orElseGet(
                            () ->
                                    refused(
                                            404,
                                            "unknown_store",
                                            "no store of this name has source \""
                                                    + id
                                                    + "\"; check the address against tracklayer.yaml"));
        }
        Optional<String> key = source.writeKey(request);
        if (key.isEmpty()) {
            return refused(
                    401,
                    "missing_write_key",
                    "the request carries no write key; make one with: tl keys create");
        }
        WriteKey known = current.writeKeys().get(Sha256.of(key.get()).hex());
        if (known == null || !isFor(known, source)) {
            return refused(
                    401,
                    "unknown_write_key",
                    "the write key is not known for source \""
                            + id
                            + "\"; list keys with: tl keys list");
        }
        Optional<String> origin = request.header("origin");
        if (known.kind().equals("server") && origin.isPresent()) {
            return refused(
                    403,
                    "browser_request_on_server_key",
                    "key " + known.id() + " is for servers, but a browser used it");
        }
        if (!known.origins().isEmpty()
                && origin.isPresent()
                && !known.origins().contains(origin.get())) {
            return refused(
                    403,
                    "origin_not_allowed",
                    "key " + known.id() + " may not be used from this origin");
        }
        return owner(known.store(), known.source(), source)
                .orElseGet(
                        () ->
                                refused(
                                        404,
                                        "source_disabled",
                                        "store \""
                                                + known.store()
                                                + "\" has no source \""
                                                + known.source()
                                                + "\" any more"));
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
        return new Owner(null, "", null, new Arrival.Refusal(status, code, sentence));
    }

    private static Set<String> keptHeaders(Source source, Settings settings) {
        Set<String> kept = new HashSet<>(source.descriptor().headers());
        kept.addAll(source.headers(settings));
        kept.removeAll(source.credentials(settings));
        return kept;
    }

    private static Arrival arrival(HttpInput input, Source source, Set<String> kept, Instant now) {
        Map<String, String> headers = new HashMap<>();
        for (String name : kept) {
            String value = input.headers().get(name);
            if (value != null && !NEVER_STORED.contains(name)) {
                headers.put(name, value);
            }
        }
        Map<String, List<String>> query = new LinkedHashMap<>(input.query());
        query.keySet().removeIf(name -> KEY_PARAMETERS.contains(name.toLowerCase(Locale.ROOT)));
        String path =
                input.path().length() > 1 && input.path().endsWith("/")
                        ? input.path().substring(0, input.path().length() - 1)
                        : input.path();
        return new Arrival(
                "",
                "",
                source.descriptor().id(),
                input.method(),
                path,
                query,
                headers,
                input.remoteAddress(),
                now,
                "",
                null,
                input.body());
    }

    /**
     * The same request with the credentials a source must see to verify it, and that are never
     * kept.
     */
    private static Arrival withCredentials(
            Arrival arrival, HttpInput input, Set<String> credentials) {
        Map<String, String> headers = new HashMap<>(arrival.headers());
        Set<String> seen = new HashSet<>(SEEN_ONLY);
        seen.addAll(credentials);
        for (String name : seen) {
            Optional.ofNullable(input.headers().get(name))
                    .ifPresent(value -> headers.put(name, value));
        }
        return new Arrival(
                "",
                "",
                arrival.source(),
                arrival.method(),
                arrival.path(),
                input.query(),
                headers,
                arrival.remoteAddress(),
                arrival.receivedAt(),
                "",
                null,
                arrival.raw());
    }

    private static HttpOutput later(String reason) {
        HttpOutput answer =
                error(
                        503,
                        "not_durable",
                        "the request could not be stored durably (" + reason + "); send it again");
        return new HttpOutput(
                answer.status(), answer.contentType(), answer.body(), Map.of("Retry-After", "5"));
    }

    /** An error answer in our own shape. */
    public static HttpOutput error(int status, String code, String sentence) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("success", false);
        tree.put("error", code);
        tree.put("message", sentence);
        return new HttpOutput(status, "application/json", StrictJson.write(tree), Map.of());
    }
}
