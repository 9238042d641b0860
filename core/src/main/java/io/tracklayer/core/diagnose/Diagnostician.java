// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.StoredEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says of one conversion what became of it at each destination, why, and what to do. */
public final class Diagnostician {
    private final Ground ground;

    /** Looks at the evidence of one moment. */
    public Diagnostician(Ground ground) {
        this.ground = ground;
    }

    /**
     * Answers a question.
     *
     * @throws IllegalArgumentException when it names a destination that is neither configured nor
     *     known from the event
     */
    public EventDiagnosis answer(Question question) {
        Search search = new Search(ground, question);
        Hit hit = search.find();
        if (hit.meant().isEmpty()) {
            List<Finding> misses = new NearMisses(ground, question, search).find();
            return new EventDiagnosis(
                    question, "", List.of(), null, List.of(), misses, ground.now());
        }
        StoredEvent meant = hit.meant().get();
        return new EventDiagnosis(
                question,
                hit.how(),
                hit.events(),
                meant,
                courses(question, hit, meant),
                List.of(),
                ground.now());
    }

    /** Answers about one event, whatever else its number may be the name of. */
    public EventDiagnosis about(StoredEvent stored) {
        String number = Long.toString(stored.seq());
        Question question = new Question(number);
        Hit hit = Hit.of("Asked for by the event number " + number + ".", List.of(stored));
        return new EventDiagnosis(
                question,
                hit.how(),
                hit.events(),
                stored,
                courses(question, hit, stored),
                List.of(),
                ground.now());
    }

    private List<Course> courses(Question question, Hit hit, StoredEvent stored) {
        String only = question.destination();
        Map<String, Delivery> rows = new TreeMap<>();
        ground.evidence().deliveriesOf(stored.seq()).forEach(d -> rows.put(d.destination(), d));
        Map<String, DestinationConfig> configured = new TreeMap<>();
        ground.configuration().destinations().stream()
                .filter(one -> serves(one, stored) || asked(one, only))
                .forEach(one -> configured.put(one.id(), one));
        List<String> ids = new ArrayList<>(configured.keySet());
        rows.keySet().stream().filter(id -> !configured.containsKey(id)).forEach(ids::add);
        ids.removeIf(id -> !only.isEmpty() && !matches(id, configured.get(id), only));
        if (ids.isEmpty() && !only.isEmpty()) {
            throw new IllegalArgumentException(
                    "no destination "
                            + Say.quoted(only)
                            + " is known. Known: "
                            + known(rows, stored));
        }
        Finding arrived = new ArrivedLayer(ground).of(stored);
        List<Finding> shared = new ArrayList<>();
        shared.add(arrived);
        new CopiesTurnedAway(ground).of(stored).ifPresent(shared::add);
        shared.addAll(new ReconciledLayer(ground).of(stored));
        PurchaseMissing missing = new PurchaseMissing(ground, question, hit);
        return ids.stream()
                .map(id -> one(stored, id, Optional.ofNullable(rows.get(id))))
                .map(one -> course(one, missing.at(one.config()), shared))
                .sorted(Comparator.comparing(course -> !course.failed()))
                .toList();
    }

    private static boolean serves(DestinationConfig one, StoredEvent stored) {
        return one.serves(stored.event().merchant(), stored.event().store());
    }

    /** One that was asked for is answered for, even where it does not serve the store. */
    private boolean asked(DestinationConfig one, String only) {
        return !only.isEmpty() && matches(one.id(), one, only) && ground.sees(one.merchant());
    }

    private static boolean matches(String id, DestinationConfig config, String only) {
        return config == null ? id.equals(only) : config.isCalled(only);
    }

    private String known(Map<String, Delivery> rows, StoredEvent stored) {
        List<String> ids = new ArrayList<>(rows.keySet());
        ground.configuration().destinations().stream()
                .filter(one -> one.merchant().equals(stored.event().merchant()))
                .map(DestinationConfig::id)
                .filter(id -> !rows.containsKey(id))
                .forEach(ids::add);
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }

    private Case one(StoredEvent stored, String destination, Optional<Delivery> row) {
        return new Case(
                stored,
                destination,
                row,
                ground.destination(destination),
                ground.pause(destination),
                ground.outage(destination),
                ground.evidence().attemptsOf(stored.seq(), destination));
    }

    private Course course(Case one, Optional<Finding> missing, List<Finding> shared) {
        Finding attempted = new AttemptedLayer(ground).of(one);
        List<Finding> findings = new ArrayList<>(missing.stream().toList());
        shared.forEach(finding -> findings.add(weighed(finding, attempted)));
        Finding accepted = new AcceptedLayer().of(one, attempted);
        findings.add(attempted);
        findings.add(accepted);
        findings.addAll(new AttributedLayer().of(one, accepted));
        return new Course(
                one.destination(),
                outcome(one),
                findings,
                Platform.of(one.plugin()).place(one.config()).orElse(null));
    }

    /** A name nobody knows is why a platform got nothing, and else only worth knowing. */
    private static Finding weighed(Finding finding, Finding attempted) {
        boolean decides =
                finding.cause() == Cause.NAME_UNKNOWN && attempted.state() == State.FAILED;
        return decides
                ? new Finding(
                        finding.layer(),
                        finding.destination(),
                        State.FAILED,
                        finding.cause(),
                        finding.sentence(),
                        finding.proofs(),
                        finding.next())
                : finding;
    }

    private static String outcome(Case one) {
        if (one.delivery().isEmpty()) {
            return "not sent";
        }
        DeliveryStatus status = one.delivery().get().status();
        return switch (status) {
            case DELIVERED -> "sent and taken";
            case SKIPPED -> "not sent";
            case FAILED -> one.attempts().isEmpty() ? "not sent" : "sent and not taken";
            case PENDING, HELD -> one.onHold() ? "on hold" : "not taken yet";
        };
    }
}
