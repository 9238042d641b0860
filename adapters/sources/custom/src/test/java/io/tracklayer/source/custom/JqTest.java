// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.testkit.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JqTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a.b",
                ".list[0].n",
                "\"x_\\(.a.b)\"",
                ".none // .a.b",
                "if .a.b == 1 and .cents >= 5 then \"one\" else \"other\" end",
                ".tags | join(\", \")",
                "{a: .a.b, map}",
                "[.list[] | select(.n > 1) | .n] | add",
                ".[\"a\"] | keys",
                "first(.list[]) | .n",
                ".tags[0] | ascii_upcase | ltrimstr(\"X\") + \"y\"",
                ".list as $l | $l | length",
            })
    void pathsArithmeticAndBoundedFunctionsAreTaken(String text) {
        List<String> problems = new ArrayList<>();
        Jq jq = Jq.compile(text, problems).orElse(null);
        assertEquals(List.of(), problems);
        Object input =
                Json.read(
                        "{\"a\":{\"b\":1},\"cents\":12990,\"list\":[{\"n\":1},{\"n\":2}],\"tags\":[\"x\",\"y\"],\"map\":2}");
        assertTrue(jq != null && jq.first(input) != null, text);
    }

    @Test
    void resultsAreTreesOfTheHost() {
        assertEquals(new BigDecimal("129.9"), value(".c / 100", "{\"c\":12990}"));
        assertEquals(130L, value(".c / 100", "{\"c\":13000}"));
        assertEquals("x_1", value("\"x_\\(.c)\"", "{\"c\":1}"));
        assertEquals(List.of("a", 2L), value("[.a, .b]", "{\"a\":\"a\",\"b\":2}"));
        assertEquals(Map.of("k", 1L), value("{k: .a}", "{\"a\":1}"));
        assertEquals(new BigDecimal("0.1"), value(".a", "{\"a\":0.10}"));
        assertEquals(3L, value("[.l[].n] | add", "{\"l\":[{\"n\":1},{\"n\":2}]}"));
    }

    @Test
    void addIsExactAndTakesTimeThatGrowsWithItsInput() {
        assertEquals(new BigDecimal("0.3"), value("add", "[0.1,0.2]"));
        assertEquals(3L, value("map(.n) | add", "[{\"n\":1},{\"n\":2}]"));
        assertEquals("ab", value("add", "[\"a\",null,\"b\"]"));
        assertEquals(List.of(1L, 2L), value("add", "[[1],[2]]"));
        assertEquals(Map.of("a", 2L), value("add", "[{\"a\":1},{\"a\":2}]"));
        assertNull(value("add", "[]"));
        List<String> many = IntStream.range(0, 150_000).mapToObj(i -> "0123456789").toList();
        Jq length = Jq.compile("add | length", new ArrayList<>()).orElseThrow();
        assertEquals(
                1_500_000L,
                assertTimeoutPreemptively(Duration.ofSeconds(5), () -> length.first(many)));
    }

    @Test
    void theFirstResultCountsAndNoneIsNothing() {
        assertEquals(1L, value(".[]", "[1,2]"));
        assertNull(value(".[] | select(. > 5)", "[1,2]"));
        assertNull(value(".x", "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "$ENV",
                "$__loc__",
                "input",
                "inputs",
                "now",
                "debug",
                "input_filename",
                "range(1000000000)",
                "[range(.n)]",
                "def f: f; f",
                "recurse",
                "..",
                "repeat(.)",
                "until(false; .)",
                "while(true; .)",
                "limit(5; .[])",
                "reduce .[] as $x (0; . + $x)",
                "foreach .[] as $x (0; . + $x)",
                "label $out | .",
                "test(\"(a+)+$\")",
                "split(\"a\"; \"b\")",
                "sub(\"a\"; \"b\")",
                "match(\"x\")",
                "ascii",
                "implode",
                "tojson",
                "@json",
                "@sh",
                ".a * 1000000",
                ".a = 1",
                ".a |= 1",
                ".a += 1",
                ".a //= 1",
                "setpath([1]; 2)",
                "import \"a\" as a; .",
                "include \"a\"; .",
                "getpath([\"a\"])",
                "halt",
                "input_line_number",
                "\"\\(env)\"",
                "{a: env}",
                "# comment",
                ".[] | .[] | .[] | .[]",
                "(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)",
            })
    void whatCouldRunOrGrowWithoutEndOrLookOutsideIsRefusedWhenTheFileIsRead(String text) {
        List<String> problems = new ArrayList<>();
        assertTrue(Jq.compile(text, problems).isEmpty(), text);
        assertTrue(!problems.isEmpty(), text);
    }

    @Test
    void aDocumentThatWouldTakeTooLongIsRejectedBeforeItIsTried() {
        List<Long> many = IntStream.range(0, 3_000).mapToObj(i -> (long) i).toList();
        Jq nested =
                Jq.compile("[.[] as $a | .[] | . + $a] | length", new ArrayList<>()).orElseThrow();
        UnusableMessageException refused =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(5),
                        () ->
                                assertThrows(
                                        UnusableMessageException.class, () -> nested.first(many)));
        assertEquals("jq_failed", refused.rejected().code());
        assertTrue(refused.getMessage().contains("more values"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "split(\",\") | length; 1000000",
                "split(\",\") | length; 400000",
                "split(\",\") | [.[] as $a | .[] | select(. == $a)] | length; 5000",
                ". / . | length; 3000000",
            })
    void aTextIsNotTakenApartIntoMoreThanAnExpressionGoesThrough(String text, int commas) {
        List<String> problems = new ArrayList<>();
        Jq jq = Jq.compile(text, problems).orElseThrow(() -> new AssertionError(problems));
        UnusableMessageException refused =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(10),
                        () ->
                                assertThrows(
                                        UnusableMessageException.class,
                                        () -> jq.first(",".repeat(commas))));
        assertEquals("jq_failed", refused.rejected().code());
    }

    @Test
    void aTextOfUsualLengthIsTakenApart() {
        Jq tags =
                Jq.compile("split(\",\") | map(select(. != \"\")) | join(\"-\")", new ArrayList<>())
                        .orElseThrow();
        assertEquals("a-b", tags.first("a,,b" + ",".repeat(10_000)));
        Jq either = Jq.compile("length // 1", new ArrayList<>()).orElseThrow();
        assertEquals(500_000L, either.first("x".repeat(500_000)));
        Jq letters = Jq.compile("split(\"\") | last", new ArrayList<>()).orElseThrow();
        assertEquals("\ud83d\ude00", letters.first("ab\ud83d\ude00"));
    }

    @Test
    void theMostThatIsTriedTakesLittleTime() {
        List<Long> many = IntStream.range(0, 630).mapToObj(i -> (long) i).toList();
        Jq nested =
                Jq.compile("[.[] as $a | .[] | select(. == $a)] | length", new ArrayList<>())
                        .orElseThrow();
        assertEquals(
                630L, assertTimeoutPreemptively(Duration.ofSeconds(10), () -> nested.first(many)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a.b[0].c | 0",
                "[.a, .b] | 0",
                ".a[] | 1",
                "[.a[].n] | add | 1",
                "[.a[] | select(.n > 1) | .n] | add | 1",
                "map(.n) | sort | join(\",\") | 1",
                "map(map(.n)) | 2",
                "map (map (.n)) | 2",
                "{a: .b}[] | .[] | 2",
                "{a: .b} [] | 1",
                ".a?[] | 1",
                ".a // [] | 0",
                ".a[] | .b[] | 2",
                ".[] as $x | .[] | 2",
                "[.[] as $x | .[]] | add | 2",
                "[.[] as $x | .[]] | map(.n) | 2",
                "[.[] as $x | .[]] | [.[] as $x | .[]] | 4",
                ".a[(.b[])] | 1",
                ".a[.b[]][] | 2",
                "if .a then [.b[]] else [.c[]] end | 1",
                "(.a[]) | (.b[]) | 2",
                "{a: .a[], b: .b[]} | 2",
                "\"\\(.a[]) \\(.b[])\" | 2",
                "group_by(.k) | map(length) | 1",
                ".[] | add | 2"
            })
    void listsWithinListsAreCountedAndListsOneAfterTheOtherAreNot(String line) {
        int bar = line.lastIndexOf('|');
        assertEquals(
                Integer.parseInt(line.substring(bar + 1).strip()),
                JqText.scan(line.substring(0, bar)).iterations(),
                line);
    }

    @Test
    void anExpressionThatFailsOnAMessageSaysWhich() {
        Jq sum = Jq.compile(".a / .b", new ArrayList<>()).orElseThrow();
        UnusableMessageException failed =
                assertThrows(
                        UnusableMessageException.class,
                        () -> sum.first(Map.of("a", "text", "b", 2L)));
        assertTrue(failed.getMessage().contains(".a / .b"), failed.getMessage());
    }

    private static Object value(String text, String json) {
        return Jq.compile(text, new ArrayList<>()).orElseThrow().first(Json.read(json));
    }
}
