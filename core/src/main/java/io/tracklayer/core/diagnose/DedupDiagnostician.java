// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.Configuration.Reconciliation;
import io.tracklayer.core.diagnose.DedupDiagnosis.Verdict;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.reconcile.DedupKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says of one action whether its copies of page and shop were joined, and why not. */
public final class DedupDiagnostician {
    private static final int MOST_COLLISIONS = 10;

    private final Ground ground;
    private final Copies copies;

    /** Looks at the evidence of one moment. */
    public DedupDiagnostician(Ground ground) {
        this.ground = ground;
        this.copies = new Copies(ground);
    }

    /** Answers for the event a question means. */
    public DedupDiagnosis answer(Question question) {
        Search search = new Search(ground, question);
        Hit hit = search.find();
        if (hit.meant().isEmpty()) {
            return new DedupDiagnosis(
                    question,
                    null,
                    List.of(),
                    null,
                    "",
                    "Nothing was found of " + question.shown() + ".",
                    "",
                    "",
                    List.of(),
                    new NearMisses(ground, question, search).find());
        }
        return judged(question, hit.meant().get());
    }

    /** Everything the verdict rests on. */
    private record Scene(
            StoredEvent meant,
            List<StoredEvent> twins,
            List<MergeRow> merges,
            List<CollisionRow> collisions,
            List<Copy> copies) {}

    /** A verdict in words. */
    private record Ruling(Verdict verdict, String key, String sentence, String next) {}

    private DedupDiagnosis judged(Question question, StoredEvent meant) {
        List<StoredEvent> twins = new Twins(ground).of(meant);
        List<Copy> all =
                Stream.concat(Stream.of(meant), twins.stream())
                        .flatMap(event -> copies.of(event).stream())
                        .sorted(Comparator.comparing(copy -> copy.row().receivedAt()))
                        .toList();
        Scene scene =
                new Scene(
                        meant,
                        twins,
                        ground.evidence().merges(meant.seq()),
                        ground.evidence().collisionsOf(meant.seq(), MOST_COLLISIONS),
                        all);
        Ruling ruling = ruling(scene);
        return new DedupDiagnosis(
                question,
                meant,
                all,
                ruling.verdict(),
                ruling.key(),
                ruling.sentence(),
                ruling.next(),
                ruling.verdict().fine() && ruling.verdict() != Verdict.ONE_SIDE
                        ? ""
                        : snippet(meant),
                proofs(scene),
                List.of());
    }

    private Ruling ruling(Scene scene) {
        if (!scene.twins().isEmpty()) {
            return apart(scene, scene.twins().get(0));
        }
        Optional<CollisionRow> collision = scene.collisions().stream().findFirst();
        if (collision.isPresent()) {
            return collided(scene, collision.get());
        }
        return scene.merges().isEmpty() ? alone(scene) : joined(scene);
    }

    private Ruling apart(Scene scene, StoredEvent twin) {
        Duration gap =
                Duration.between(scene.meant().event().receivedAt(), twin.event().receivedAt())
                        .abs();
        Optional<DedupKey> shared = shared(scene.meant(), twin);
        String both = "Events " + scene.meant().seq() + " and " + twin.seq();
        if (shared.isPresent() && gap.compareTo(window(scene.meant())) > 0) {
            return new Ruling(
                    Verdict.NOT_JOINED_OUTSIDE_WINDOW,
                    shared.get().toString(),
                    both
                            + " share "
                            + shared.get()
                            + " but came "
                            + Say.span(gap)
                            + " apart; copies are recognised for "
                            + Say.span(window(scene.meant()))
                            + ".",
                    "Have the later one sent sooner, or raise reconciliation.window in"
                            + " tracklayer.yaml.");
        }
        return new Ruling(
                Verdict.NOT_JOINED_IDS_DIFFER,
                scene.meant()
                        .event()
                        .orderId()
                        .map(order -> "order_id " + order)
                        .orElse("event_id"),
                both
                        + " look like one action (same value, and person or number, "
                        + Say.span(gap)
                        + " apart) and share no id, so both count.",
                "Give both copies the same order id, or the same event id, as below.");
    }

