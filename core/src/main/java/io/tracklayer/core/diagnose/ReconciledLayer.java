// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.IdentityKeys;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Layer B of an event: copies joined, identity, consent, and what was corrected. */
final class ReconciledLayer {
    private static final int MOST_COLLISIONS = 5;
    private static final int MOST_NOTES = 12;

    private final Ground ground;
    private final Twins twins;
    private final Amounts amounts;
    private final Misnamed misnamed;

    ReconciledLayer(Ground ground) {
        this.ground = ground;
        this.twins = new Twins(ground);
        this.amounts = new Amounts(ground);
        this.misnamed = new Misnamed(ground.configuration());
    }

    /** What is wrong, the worst first; one finding that all is well otherwise. */
    List<Finding> of(StoredEvent stored) {
        List<MergeRow> merges = ground.evidence().merges(stored.seq());
        List<Finding> wrong = new ArrayList<>();
        misnamed.of(stored).ifPresent(wrong::add);
        collisions(stored).forEach(wrong::add);
        twin(stored).ifPresent(wrong::add);
        amounts.of(stored).ifPresent(wrong::add);
        unusable(stored).ifPresent(wrong::add);
        if (wrong.stream().noneMatch(one -> one.cause() == Cause.IDENTITY_NOT_USABLE)) {
            thin(stored).ifPresent(wrong::add);
        }
        program(stored).ifPresent(wrong::add);
        List<Proof> proofs = proofs(stored, merges);
        if (wrong.isEmpty()) {
            return List.of(Finding.ok(Layer.RECONCILED, "", sentence(stored, merges), proofs));
        }
        Finding first = wrong.get(0);
        wrong.set(0, with(first, proofs));
        return List.copyOf(wrong);
    }

    private static Finding with(Finding finding, List<Proof> more) {
        List<Proof> proofs = new ArrayList<>(finding.proofs());
        proofs.addAll(more);
        return new Finding(
                finding.layer(),
                finding.destination(),
                finding.state(),
                finding.cause(),
                finding.sentence(),
                proofs,
                finding.next());
    }

    private static String sentence(StoredEvent stored, List<MergeRow> merges) {
        String copies =
                merges.isEmpty()
                        ? Say.list(stored.event().sources()) + " alone reported it"
                        : Say.list(stored.event().sources())
                                + " are joined by "
                                + merges.get(merges.size() - 1).key();
        return Say.sentence(
                copies + "; " + keys(stored) + "; consent " + consent(stored.event().consent()));
    }

    private static String keys(StoredEvent stored) {
        List<String> present = MatchKeys.of(stored.event()).present();
        return present.isEmpty()
                ? "nothing to match a person by"
                : "matched by " + Say.list(present);
    }

    private static String consent(Consent consent) {
        if (!consent.known()) {
            return "is not known: no signal says anything";
        }
        return Arrays.stream(Purpose.values())
                        .map(purpose -> purpose.wire() + " " + consent.state(purpose).wire())
                        .collect(Collectors.joining(", "))
                + (consent.source().isEmpty() ? "" : " (" + consent.source() + ")");
    }

    private List<Proof> proofs(StoredEvent stored, List<MergeRow> merges) {
        String link = Links.event(stored.seq());
        List<Proof> proofs = new ArrayList<>();
        merges.forEach(merge -> proofs.add(new Proof(merge.sentence(), Links.dedup(stored.seq()))));
        MatchKeys keys = MatchKeys.of(stored.event());
        proofs.add(new Proof(keys(stored), link));
        if (!keys.missing().isEmpty()) {
            proofs.add(new Proof("missing: " + Say.list(keys.missing()), link));
        }
        proofs.add(
                new Proof(
                        "consent: "
                                + consent(stored.event().consent())
                                + origin(stored.provenance().get("consent")),
                        Links.consent(stored.seq())));
        stored.notes().stream()
                .limit(MOST_NOTES)
                .forEach(note -> proofs.add(new Proof("corrected: " + note, link)));
        bot(stored).ifPresent(proofs::add);
        person(stored).ifPresent(proofs::add);
        return proofs;
    }

    private static String origin(Provenance from) {
        return from == null ? "" : ", " + (from.origin() + " " + from.rule()).strip();
    }

    private static Optional<Proof> bot(StoredEvent stored) {
        return stored.event()
                .text(EventField.BOT_REASON)
                .map(
                        why ->
                                new Proof(
                                        "a program seems to have done it: " + why,
                                        Links.event(stored.seq())));
    }

    private Optional<Proof> person(StoredEvent stored) {
        return ground.evidence()
                .identities()
                .find(IdentityKeys.of(stored.event()))
                .map(
                        person ->
                                new Proof(
                                        "person "
                                                + person.id()
                                                + ", known by "
                                                + Say.count(person.allKeys().size(), "key", "keys"),
                                        Links.person(person.id())));
    }

