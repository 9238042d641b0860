// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class YamlFileTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NO",
                "no",
                "off",
                "yes",
                "Yes",
                "True",
                "0123",
                "0x1F",
                "0o17",
                "12:30",
                "1_000",
                "2026-01-15",
                "~",
                "+12",
                "=",
                "1.2.3"
            })
    void whatOlderReadersTurnIntoSomethingElseStaysText(String written) {
        assertEquals(Map.of("key", written), tree("key: " + written));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("true", true),
                Arguments.of("false", false),
                Arguments.of("12", 12L),
                Arguments.of("-7", -7L),
                Arguments.of("123456789012345678901", new BigInteger("123456789012345678901")),
                Arguments.of("1.10", new BigDecimal("1.10")),
                Arguments.of("\"12\"", "12"),
                Arguments.of("'true'", "true"),
                Arguments.of("| \n  a\n  b", "a\nb"),
                Arguments.of("[a, 1, [b]]", List.of("a", 1L, List.of("b"))),
                Arguments.of("{a: {b: 1}}", Map.of("a", Map.of("b", 1L))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void plainValuesHaveTheTypeTheyLookLike(String written, Object value) {
        assertEquals(Map.of("key", value), tree("key: " + written));
    }

    @Test
    void anEmptyValueIsAsIfTheKeyWereNotThere() {
        assertEquals(Map.of("b", 1L), tree("a:\nb: 1\nc: null\n"));
        assertEquals(Map.of(), tree(""));
        assertEquals(Map.of(), tree("# only a comment\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "key: !!int abc          | a.yaml:1:6: tags such as tag:yaml.org,2002:int",
                "key: !!int 0x1F         | a.yaml:1:6: tags such as tag:yaml.org,2002:int",
                "key: !!bool banana      | a.yaml:1:6: tags such as tag:yaml.org,2002:bool",
                "key: !!float 1.2.3      | a.yaml:1:6: tags such as tag:yaml.org,2002:float",
                "key: !!str 12           | a.yaml:1:6: tags such as tag:yaml.org,2002:str",
                "key: !!java.net.URL x   | a.yaml:1:6: tags such as tag:yaml.org,2002:java.net.URL",
                "key: !env SECRET        | a.yaml:1:6: tags such as !env",
                "key: !!set {a}          | a.yaml:1:6: tags such as tag:yaml.org,2002:set",
                "key: !x [a]             | a.yaml:1:6: tags such as !x"
            })
    void tagsAreNotSupportedAndTheirPlaceIsNamed(String text, String problem) {
        assertTrue(problems(text).startsWith(problem), problems(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1e5                      | a.yaml:1:4: the value \"1e5\" has a form",
                "a: .inf                     | a.yaml:1:4: the value \".inf\" has a form",
                "a: .nan                     | a.yaml:1:4: the value \".nan\" has a form",
                "{a: 1, b: 2, a: 3}          | a.yaml:1:14: the key \"a\" stands twice",
                "? [x] : 1                   | a.yaml:1:3: a key must be text",
                "a: [1, 2                    | a.yaml:1:",
                "a: *nowhere                 | a.yaml:1:4: is not YAML: found undefined alias",
                "{a: &x {k: 1}, b: *x}       | a.yaml: is not YAML: Number of aliases",
                "{a: &x {k: 1}, b: {<<: *x}} | a.yaml: is not YAML: Number of aliases"
            })
    void whatCannotBeReadIsNamedWithItsPlace(String text, String problem) {
        assertTrue(problems(text).startsWith(problem), problems(text));
    }

    @Test
    void aKeyThatStandsTwiceIsNamedWhereItStandsTheSecondTime() {
        assertEquals(
                "a.yaml:4:3: the key \"b\" stands twice", problems("a:\n  b: 1\n  c: 2\n  b: 3\n"));
    }

    @Test
    void aBombOfAliasesIsRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(String.join(", ", java.util.Collections.nCopies(9, before)));
            bomb.append("]\n");
        }
        assertTrue(problems(bomb.toString()).contains("Number of aliases"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void bottomlessNestingIsAProblemOfTheFileAndNotOfTheNode(String level) {
        String problem = problems(level.repeat(60_000));
        assertTrue(problem.startsWith("a.yaml"), problem);
    }

    @Test
    void aFileOfMoreThan256KiBIsNotRead() {
        String fits = "# " + "x".repeat(256 * 1024 - 7) + "\na: 1";
        assertEquals(256 * 1024, fits.length());
        assertEquals(Map.of("a", 1L), tree(fits));
        assertEquals("a.yaml: is larger than 256 KiB; split it", problems(fits + " "));
    }

    @Test
    void twoDocumentsInOneFileAreAProblem() {
        assertTrue(problems("a: 1\n---\nb: 2\n").startsWith("a.yaml:2:1: is not YAML"));
    }

    @Test
    void aProblemInsideStandsWhereItsNearestParentStands() {
        YamlFile file = read("list:\n  - name: x\n  - name: y\n");
        assertEquals("a.yaml:3:5: odd", file.problemAt("/list/1/name", "odd").toString());
        assertEquals("a.yaml:3:5: odd", file.problemAt("/list/1/size", "odd").toString());
        assertEquals("a.yaml:1:1: odd", file.problemAt("/other", "odd").toString());
        assertEquals(2, file.lineOf("/list/0"));
    }

    private static Object tree(String text) {
        YamlFile file = read(text);
        assertEquals(List.of(), file.problems());
        return file.tree();
    }

    private static String problems(String text) {
        return new InvalidConfigException(read(text).problems()).getMessage();
    }

    private static YamlFile read(String text) {
        return YamlFile.read("a.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
