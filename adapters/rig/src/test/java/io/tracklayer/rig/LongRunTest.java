// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Everything in full size, for hours: {@code mvn -Prig-long verify}. */
@Tag("long")
class LongRunTest {
    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> everyScenario() {
        return Scenarios.all().entrySet().stream()
                .map(
                        each ->
                                DynamicTest.dynamicTest(
                                        each.getKey(),
                                        () ->
                                                Slice.passes(
                                                        each.getValue(), new Slice(folder).big())));
    }
}
