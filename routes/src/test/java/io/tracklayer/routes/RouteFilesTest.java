// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The route files keep what makes them safe and readable. */
class RouteFilesTest {
    private static final int MOST_STEPS = 10;

    /** Every expression our routes may hold; none of them reads what an event says. */
    private static final Set<String> EXPRESSIONS =
            Set.of("${body}", "${body} != null", "${body.open}", "${body.dedupKey}");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("yaml"))) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aRouteFileIsNamedAfterItsRouteAndSaysWhatItDoes(Path file) throws IOException {
        String text = Files.readString(file);
        String id = file.getFileName().toString().replace(".camel.yaml", "");
        assertTrue(text.startsWith("# "), file + " begins with a comment");
        assertTrue(text.contains("\n    id: " + id + "\n"), file + " holds a route of its name");
    }

    @ParameterizedTest
    @MethodSource("files")
    void aRouteHasAtMostTenSteps(Path file) throws IOException {
        for (String route : Files.readString(file).split("(?m)^- ")) {
            long verbs = Pattern.compile("(?m)^ +- (bean|to)\\b").matcher(route).results().count();
            assertTrue(verbs <= MOST_STEPS, file + " has " + verbs + " steps in one route");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void noExpressionReadsDataAndNoAddressIsComputed(Path file) throws IOException {
        String text = Files.readString(file);
        Matcher simple = Pattern.compile("simple: \"([^\"]*)\"").matcher(text);
        while (simple.find()) {
            assertTrue(EXPRESSIONS.contains(simple.group(1)), file + ": " + simple.group(1));
        }
        assertEquals(
                Pattern.compile("\\$\\{").matcher(text).results().count(),
                Pattern.compile("simple: \"\\$\\{").matcher(text).results().count(),
                file + " evaluates something outside of its simple expressions");
        for (String refused :
                List.of(
                        "toD",
                        "recipientList",
                        "routingSlip",
                        "dynamicRouter",
                        "script",
                        "seda:")) {
            assertFalse(text.contains(refused), file + " uses " + refused);
        }
    }
}