    private List<Finding> collisions(StoredEvent stored) {
        return ground.evidence().collisionsOf(stored.seq(), MOST_COLLISIONS).stream()
                .map(row -> collision(stored, row))
                .toList();
    }

    private static Finding collision(StoredEvent stored, CollisionRow row) {
        return new Finding(
                Layer.RECONCILED,
                "",
                State.WARNING,
                Cause.ORDER_ON_TWO_IDS,
                row.sentence(),
                List.of(new Proof("both copies side by side", Links.dedup(stored.seq()))),
                row.kind() == CollisionRow.Kind.EVENT_ID_REUSED
                        ? "Have the page make a new event id for every order:"
                                + " tl.eventId('purchase', orderId)"
                        : "Use one event id on page and server: tl.eventId('purchase', orderId)"
                                + " is the id the server gives the order.");
    }

    private Optional<Finding> twin(StoredEvent stored) {
        List<StoredEvent> found = twins.of(stored);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        StoredEvent twin = found.get(0);
        return Optional.of(
                new Finding(
                        Layer.RECONCILED,
                        "",
                        State.WARNING,
                        Cause.COPIES_NOT_JOINED,
                        "Event "
                                + twin.seq()
                                + " of "
                                + Say.list(twin.event().sources())
                                + " looks like a copy of it and was not joined"
                                + spelling(stored, twin)
                                + ", so it may count twice.",
                        List.of(new Proof("both side by side", Links.dedup(stored.seq()))),
                        "Give both the same order id or event id; what to write where: tl diagnose"
                                + " dedup "
                                + Question.event(stored.seq())));
    }

    private static String spelling(StoredEvent stored, StoredEvent twin) {
        String mine = stored.event().orderId().map(Say::quoted).orElse("no order id");
        String its = twin.event().orderId().map(Say::quoted).orElse("no order id");
        return mine.equals(its) ? "" : " (its order is " + its + ", here it is " + mine + ")";
    }

    private static Optional<Finding> program(StoredEvent stored) {
        return stored.event()
                .text(EventField.BOT_REASON)
                .filter(why -> why.startsWith("crawler:") || why.startsWith("scripted:"))
                .filter(why -> stored.event().name().purchaseLike())
                .map(
                        why ->
                                new Finding(
                                        Layer.RECONCILED,
                                        "",
                                        State.WARNING,
                                        Cause.BY_PROGRAM,
                                        "A program seems to have sent it ("
                                                + why
                                                + "). Orders are sent to platforms all the same.",
                                        List.of(
                                                new Proof(
                                                        "the event and its sender",
                                                        Links.event(stored.seq()))),
                                        "If it was no order: see who calls the page with that"
                                                + " browser. To leave such orders out, copy rules/yaml"
                                                + " to config/rules and let rule \"bots\" name the"
                                                + " event family order, too."));
    }

    /** What was wrong with e-mail or phone, if either came and was left out. */
    static Optional<String> unusableNote(StoredEvent stored) {
        return stored.notes().stream()
                .filter(note -> note.startsWith("user.email:") || note.startsWith("user.phone:"))
                .findFirst();
    }

    private static Optional<Finding> unusable(StoredEvent stored) {
        return unusableNote(stored)
                .map(
                        note ->
                                new Finding(
                                        Layer.RECONCILED,
                                        "",
                                        State.WARNING,
                                        Cause.IDENTITY_NOT_USABLE,
                                        Say.sentence(note),
                                        List.of(
                                                new Proof(
                                                        "what arrived and what was made of it",
                                                        Links.event(stored.seq()))),
                                        "Have the source send e-mails plain or as SHA-256 of the"
                                                + " trimmed lower-case address, and phones with"
                                                + " their country code."));
    }

    private static Optional<Finding> thin(StoredEvent stored) {
        if (MatchKeys.of(stored.event()).thin()) {
            return Optional.of(
                    thin(
                            "Nothing in it names the buyer, the browser or a click, so platforms"
                                    + " can hardly match it.",
                            "Put /tl.js on the pages (docs/browser.md), and have the shop send"
                                    + " e-mail or phone with the order."));
        }
        boolean nameless =
                stored.event().name().purchaseLike()
                        && !stored.event().has(EventField.EMAIL)
                        && !stored.event().has(EventField.PHONE);
        return nameless
                ? Optional.of(
                        thin(
                                "It has neither e-mail nor phone, by which platforms match best.",
                                "Have the shop send e-mail or phone of the customer with the"
                                        + " order."))
                : Optional.empty();
    }

    private static Finding thin(String sentence, String next) {
        return new Finding(
                Layer.RECONCILED,
                "",
                State.WARNING,
                Cause.IDENTITY_THIN,
                sentence,
                List.of(),
                next);
    }
}
