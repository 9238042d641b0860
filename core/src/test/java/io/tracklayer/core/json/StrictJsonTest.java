// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.MalformedInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    // Jackson loads its classes on first use; the bounds below are about reading.
    private static final Duration QUICK = Duration.ofSeconds(2);

    @Test
    void wholeNumbersAndFractionsAreExactAndNullsAreLeftOut() throws MalformedInputException {
        Object tree =
                read(
                        """
                        {"a":1,"b":9007199254740993,"c":98765432109876543210,"d":129.90,
                         "e":1e3,"f":true,"g":null,"h":["x",null,{"i":null}],"j":0.1}
                        """);
        assertEquals(
                Map.of(
                        "a",
                        1L,
                        "b",
                        9007199254740993L,
                        "c",
                        new BigInteger("98765432109876543210"),
                        "d",
                        new BigDecimal("129.90"),
                        "e",
                        new BigDecimal("1E+3"),
                        "f",
                        true,
                        "h",
                        List.of("x", Map.of()),
                        "j",
                        new BigDecimal("0.1")),
                tree);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n ",
                "null",
                "{",
                "{\"a\":1",
                "[1,2",
                "{\"a\":1}}",
                "{\"a\":1}{\"b\":2}",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":1}\n[]",
                "{\"a\":1}x",
                "{\"a\":1},",
                "{\"a\":1}\u0000",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "[1,,2]",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":5.}",
                "{\"a\":0x10}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":undefined}",
                "{\"a\":\"x\ny\"}",
                "{\"a\":\"x\u0000y\"}",
                "{\"a\":\"\\x41\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":1 /* note */}",
                "\uFEFF{\"a\":1}"
            })
    void whatIsNotOneJsonDocumentIsMalformed(String json) {
        assertEquals("malformed_json", refused(json.getBytes(UTF_8)).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"x\":{\"b\":1,\"b\":1}}",
                "[{\"a\":1},{\"a\":1,\"a\":null}]"
            })
    void aKeyThatStandsTwiceIsRefusedWithItsPlace(String json) {
        MalformedInputException refused = refused(json.getBytes(UTF_8));
        assertEquals("malformed_json", refused.code());
        assertTrue(refused.getMessage().endsWith(": a key stands twice"), refused.getMessage());
        assertTrue(refused.getMessage().contains("line 1, column "), refused.getMessage());
    }

    @Test
    void theRefusalNamesThePlaceAndNeverTheContent() {
        MalformedInputException refused =
                refused("{\"email\":\"jane@example.com\",\n \"secret4711\" x}".getBytes(UTF_8));
        assertTrue(refused.getMessage().contains("line 2"), refused.getMessage());
        assertFalse(refused.getMessage().contains("jane"), refused.getMessage());
        assertFalse(refused.getMessage().contains("4711"), refused.getMessage());
    }

    static List<Arguments> notUtf8() {
        return List.of(
                Arguments.of("lone continuation byte", hex("7b2261223a22", "80", "227d")),
                Arguments.of("cut two-byte character", hex("7b2261223a22", "c3", "227d")),
                Arguments.of("overlong slash", hex("7b2261223a22", "c0af", "227d")),
                Arguments.of("overlong NUL", hex("7b2261223a22", "c080", "227d")),
                Arguments.of("encoded surrogate", hex("7b2261223a22", "eda080", "227d")),
                Arguments.of("encoded pair", hex("7b2261223a22", "eda0bdedb880", "227d")),
                Arguments.of("beyond Unicode", hex("7b2261223a22", "f4908080", "227d")),
                Arguments.of("Latin-1 umlaut", hex("7b2261223a22", "fc", "227d")),
                Arguments.of("UTF-16 with mark", "{\"a\":1}".getBytes(UTF_16)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notUtf8")
    void bytesThatAreNotUtf8AreRefusedInsteadOfReplaced(String what, byte[] bytes) {
        assertEquals("malformed_utf8", refused(bytes).code());
    }

    @Test
    void utf16WithoutMarkIsNotJson() {
        assertEquals("malformed_json", refused("{\"a\":1}".getBytes(UTF_16LE)).code());
    }

    static List<Arguments> tooComplex() {
        return List.of(
                Arguments.of("depth", "[".repeat(65) + "]".repeat(65)),
                Arguments.of("depth of objects", "{\"a\":".repeat(65) + "1" + "}".repeat(65)),
                Arguments.of("endless depth", "[".repeat(1_000_000)),
                Arguments.of("digits", "{\"a\":" + "9".repeat(1_001) + "}"),
                Arguments.of("digits of a fraction", "{\"a\":0." + "3".repeat(1_001) + "}"),
                Arguments.of("exponent", "{\"a\":1e400}"),
                Arguments.of("negative exponent", "{\"a\":1e-400}"),
                Arguments.of("huge exponent", "{\"a\":1e9999999}"),
                Arguments.of("hugest exponent", "{\"a\":1e-2147483600}"),
                Arguments.of("exponent beyond an int", "{\"a\":1e99999999999}"),
                Arguments.of("negative exponent beyond an int", "[1.5e-99999999999]"),
                Arguments.of("string", "{\"a\":\"" + "x".repeat((4 << 20) + 1) + "\"}"),
                Arguments.of("key", "{\"" + "k".repeat(60_000) + "\":1}"),
                Arguments.of("values", "[" + "1,".repeat(200_000) + "1]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooComplex")
    void whatExceedsABoundIsRefusedQuickly(String what, String json) {
        byte[] bytes = json.getBytes(UTF_8);
        MalformedInputException refused = assertTimeoutPreemptively(QUICK, () -> refused(bytes));
        assertEquals("too_complex", refused.code());
        assertTrue(refused.getMessage().length() < 250, refused.getMessage());
    }

    @Test
    void whatStaysWithinTheBoundsIsRead() throws MalformedInputException {
        read("[".repeat(64) + "]".repeat(64));
        read("[" + "1,".repeat(199_998) + "1]");
        assertEquals(
                Map.of("a", new BigInteger("9".repeat(100))),
                read("{\"a\":" + "9".repeat(100) + "}"));
        assertEquals(new BigDecimal("1E+100"), read("1e100"));
        String keys =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> "\"k" + i + "\":1")
                        .collect(Collectors.joining(",", "{", "}"));
        assertEquals(100_000, ((Map<?, ?>) read(keys)).size());
    }

    @Test
    void aScalarDocumentIsThatScalar() throws MalformedInputException {
        assertEquals(5L, read("5"));
        assertEquals("text", read("\"text\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "𝒳", "Müller", "李小龍", "e\u0301", "👩‍👩‍👧", "\u2028", "/"})
    void textIsWrittenAsItIs(String text) throws MalformedInputException {
        byte[] written = StrictJson.write(Map.of("name", text));
        assertEquals("{\"name\":\"" + text + "\"}", new String(written, UTF_8));
        assertEquals(Map.of("name", text), StrictJson.read(written));
    }

    @Test
    void supplementaryCharactersInKeysAndLongTextsAreWrittenAsTheyAre() {
        Map<String, Object> tree = Map.of("👍", List.of("x" + "😀".repeat(9_000)));
        String written = StrictJson.writeText(tree);
        assertEquals("{\"👍\":[\"x" + "😀".repeat(9_000) + "\"]}", written);
    }

    @Test
    void controlCharactersAreWrittenEscaped() {
        assertEquals(
                "{\"a\":\"\\u0000\\u001B\\n\\\"\\\\\"}",
                StrictJson.writeText(Map.of("a", "\u0000\u001B\n\"\\")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "\\ude00", "\\ud83dx", "\\ude00\\ud83d"})
    void aLoneSurrogateIsKeptThroughReadingAndWriting(String escape)
            throws MalformedInputException {
        Object tree = read("{\"a\":\"cut " + escape + "\"}");
        String written = StrictJson.writeText(tree);
        assertFalse(written.contains("?"), written);
        assertEquals(tree, read(written));
    }

    @Test
    void moneyIsWrittenPlainAndWithItsZeros() {
        assertEquals(
                "[129.90,1000,0.00000001,9007199254740993]",
                StrictJson.writeText(
                        List.of(
                                new BigDecimal("129.90"),
                                new BigDecimal("1E+3"),
                                new BigDecimal("1E-8"),
                                9007199254740993L)));
    }

    @Test
    void theFormForPeopleIsTheSameDocument() throws MalformedInputException {
        Map<String, Object> tree = Map.of("a", List.of("😀", new BigDecimal("1.10")));
        String pretty = StrictJson.writePretty(tree);
        assertTrue(pretty.contains("😀") && pretty.contains("1.10"), pretty);
        assertEquals(tree, read(pretty));
    }

    @Test
    void aDamagedStoredDocumentIsAnErrorOfOurs() {
        IllegalStateException damaged =
                assertThrows(IllegalStateException.class, () -> StrictJson.readTrusted("{\"a\":"));
        assertTrue(
                damaged.getMessage().startsWith("a stored document cannot be read: "),
                damaged.getMessage());
    }

    private static Object read(String json) throws MalformedInputException {
        return StrictJson.read(json.getBytes(UTF_8));
    }

    private static MalformedInputException refused(byte[] bytes) {
        return assertThrows(MalformedInputException.class, () -> StrictJson.read(bytes));
    }

    private static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts));
    }
}
