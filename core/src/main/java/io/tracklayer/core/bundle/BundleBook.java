// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import io.tracklayer.core.bundle.Bundler.Case;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.diagnose.DiagnosisText;
import io.tracklayer.core.diagnose.Diagnostician;
import io.tracklayer.core.diagnose.Ground;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Privacy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes one bundle. What is personal in any of its parts is learnt before the first is written, so
 * that it is found in all of them.
 */
final class BundleBook {
    private static final int MOST_COPIES = 20;
    private static final int MOST_COLLISIONS = 50;
    private static final int MOST_INCIDENTS = 20;
    private static final String FILE_NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private final List<Case> cases;
    private final ActiveConfiguration active;
    private final EvidenceQueries evidence;
    private final Surroundings surroundings;
    private final ConcernedLines lines;
    private final Ground ground;
    private final Redaction redaction = new Redaction();
    private final BundleFiles files = new BundleFiles();
    private final Map<Long, Arrival> arrivals = new LinkedHashMap<>();
    private final Set<String> affected = new LinkedHashSet<>();

    BundleBook(
            List<Case> cases,
            ActiveConfiguration active,
            Ground ground,
            Surroundings surroundings,
            ConcernedLines lines) {
        this.cases = cases;
        this.active = active;
        this.evidence = ground.evidence();
        this.ground = ground;
        this.surroundings = surroundings;
        this.lines = lines;
    }

    Bundle bound() {
        ConfigurationTree.secrets(active.configuration()).forEach(redaction::learnSecret);
        cases.forEach(this::learn);
        Map<String, Object> summary = summary();
        text("START-HERE.txt", BundleGuide.text(summary, surroundings.build(), now()));
        text("diagnosis.txt", diagnoses());
        write("summary.json", summary);
        cases.forEach(this::event);
        rules();
        write(
                "configuration.json",
                ConfigurationTree.of(active.configuration(), first().event().merchant()));
        write("build.json", surroundings.build());
        write("health.json", health());
        write("log.json", lines.of(surroundings.log()));
        files.text("REDACTED.txt", new RedactionReport(redaction).text());
        byte[] zip = files.zip(head(), ground.now());
        return new Bundle("tracklayer-bundle-" + first().seq() + ".zip", zip);
    }

    private String now() {
        return ground.now().toString();
    }

    private String diagnoses() {
        Diagnostician diagnostician = new Diagnostician(ground);
        return cases.stream()
                .map(one -> diagnostician.about(one.stored()))
                .map(DiagnosisText::of)
                .collect(Collectors.joining("\n"));
    }

    private StoredEvent first() {
        return cases.get(0).stored();
    }

    private void learn(Case one) {
        one.stored().event().fields().forEach(this::learn);
        for (ObservationRow row : observed(one.stored().seq())) {
            evidence.arrival(row.arrivalOffset())
                    .ifPresent(arrival -> arrivals.put(row.arrivalOffset(), arrival));
        }
        arrivals.values().forEach(this::learn);
        one.attempts().stream().map(row -> row.attempt()).forEach(this::learn);
    }

    private void learn(EventField field, Object value) {
        if (field.privacy() != Privacy.NONE) {
            Object plain = value instanceof ClickId click ? click.value() : value;
            redaction.learn(RedactedTree.reason(field), plain);
        }
    }

