// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import io.tracklayer.core.access.Role;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.core.intake.LocalIntake;
import io.tracklayer.core.intake.UnknownSourceException;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalUnavailableException;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.pipeline.Preview;
import io.tracklayer.core.scope.ScopedQueries;
import io.tracklayer.core.scope.Sight;
import io.tracklayer.routes.operator.AuditTrail;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Takes in events of the past, part by part, over HTTP. Who may ask is checked before. It steps
 * back while the evidence is behind, so that what is live does not wait for what is past.
 */
public final class ImportEdge implements OperatorDesk {
    private static final String PATH = "/api/v1/imports";

    private static final String BEGIN = PATH + "/begin";
    private static final String PART = PATH + "/part";
    private static final String OUTCOME = PATH + "/outcome";
    private static final long MOST_BEHIND = 1_000;

    private final LocalIntake intake;
    private final Journal journal;
    private final LongSupplier applied;
    private final EvidenceQueries evidence;
    private final Supplier<ActiveConfiguration> active;
    private final ImportsUnderway underway;
    private final AuditTrail trail;
    private final Clock clock;

    /** Asks plugins on the caller's thread: one that hangs must not take all of them. */
    private final Semaphore onePreview = new Semaphore(1);

    /**
     * @param applied the journal offset the evidence has come to
     * @param underway is told what was kept
     */
    public ImportEdge(
            LocalIntake intake,
            Journal journal,
            LongSupplier applied,
            EvidenceQueries evidence,
            Supplier<ActiveConfiguration> active,
            ImportsUnderway underway,
            Clock clock) {
        this.intake = intake;
        this.journal = journal;
        this.applied = applied;
        this.evidence = evidence;
        this.active = active;
        this.underway = underway;
        this.trail = new AuditTrail(journal, clock);
        this.clock = clock;
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("POST")
                && (path.equals(BEGIN) || path.equals(PART) || path.equals(OUTCOME));
    }

    @Override
    public int mostBytes(String path) {
        return LARGE;
    }

    @Override
    public Role role(String method, String path) {
        return Role.ADMIN;
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        return post(request, request.path(), request.body());
    }

    /** Begins an import, takes a part of it in, or tells what became of a part. */
    private HttpOutput post(OperatorRequest request, String path, byte[] body) {
        try {
            if (path.equals(BEGIN)) {
                return begin(request, Tree.root(StrictJson.read(body)));
            }
            return path.equals(PART) ? part(request, Import.of(body)) : outcome(request, body);
        } catch (MalformedInputException malformed) {
            return Intake.error(400, malformed.code(), malformed.getMessage());
        } catch (UnknownSourceException unknown) {
            return Intake.error(404, "unknown_source", unknown.getMessage());
        } catch (JournalUnavailableException unavailable) {
            return Intake.error(503, "not_durable", unavailable.getMessage());
        } catch (ExecutionException failed) {
            return Intake.error(503, "not_durable", "the disk takes too long or fails");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Intake.error(503, "busy", "the node is stopping");
        }
    }

    private HttpOutput begin(OperatorRequest request, Tree order)
            throws MalformedInputException, UnknownSourceException, InterruptedException {
        String store = Import.required(order, "/store");
        String source = Import.required(order, "/source");
        intake.source(store, source);
        limit(request, store);
        String file = order.text("/file").orElse("");
        String id = "imp-" + Long.toString(clock.millis(), Character.MAX_RADIX);
        trail.note(
                request.by(Import.by(order)),
                "import.begin",
                id,
                "store " + store + ", source " + source + ", file " + file);
        return answer(Map.of("id", id));
    }

    private HttpOutput part(OperatorRequest request, Import given)
            throws UnknownSourceException, ExecutionException, InterruptedException {
        limit(request, given.store());
        Import part = given.by(request.by(given.by()));
        if (part.dryRun()) {
            return preview(part);
        }
        if (journal.nextOffset() - applied.getAsLong() > MOST_BEHIND) {
            return Intake.error(429, "behind", "the evidence is behind; try again in a second");
        }
        List<CompletableFuture<Long>> kept = new ArrayList<>();
        for (byte[] record : part.records()) {
            kept.add(intake.keep(part.input(record)));
        }
        List<Long> offsets = new ArrayList<>();
        for (CompletableFuture<Long> one : kept) {
            offsets.add(one.get());
        }
        underway.stored(part.id(), part.store(), offsets.size());
        return answer(Map.of("stored", (long) offsets.size(), "offsets", offsets));
    }

    private HttpOutput preview(Import part) throws UnknownSourceException {
        if (!onePreview.tryAcquire()) {
            return Intake.error(409, "already_running", "another dry run is under way");
        }
        try {
            return previewed(part);
        } finally {
            onePreview.release();
        }
    }

    private HttpOutput previewed(Import part) throws UnknownSourceException {
        Preview preview = new Preview(active.get(), evidence, clock.instant());
        ImportTally tally = new ImportTally();
        for (int i = 0; i < part.records().size(); i++) {
            for (Preview.Outcome one :
                    preview.of(intake.arrival(part.input(part.records().get(i))))) {
                tally.add(i, one);
            }
        }
        return answer(tally.tree());
    }

    private HttpOutput outcome(OperatorRequest request, byte[] body)
            throws MalformedInputException {
        List<Long> offsets = new ArrayList<>();
        for (Tree each : Tree.root(StrictJson.read(body)).each("/offsets")) {
            if (!(each.node() instanceof Long offset) || offsets.size() == Import.MOST_RECORDS) {
                throw new MalformedInputException(
                        "bad_offsets", "offsets is a list of up to 1000 journal offsets");
            }
            offsets.add(offset);
        }
        long last = offsets.stream().mapToLong(Long::longValue).max().orElse(-1);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("applied", applied.getAsLong() > last);
        EvidenceQueries seen =
                ScopedQueries.of(evidence, request.operator(), active.get().configuration());
        tree.putAll(ImportTally.of(seen, offsets).tree());
        return answer(tree);
    }

    private void limit(OperatorRequest request, String store) {
        new Sight(request.operator(), active.get().configuration())
                .limit(
                        active.get()
                                .configuration()
                                .store(store)
                                .map(StoreConfig::merchant)
                                .orElse(""));
    }

    private static HttpOutput answer(Map<String, Object> tree) {
        return new HttpOutput(200, "application/json", StrictJson.write(tree), Map.of());
    }
}
