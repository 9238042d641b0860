// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.SourceMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Mapping files without a node: what is wrong with them, and what they make of requests. */
public final class WebhookDesk {
    private WebhookDesk() {}

    /**
     * Something wrong with a mapping file.
     *
     * @param line from 1
     * @param sentence what is wrong and what to do
     */
    public record Finding(int line, String sentence) {}

    /**
     * What became of the examples of a mapping file.
     *
     * @param examples how many there are
     * @param failures one for every difference; the mapping's problems when it has some
     */
    public record TestReport(int examples, List<Finding> failures) {
        public TestReport {
            failures = List.copyOf(failures);
        }
    }

    /** The JSON Schema of mapping files. */
    public static String schema() {
        return Schema.text();
    }

    /** Everything that is wrong with a mapping, in the order of the file. */
    public static List<Finding> check(String mapping) {
        return findings(MappingReader.read(mapping));
    }

    /**
     * Runs the examples of a mapping.
     *
     * @param files gives the bytes of a file that an example names, empty when it cannot be read
     */
    public static TestReport test(String mapping, Function<String, Optional<byte[]>> files) {
        MappingReader.Result read = MappingReader.read(mapping);
        if (read.mapping().isEmpty()) {
            return new TestReport(0, findings(read));
        }
        ExampleRun run = new ExampleRun(read.mapping().get(), files);
        List<Finding> failures = new ArrayList<>();
        for (Example example : read.mapping().get().examples()) {
            run.differences(example).stream()
                    .map(what -> new Finding(example.line(), example.name() + ": " + what))
                    .forEach(failures::add);
        }
        return new TestReport(read.mapping().get().examples().size(), failures);
    }

    /**
     * What a mapping makes of one request, as if none had come before.
     *
     * @throws MalformedInputException if the request as a whole cannot be read
     * @throws IllegalArgumentException if the mapping has problems
     */
    public static List<Decoded> decode(String mapping, InboundRequest request)
            throws MalformedInputException {
        Mapping read =
                MappingReader.read(mapping)
                        .mapping()
                        .orElseThrow(
                                () -> new IllegalArgumentException("the mapping has problems"));
        return new Decoder(read, request, SourceMemory.none()).decode();
    }

    /**
     * A request that was never sent.
     *
     * @param headers names in any case
     */
    public static InboundRequest request(
            String method,
            Map<String, List<String>> query,
            Map<String, String> headers,
            byte[] body,
            Instant receivedAt) {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return new ExampleRequest(method, Map.copyOf(query), lower, body, receivedAt);
    }

    private static List<Finding> findings(MappingReader.Result read) {
        return read.problems().stream()
                .map(problem -> new Finding(problem.line(), problem.sentence()))
                .toList();
    }
}