    private void learn(Arrival arrival) {
        redaction.learn("client address, network", arrival.remoteAddress());
        arrival.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("user-agent"))
                .forEach(header -> redaction.learn("user agent, network", header.getValue()));
        RedactedTree.learn(redaction, new String(arrival.raw(), StandardCharsets.UTF_8));
    }

    private void learn(Attempt attempt) {
        if (attempt.requestBody() != null) {
            RedactedTree.learn(redaction, attempt.requestBody());
        }
    }

    private void write(String name, Object tree) {
        files.json(name, new RedactedTree(redaction, name).ours(tree));
    }

    private void text(String name, String text) {
        files.text(name, redaction.text(name, text));
    }

    private Map<String, Object> summary() {
        Expectation expectation = new Expectation(active, evidence.pauses());
        List<Map<String, Object>> events = new ArrayList<>();
        for (Case one : cases) {
            List<Expectation.Line> lines = expectation.of(one.stored().event(), one.deliveries());
            lines.stream()
                    .filter(line -> !line.asExpected())
                    .forEach(line -> affected.add(line.platform()));
            Map<String, Object> tree = identification(one.stored());
            tree.put("sources", one.stored().event().sources());
            tree.put("copies", one.stored().copies());
            tree.put("config_version", one.stored().configVersion());
            tree.put("destinations", lines.stream().map(Expectation.Line::tree).toList());
            events.add(tree);
        }
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("events", events);
        summary.put(
                "not_included",
                List.of(
                        "lines of the node's log that are not warnings or errors, are older than its"
                                + " start or than the newest "
                                + Surroundings.MOST_LINES
                                + ", or are about others",
                        "of each event, requests after the first " + MOST_COPIES + " copies"));
        return summary;
    }

    private static Map<String, Object> identification(StoredEvent stored) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("event_id", stored.event().eventId());
        tree.put("event_name", stored.event().name().wire());
        stored.event().orderId().ifPresent(id -> tree.put("order_id", id));
        tree.put("number", stored.seq());
        tree.put("timestamp", stored.event().eventTime().toString());
        tree.put("received_at", stored.event().receivedAt().toString());
        tree.put("merchant_id", stored.event().merchant());
        tree.put("store_id", stored.event().store());
        return tree;
    }

    private void event(Case one) {
        StoredEvent stored = one.stored();
        String folder = "events/" + stored.seq() + "/";
        files.json(
                folder + "event.json",
                new RedactedTree(redaction, folder + "event.json")
                        .event(EventJson.toTree(stored.event())));
        write(folder + "provenance.json", EvidenceTree.provenance(stored));
        write(folder + "notes.json", stored.notes());
        write(
                folder + "merges.json",
                Map.of(
                        "merges",
                        evidence.merges(stored.seq()).stream().map(EvidenceTree::merge).toList(),
                        "collisions",
                        evidence.collisionsOf(stored.seq(), MOST_COLLISIONS).stream()
                                .map(EvidenceTree::collision)
                                .toList()));
        observations(folder + "observations.json", stored.seq());
        write(
                folder + "deliveries.json",
                one.deliveries().stream().map(EvidenceTree::delivery).toList());
        String attempts = folder + "attempts.json";
        ExchangeTree exchange = new ExchangeTree(redaction, attempts);
        files.json(attempts, one.attempts().stream().map(exchange::attempt).toList());
    }

    private void observations(String name, long seq) {
        ExchangeTree exchange = new ExchangeTree(redaction, name);
        RedactedTree redacted = new RedactedTree(redaction, name);
        List<Object> list = new ArrayList<>();
        for (ObservationRow row : observed(seq)) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("observation", redacted.ours(EvidenceTree.observation(row)));
            Arrival arrival = arrivals.get(row.arrivalOffset());
            tree.put("request", arrival == null ? "[no longer kept]" : exchange.request(arrival));
            list.add(tree);
        }
        files.json(name, list);
    }

    /** The first copies; a sender that repeats itself for days would fill the memory. */
    private List<ObservationRow> observed(long seq) {
        return evidence.observationsOf(seq).stream().limit(MOST_COPIES).toList();
    }

    private void rules() {
        Set<String> names = new LinkedHashSet<>();
        for (Case one : cases) {
            one.locations().forEach(location -> names.add(location.split(":", 2)[0]));
        }
        for (String name : names) {
            if (name.matches(FILE_NAME)) {
                surroundings.rules(name).ifPresent(text -> text("rules/" + name, text));
            }
        }
    }

    private Map<String, Object> health() {
        Map<String, Object> tree = new LinkedHashMap<>(surroundings.health());
        Map<String, Object> pauses = new TreeMap<>();
        Set<String> own = new LinkedHashSet<>();
        active.configuration().destinations().stream()
                .filter(known -> known.merchant().equals(first().event().merchant()))
                .forEach(known -> own.add(known.id()));
        evidence.pauses().entrySet().stream()
                .filter(pause -> own.contains(pause.getKey()))
                .forEach(pause -> pauses.put(pause.getKey(), Expectation.pause(pause.getValue())));
        tree.put("pauses", pauses);
        tree.put(
                "incidents",
                evidence.incidents(Long.MAX_VALUE, MOST_INCIDENTS).stream()
                        .filter(incident -> own.contains(incident.destination()))
                        .map(EvidenceTree::incident)
                        .toList());
        return tree;
    }

    private Map<String, Object> head() {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("format", "tracklayer-bundle/1");
        head.put("made_at", now());
        head.putAll(identification(first()));
        head.put("affected_platforms", List.copyOf(affected));
        head.put("config_version", first().configVersion());
        head.put("rules_version_now", active.decider().version());
        @SuppressWarnings("unchecked") // a map stays one
        Map<String, Object> redacted =
                (Map<String, Object>) new RedactedTree(redaction, BundleFiles.MANIFEST).ours(head);
        return redacted;
    }
}