    private static Optional<DedupKey> shared(StoredEvent one, StoredEvent other) {
        DedupKey id = DedupKey.eventId(one.event());
        if (id.equals(DedupKey.eventId(other.event()))) {
            return Optional.of(id);
        }
        return DedupKey.orderId(one.event())
                .filter(order -> DedupKey.orderId(other.event()).filter(order::equals).isPresent());
    }

    private Duration window(StoredEvent stored) {
        return Optional.ofNullable(ground.configuration().reconciliation())
                .map(Reconciliation::windows)
                .map(windows -> windows.of(stored.event().name()))
                .orElse(Duration.ofDays(1));
    }

    private static Ruling collided(Scene scene, CollisionRow row) {
        boolean reused = row.kind() == CollisionRow.Kind.EVENT_ID_REUSED;
        return new Ruling(
                reused ? Verdict.COLLISION : Verdict.JOINED_WITH_TWO_IDS,
                (reused ? "event_id " : "order_id ") + row.shared(),
                row.sentence(),
                reused
                        ? "Have the page make the id of the order, as below; a fixed or reused id is"
                                + " the usual cause."
                        : "Use the server's id on the page too, as below.");
    }

    private static Ruling joined(Scene scene) {
        MergeRow last = scene.merges().get(scene.merges().size() - 1);
        Optional<MergeRow> late = scene.merges().stream().filter(MergeRow::late).findFirst();
        String sentence =
                Say.count(scene.merges().size() + 1, "copy is", "copies are")
                        + " one event, joined by "
                        + last.key()
                        + "; the last came "
                        + Say.span(Duration.ofMillis(last.lagMillis()))
                        + " after the first.";
        return late.map(
                        row ->
                                new Ruling(
                                        Verdict.JOINED_LATE,
                                        last.key(),
                                        sentence
                                                + " It had been sent by then, so what the late copy"
                                                + " knows did not reach the platforms.",
                                        "Raise hold.purchase-like in tracklayer.yaml above "
                                                + Say.span(Duration.ofMillis(row.lagMillis()))
                                                + " (at most 60 s), or have the late side send"
                                                + " sooner."))
                .orElseGet(() -> new Ruling(Verdict.JOINED, last.key(), sentence, ""));
    }

    private static Ruling alone(Scene scene) {
        String side =
                scene.copies().stream()
                        .map(Copy::side)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse("");
        String who = Say.list(scene.meant().event().sources());
        return new Ruling(
                Verdict.ONE_SIDE,
                "",
                "Only "
                        + who
                        + (side.isEmpty() ? "" : ", the " + side + " side,")
                        + " reported it.",
                side.equals("server")
                        ? "If the page should report it too: put /tl.js on the thank-you page, as"
                                + " below."
                        : "If the shop should report it too: check its webhook for new orders.");
    }

    private static List<Proof> proofs(Scene scene) {
        List<Proof> proofs = new ArrayList<>();
        scene.merges()
                .forEach(row -> proofs.add(new Proof(row.sentence(), Links.event(row.eventSeq()))));
        scene.collisions()
                .forEach(
                        row ->
                                proofs.add(
                                        new Proof(
                                                row.sentence(), Links.event(scene.meant().seq()))));
        scene.twins()
                .forEach(
                        twin ->
                                proofs.add(
                                        new Proof(
                                                "event "
                                                        + twin.seq()
                                                        + ": "
                                                        + DiagnosisText.words(twin),
                                                Links.event(twin.seq()))));
        return proofs;
    }

    /** One id for the page, its pixel and the server. */
    static String snippet(StoredEvent stored) {
        String order =
                stored.event()
                        .orderId()
                        .filter(id -> id.matches("[A-Za-z0-9#._-]{1,64}"))
                        .orElse("ORDER_ID");
        return """
        tl('ready', function (tl) {
          var id = tl.eventId('purchase', '%1$s');
          tl('track', 'purchase_placed', { order_id: '%1$s', value: 129.9, currency: 'EUR' });
          fbq('track', 'Purchase', { value: 129.9, currency: 'EUR' }, { eventID: id });
        });
        """
                .formatted(order);
    }
}
