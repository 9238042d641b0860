// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.testkit.GivenDestination;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** That records which may share a request can, and that none is lost or out of order. */
final class BatchChecks {
    private static final JsonMapper JSON = new JsonMapper();

    private final Trials trials;
    private final int most;

    BatchChecks(Trials trials) {
        this.trials = trials;
        this.most = trials.destination().descriptor().limits().maxRecords();
    }

    List<Check> checks() {
        return List.of(
                new Check(
                        "batch-keys",
                        "records that share a batch key differ in nothing but themselves",
                        this::keys),
                new Check(
                        "batches",
                        "a full batch becomes one request that keeps every record, in order",
                        this::batches));
    }

    private List<Finding> keys() {
        List<Finding> findings = new ArrayList<>();
        if (most == 1) {
            return findings;
        }
        for (Trial trial : trials.all()) {
            for (List<Run> sharing : trial.batches().values()) {
                Map<String, String> first = envelope(twice(trial, sharing.get(0)));
                for (Run run : sharing) {
                    Map<String, String> own = envelope(twice(trial, run));
                    if (!own.equals(first)) {
                        findings.add(apart(sharing.get(0), run, first, own));
                    }
                }
            }
        }
        return findings;
    }

    /** The record as a batch; a platform may take a single one in another form. */
    private PlatformRequest twice(Trial trial, Run run) {
        List<PlatformRecord> alone = mapped(List.of(run));
        List<PlatformRecord> twice =
                Collections.nCopies(2, alone).stream().flatMap(List::stream).toList();
        try {
            return request(trial, twice);
        } catch (Throwable unpackable) { // the check of batches says so
            Failures.survivable(unpackable);
            return run.request();
        }
    }

    private static Finding apart(
            Run one, Run other, Map<String, String> first, Map<String, String> second) {
        List<String> differing = new ArrayList<>(first.keySet());
        second.keySet().stream().filter(part -> !differing.contains(part)).forEach(differing::add);
        differing.removeIf(part -> String.valueOf(first.get(part)).equals(second.get(part)));
        return Finding.of(
                differing.get(0),
                other.where(),
                "it shares a batch key with \""
                        + one.where()
                        + "\", but their requests differ in "
                        + differing,
                "Put what concerns the whole request into the batch key: test or live, account, mode.");
    }

    /** What a request says once for all its records: everything but the lists of the body. */
    private static Map<String, String> envelope(PlatformRequest request) {
        Map<String, String> parts = new TreeMap<>();
        parts.put("address", request.method() + request.url());
        parts.put("query", request.query().toString());
        parts.put("headers", request.headers().toString());
        if (isLines(request)) {
            return parts;
        }
        try {
            JsonNode body = JSON.readTree(request.body());
            body.properties().forEach(member -> said(member.getKey(), member.getValue(), parts));
        } catch (IOException notJson) {
            parts.put("body", "");
        }
        return parts;
    }

    /** A document a line: such a body says nothing but its records. */
    private static boolean isLines(PlatformRequest request) {
        return request.headers().stream()
                .anyMatch(
                        header ->
                                header.name().equalsIgnoreCase("content-type")
                                        && header.value().contains("ndjson"));
    }

    private static void said(String path, JsonNode node, Map<String, String> parts) {
        if (node.isObject()) {
            node.properties()
                    .forEach(
                            member -> said(path + "/" + member.getKey(), member.getValue(), parts));
        } else if (!node.isArray()) {
            parts.put(path, node.toString());
        }
    }

    private List<Finding> batches() {
        List<Finding> findings = new ArrayList<>();
        for (Trial trial : trials.all()) {
            // the largest of each instance: thousands of records for every key would take minutes
            trial.batches().values().stream()
                    .max(Comparator.comparingInt(List::size))
                    .flatMap(sharing -> full(trial, sharing))
                    .ifPresent(findings::add);
            for (List<Run> sharing : trial.batches().values()) {
                kept(trial, sharing).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<Finding> full(Trial trial, List<Run> sharing) {
        int room = Math.min(most, 2_000);
        List<PlatformRecord> records =
                Collections.nCopies(room / sharing.size() + 1, mapped(sharing)).stream()
                        .flatMap(List::stream)
                        .limit(room)
                        .toList();
        String where = trial.where("a batch of " + room);
        return failure(where, () -> pack(trial, records));
    }

    private Optional<Finding> kept(Trial trial, List<Run> sharing) {
        List<PlatformRecord> two = new ArrayList<>(mapped(sharing.stream().limit(2).toList()));
        if (most == 1 || two.size() < 2 || two.get(0).body().equals(two.get(1).body())) {
            return Optional.empty();
        }
        String where =
                trial.where(
                        "a batch of \""
                                + sharing.get(0).where()
                                + "\" and \""
                                + sharing.get(1).where()
                                + "\"");
        return failure(
                where,
                () -> {
                    byte[] both = pack(trial, two);
                    Collections.reverse(two);
                    return Arrays.equals(both, pack(trial, two))
                                    || Arrays.equals(both, pack(trial, two.subList(0, 1)))
                                    || Arrays.equals(both, pack(trial, two.subList(1, 2)))
                            ? null
                            : both;
                });
    }

    private byte[] pack(Trial trial, List<PlatformRecord> records) {
        return request(trial, records).body();
    }

    private PlatformRequest request(Trial trial, List<PlatformRecord> records) {
        return trials.destination()
                .pack(List.copyOf(records), trial.settings(), GivenDestination.CONTEXT);
    }

    private static List<PlatformRecord> mapped(List<Run> runs) {
        return runs.stream().flatMap(run -> run.mapped().stream()).toList();
    }

    private static Optional<Finding> failure(String where, Supplier<byte[]> packed) {
        try {
            return packed.get() != null
                    ? Optional.empty()
                    : Optional.of(
                            Finding.of(
                                    "order",
                                    where,
                                    "a record is lost or the order is not kept",
                                    "Put all records into the request, in their order."));
        } catch (Throwable failure) {
            return Optional.of(
                    Finding.of(
                            "batch",
                            where,
                            "pack fails: " + Failures.describe(Failures.survivable(failure)),
                            "It must cope with "
                                    + "maxRecords records of one batch key, and must not"
                                    + " change the list."));
        }
    }
}
