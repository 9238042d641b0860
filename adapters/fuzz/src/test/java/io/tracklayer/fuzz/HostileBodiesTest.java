// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import io.tracklayer.testkit.HostileBodies;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no source may break at, on all of its addresses. */
class HostileBodiesTest {
    static Stream<Arguments> addresses() {
        return Decoding.all().stream()
                .flatMap(
                        source ->
                                source.descriptor().endpoints().stream()
                                        .map(
                                                endpoint ->
                                                        Arguments.of(
                                                                source.descriptor().id(),
                                                                endpoint.path(),
                                                                source,
                                                                endpoint)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("addresses")
    void aHostileBodyIsReadOrSaidToBeMalformed(
            String id, String path, Source source, Endpoint endpoint) {
        Decoding decoding = new Decoding(source);
        String target = endpoint.method() + " " + path.replaceAll("\\{[^}]+}", "x");
        for (Map.Entry<String, byte[]> body : HostileBodies.all().entrySet()) {
            try {
                decoding.run(written(target, body.getValue()));
            } catch (RuntimeException | Error broken) {
                throw new AssertionError(body.getKey(), broken);
            }
        }
    }

    @Test
    void thereAreSources() {
        assertFalse(Decoding.all().isEmpty());
    }

    private static byte[] written(String target, byte[] body) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        written.writeBytes((target + "\n\n").getBytes(StandardCharsets.US_ASCII));
        written.writeBytes(body);
        return written.toByteArray();
    }
}
