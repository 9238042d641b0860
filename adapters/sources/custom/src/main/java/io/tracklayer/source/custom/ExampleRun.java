// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.SourceMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Decodes an example and says where it differs from what was expected. */
final class ExampleRun {
    private static final Instant ARRIVAL = Instant.parse("2026-01-15T10:20:31Z");

    private final Mapping mapping;
    private final Function<String, Optional<byte[]>> files;

    /**
     * Runs examples of a mapping.
     *
     * @param files gives what stands in a file named beside the mapping
     */
    ExampleRun(Mapping mapping, Function<String, Optional<byte[]>> files) {
        this.mapping = mapping;
        this.files = files;
    }

    /** Sentences on what differs; empty when the example holds. */
    List<String> differences(Example example) {
        List<Shown> became = new ArrayList<>();
        SourceMemory memory = memory();
        int arrived = 0;
        for (Example.Given given : example.given()) {
            Optional<byte[]> body =
                    given.file().isEmpty() ? Optional.of(given.body()) : files.apply(given.file());
            if (body.isEmpty()) {
                return List.of("the file \"" + given.file() + "\" cannot be read");
            }
            Instant arrival = ARRIVAL.plusSeconds(arrived++);
            became.addAll(decoded(given, body.get(), arrival, memory));
        }
        return compared(example.expect(), became);
    }

    private List<Shown> decoded(
            Example.Given given, byte[] body, Instant arrival, SourceMemory memory) {
        ExampleRequest request =
                new ExampleRequest(given.method(), given.query(), given.headers(), body, arrival);
        try {
            List<Decoded> decoded = new Decoder(mapping, request, memory).decode();
            return decoded.stream().map(Shown::of).toList();
        } catch (MalformedInputException malformed) {
            return List.of(Shown.malformed(malformed));
        }
    }

    private static List<String> compared(List<Map<String, Object>> expected, List<Shown> became) {
        List<String> differences = new ArrayList<>();
        if (expected.size() != became.size()) {
            differences.add(
                    "expected "
                            + expected.size()
                            + " result(s) but got "
                            + became.size()
                            + ": "
                            + String.join("; ", became.stream().map(Shown::sentence).toList()));
        }
        for (int i = 0; i < Math.min(expected.size(), became.size()); i++) {
            differences.addAll(became.get(i).differences(expected.get(i)));
        }
        return differences;
    }

    private static SourceMemory memory() {
        Map<String, String> kept = new HashMap<>();
        return new SourceMemory() {
            @Override
            public Optional<String> recall(String key) {
                return Optional.ofNullable(kept.get(key));
            }

            @Override
            public void remember(String key, String text) {
                kept.put(key, text);
            }
        };
    }
}
