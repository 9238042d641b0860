// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Takes a file of past events in, through a source like any other, and says what became of them.
 */
@Command(
        name = "import",
        description = {
            "Take in a file of past events, as a source of a store would read them one by one.",
            "Example: tl import sales-2025.csv --store my-shop-eu --source offline-sales --dry-run"
        })
final class ImportCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/imports";
    private static final int PART = 100;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 300;
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final long TELL_NANOS = Duration.ofSeconds(5).toNanos();

    @Parameters(
            paramLabel = "FILE",
            description = "One JSON document a line, or CSV with a header row when named .csv.")
    private Path file;

    @Option(names = "--store", required = true, paramLabel = "ID", description = "For which store.")
    private String store;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "NAME",
            description = "The source of that store, as in tracklayer.yaml, that reads it.")
    private String source;

    @Option(
            names = "--separator",
            paramLabel = "CHAR",
            defaultValue = ",",
            description = "Between the cells of CSV. Default: ${DEFAULT-VALUE}")
    private char separator;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            defaultValue = "UTF-8",
            description = "Of the file. Default: ${DEFAULT-VALUE}")
    private Charset charset;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Records a second at most. Default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--from-record",
            paramLabel = "N",
            defaultValue = "1",
            description = "Leave out the records before this one. Default: ${DEFAULT-VALUE}")
    private long from;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for deliveries at the end. Default: ${DEFAULT-VALUE}")
    private int wait;

    @Option(names = "--dry-run", description = "Say what would become of them; take nothing in.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Mixin private NodeOptions nodeOptions;
    @Spec private CommandSpec spec;

    private final List<List<Long>> stored = new ArrayList<>();
    private long read;
    private long told = System.nanoTime();

    @Override
    public Integer call() {
        Http node = nodeOptions.connect().waiting(ANSWER);
        ImportCounts foreseen = new ImportCounts();
        String id = dryRun ? "dry-run" : begin(node);
        try (RecordFile records = new RecordFile(file, csv(), charset)) {
            records.skip(from - 1);
            long began = System.nanoTime();
            Optional<RecordFile.Part> part = records.next(PART);
            while (part.isPresent()) {
                take(node, id, part.get(), foreseen);
                pace(began);
                part = records.next(PART);
            }
        }
        ImportCounts counts = dryRun ? foreseen : outcome(node);
        report(id, counts);
        return 0;
    }

    private boolean csv() {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    private String begin(Http node) {
        Map<String, Object> order = order();
        order.put("file", String.valueOf(file.getFileName()));
        return node.post(PATH + "/begin", order).path("id").asText();
    }

    private Map<String, Object> order() {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("store", store);
        order.put("source", source);
        order.put("by", System.getProperty("user.name", ""));
        return order;
    }

    private void take(Http node, String id, RecordFile.Part part, ImportCounts foreseen) {
        Map<String, Object> order = order();
        order.put("id", id);
        order.put("format", csv() ? "csv" : "ndjson");
        order.put("separator", String.valueOf(separator));
        order.put("text", part.text());
        order.put("dry_run", dryRun);
        JsonNode answer = patiently(node, order, part.first());
        read += part.size();
        if (dryRun) {
            foreseen.add(answer);
            problems(answer, part.first());
        } else {
            List<Long> offsets = new ArrayList<>();
            answer.path("offsets").forEach(offset -> offsets.add(offset.asLong()));
            stored.add(offsets);
        }
        tell();
    }

    /** A node that is busy, or without room on its disk, is asked again for five minutes. */
    private JsonNode patiently(Http node, Map<String, Object> order, long first) {
        Http.Answer answer = null;
        for (int i = 0; i < MOST_TRIES; i++) {
            answer = send(node, order, first);
            if (answer.status() != 429 && answer.status() != 503) {
                break;
            }
            Pauses.sleep(BETWEEN_TRIES);
        }
        Optional<JsonNode> read = Json.read(answer.text());
        if (!answer.good() || read.isEmpty()) {
            String why = read.map(it -> it.path("message").asText()).orElse(answer.text());
            throw stopped(first, "the node answered " + answer.status() + ": " + why, null);
        }
        return read.get();
    }

    private Http.Answer send(Http node, Map<String, Object> order, long first) {
        try {
            return node.send(
                    "POST",
                    PATH + "/part",
                    Map.of("Content-Type", "application/json"),
                    Json.write(order).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (CliFailure silent) {
            throw stopped(first, silent.getMessage(), silent);
        }
    }

    private CliFailure stopped(long first, String why, Throwable cause) {
        return new CliFailure(
                why
                        + ". Everything before record "
                        + first
                        + " is taken in; go on with --from-record "
                        + first,
                cause);
    }

    private void problems(JsonNode answer, long first) {
        if (json) {
            return;
        }
        for (JsonNode problem : answer.path("problems")) {
            out().println(
                            "record "
                                    + (first + problem.path("record").asLong())
                                    + ": "
                                    + problem.path("code").asText()
                                    + ", "
                                    + problem.path("sentence").asText());
        }
    }

    private void pace(long began) {
        if (!dryRun) {
            long due = Duration.ofSeconds(read).dividedBy(Math.max(1, rate)).toNanos();
            long early = due - (System.nanoTime() - began);
            if (early > 0) {
                Pauses.sleep(Duration.ofNanos(early));
            }
        }
    }

    private void tell() {
        if (!json && System.nanoTime() - told > TELL_NANOS) {
            told = System.nanoTime();
            out().println(read + " records");
            out().flush();
        }
    }

    private ImportCounts outcome(Http node) {
        long end = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
        ImportCounts counts = count(node);
        while (!counts.settled() && System.nanoTime() < end) {
            Pauses.sleep(BETWEEN_TRIES);
            counts = count(node);
        }
        return counts;
    }

    private ImportCounts count(Http node) {
        ImportCounts counts = new ImportCounts();
        stored.forEach(
                offsets -> counts.add(node.post(PATH + "/outcome", Map.of("offsets", offsets))));
        return counts;
    }

    private void report(String id, ImportCounts counts) {
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("id", id);
            tree.put("records", read);
            tree.putAll(counts.tree());
            tree.put("settled", counts.settled());
            out().println(Json.writePretty(tree));
        } else {
            out().println(read + " records " + (dryRun ? "read, nothing taken in" : "taken in"));
            counts.print(out());
        }
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
