// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import io.tracklayer.core.access.KeyCounts;
import io.tracklayer.core.access.KeyRates;
import io.tracklayer.core.access.KeyRefusal;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.config.WriteKey;
import io.tracklayer.core.intake.Doorkeeper.Owner;
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
import io.tracklayer.spi.SourceDescriptor.Malformed;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Verification;
import java.time.Clock;
import java.time.Duration;
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
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door: who is it from, is it authentic, can it be kept. A sender hears 2xx only after the
 * journal has synced the request; a request that is turned away is kept too, with the reason, at a
 * bounded rate.
 */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final long JOURNAL_PATIENCE_SECONDS = 10;
    private static final int REFUSED_BYTES = 4 * 1024;
    private static final Set<String> NEVER_STORED =
            Set.of("accept-encoding", "authorization", "cookie", "if-none-match", "x-tl-key");
    private static final Set<String> KEY_PARAMETERS = Set.of("k", "key", "writekey");

    private final SourceTable sources;
    private final Doorkeeper door;
    private final KeyCounts counts = new KeyCounts();
    private final Journal journal;
    private final RefusalBudget refusals;
    private final Clock clock;
    private final Underway underway = new Underway(System::nanoTime);

    public Intake(
            Supplier<Configuration> configuration,
            SourceTable sources,
            Journal journal,
            Clock clock) {
        this(configuration, sources, journal, clock, System::nanoTime);
    }

    /** Rates are counted on a clock of their own, in nanoseconds, which is never put back. */
    Intake(
            Supplier<Configuration> configuration,
            SourceTable sources,
            Journal journal,
            Clock clock,
            LongSupplier nanos) {
        this.sources = sources;
        this.door = new Doorkeeper(configuration, new KeyRates(nanos));
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

    /** The store the path names, or empty. */
    public String storeAt(String method, String path) {
        return sources.find(method, path).map(SourceTable.Found::store).orElse("");
    }

    /** Whether pages of other sites may call a source at the path at all. */
    public boolean crossOrigin(String path) {
        return listening(path).filter(source -> source.descriptor().crossOrigin()).isPresent();
    }

    /** Whether a page of that origin may hear what such a source answers. */
    public boolean hears(String path, String origin) {
        return listening(path).filter(source -> door.hears(source, origin)).isPresent();
    }

    private Optional<Source> listening(String path) {
        return source("POST", path).or(() -> source("GET", path));
    }

    /** What came with each key since the start. */
    public KeyCounts counts() {
        return counts;
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
        Owner owner = door.owner(request, found.get());
        if (owner.refusal() != null) {
            return refuse(arrival, owner, owner.refusal());
        }
        Duration wait = door.wait(owner, input.remoteAddress());
        if (!wait.isZero()) {
            owner.key().ifPresent(key -> counts.limited(key.id(), now));
            return Receipt.of(limited(wait));
        }
        StoreConfig store = owner.store();
        Set<String> credentials = source.credentials(owner.settings());
        arrival = arrival(input, source, keptHeaders(source, owner.settings()), now);
        request = new StoredRequest(withCredentials(arrival, input, credentials));
        Arrival owned = arrival.ownedBy(store.merchant(), store.id(), "").from(owner.name());
        Verification verification = source.verify(request, owner.settings());
        if (verification instanceof Verification.Refused refused) {
            Arrival.Refusal refusal =
                    new Arrival.Refusal(refused.status(), refused.code(), refused.sentence());
            return refuse(owned, owner, refusal);
        }
        Arrival verified =
                owned.ownedBy(
                                store.merchant(),
                                store.id(),
                                ((Verification.Authentic) verification).how())
                        .with(owner.grant());
        return keep(new Judged(source, owner.settings(), verified, request), visit);
    }

    /**
     * Turns away what seems to be a sender's and came to an address of nobody, such as a webhook
     * that is set up wrongly, and keeps evidence of it.
     */
    public Receipt refuseStray(HttpInput input) {
        Duration wait = door.strangerWait(input.remoteAddress());
        return wait.isZero()
                ? refuseUnread(
                        input,
                        404,
                        "unknown_path",
                        "no source listens at "
                                + input.path()
                                + "; webhooks go to /webhooks/SOURCE/STORE, pages to /collect, SDKs"
                                + " to /v1")
                : Receipt.of(limited(wait));
    }

    /** Turns away who could not prove anything; who keeps trying is told to wait. */
    private Receipt refuse(Arrival arrival, Owner owner, Arrival.Refusal refusal) {
        owner.key()
                .ifPresent(key -> counts.refused(key.id(), refusal.code(), arrival.receivedAt()));
        Duration wait = door.strangerWait(arrival.remoteAddress());
        return wait.isZero()
                ? refuse(
                        arrival,
                        owner.key().map(WriteKey::merchant).orElseGet(arrival::merchant),
                        owner.key().map(WriteKey::store).orElseGet(arrival::store),
                        refusal)
                : Receipt.of(limited(wait));
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
        if (arrival.raw().length > source.descriptor().maxBytes()) {
            return keepCut(judged, visit);
        }
        InboundRequest request = new StoredRequest(arrival);
        List<Decoded> decoded = List.of();
        Answer refused = null;
        if (source.descriptor().malformed() == Malformed.REFUSE) {
            try {
                decoded =
                        source.decode(request, judged.settings(), SourceMemory.none()).stream()
                                .map(message -> arrival.grant().limit(message, request))
                                .toList();
                refused = allRejected(decoded);
            } catch (MalformedInputException unreadable) {
                refused = Answer.refusing(400, unreadable.code(), unreadable.getMessage());
            }
        }
        return append(
                arrival,
                refused == null
                        ? Answer.accepting(
                                output(
                                        source.acknowledge(
                                                judged.seen(), judged.settings(), decoded)))
                        : refused,
                visit);
    }

    /**
     * What is genuine and too large to be used: its sender hears that it came, because it would
     * only repeat it or give up the subscription, and its beginning is kept with the reason.
     */
    private Receipt keepCut(Judged judged, Underway.Visit visit) {
        Arrival whole = judged.arrival();
        int limit = judged.source().descriptor().maxBytes();
        Reply reply = judged.source().acknowledge(judged.seen(), List.of());
        Arrival.Refusal refusal =
                new Arrival.Refusal(
                        reply.status(),
                        "too_large",
                        "the body has "
                                + whole.raw().length
                                + " bytes, more than the "
                                + limit
                                + " that are read of this source; the beginning was kept");
        Arrival cut =
                whole.refusedFor(refusal, Arrays.copyOf(whole.raw(), REFUSED_BYTES))
                        .ownedBy(whole.merchant(), whole.store(), whole.verifiedBy());
        return append(cut, Answer.accepting(output(reply)), visit);
    }

    /**
     * What the sender hears once the request is stored.
     *
     * @param code why nothing of it can be used; empty when something can
     */
    private record Answer(HttpOutput output, String code) {
        static Answer accepting(HttpOutput output) {
            return new Answer(output, "");
        }

        static Answer refusing(int status, String code, String sentence) {
            return new Answer(error(status, code, sentence), code);
        }
    }

    private static HttpOutput output(Reply reply) {
        return new HttpOutput(reply.status(), reply.contentType(), reply.body(), reply.headers());
    }

    private static Answer allRejected(List<Decoded> decoded) {
        boolean all = decoded.stream().allMatch(Decoded.Rejected.class::isInstance);
        if (!all || decoded.isEmpty()) {
            return null;
        }
        Decoded.Rejected first = (Decoded.Rejected) decoded.get(0);
        int status = KeyRefusal.is(first.code()) ? 403 : 400;
        return Answer.refusing(status, first.code(), first.sentence());
    }

    private Receipt append(Arrival arrival, Answer answer, Underway.Visit visit) {
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
                                            failed == null
                                                    ? stored(arrival, answer)
                                                    : later(reason(failed))));
        } catch (JournalUnavailableException busy) {
            return Receipt.of(later(busy.getMessage()));
        }
    }

    private HttpOutput stored(Arrival arrival, Answer answer) {
        String key = arrival.grant().key();
        if (!key.isEmpty() && answer.code().isEmpty()) {
            counts.accepted(key, arrival.receivedAt());
        } else if (!key.isEmpty()) {
            counts.refused(key, answer.code(), arrival.receivedAt());
        }
        return answer.output();
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
     * The same request with the headers a source must see to verify or answer it, and that are
     * never kept.
     */
    private static Arrival withCredentials(
            Arrival arrival, HttpInput input, Set<String> credentials) {
        Map<String, String> headers = new HashMap<>(arrival.headers());
        Set<String> seen = new HashSet<>(NEVER_STORED);
        seen.addAll(List.of("origin", "referer"));
        seen.addAll(credentials);
        seen.stream()
                .filter(input.headers()::containsKey)
                .forEach(name -> headers.put(name, input.headers().get(name)));
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

    private static HttpOutput limited(Duration wait) {
        HttpOutput answer =
                error(
                        429,
                        "rate_limited",
                        "more requests came with this key or from this address than may; send it again later");
        return new HttpOutput(
                answer.status(),
                answer.contentType(),
                answer.body(),
                Map.of("Retry-After", String.valueOf(wait.plusMillis(999).toSeconds())));
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
