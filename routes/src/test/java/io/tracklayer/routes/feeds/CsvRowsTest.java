// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
    @Test
    void rowsAreNamedByTheHeaderAndEmptyCellsLeftOut() {
        assertEquals(
                List.of(Map.of("a", "1", "b b", "2"), Map.of("a", "3")),
                rows("\uFEFFa, b b \n 1 ,2\n\n3,\n", ','));
        assertEquals(List.of(Map.of("a", "1,5", "b", "x")), rows("a;b\n1,5;x\n", ';'));
        assertEquals(List.of(), rows("a,b\n", ','));
        assertEquals(List.of(), rows("", ','));
    }

    @Test
    void quotedCellsHoldSeparatorsQuotesAndLineEnds() {
        assertEquals(
                List.of(Map.of("a", "x,\"y\"\nz", "b", "1")),
                rows("a,b\r\n\"x,\"\"y\"\"\nz\",1\r\n", ','));
    }

    @Test
    void aRowOfAnotherLengthIsATextAndTheOthersAreKept() {
        assertEquals(
                List.of(
                        "row 2: 1 cells where the header has 2: 1",
                        "row 3: 3 cells where the header has 2: 1 | 2 | 3",
                        Map.of("a", "4", "b", "5")),
                rows("a,b\n1\n1,2,3\n4,5\n", ','));
    }

    @Test
    void aRowWithTextBehindAClosedQuoteIsATextAndTheOthersAreKept() {
        List<Object> rows = rows("a,b\n\"12\" screen,2\n3,17\" screen\n\"4\n\",5\n", ',');
        assertTrue(rows.get(0).toString().startsWith("row 2: is no CSV, "), rows + "");
        assertEquals(
                List.of(Map.of("a", "3", "b", "17\" screen"), Map.of("a", "4", "b", "5")),
                rows.subList(1, rows.size()));
    }

    @Test
    void aByteOrderMarkIsNoPartOfAQuotedName() {
        assertEquals(
                List.of(Map.of("a, b", "1", "c", "2")), rows("\uFEFF\"a, b\",\"c\"\n1,2\n", ','));
    }

    @Test
    void aNameThatStandsTwiceInTheHeaderIsSaidAndNoRowIsGuessed() {
        assertEquals(
                List.of("row 1: the header names the column \"total\" twice; no row can be read"),
                rows("id,total,total\n1,2,3\n4,5,6\n", ','));
        assertEquals(List.of(Map.of("id", "1")), rows("id,,\n1,,\n", ','));
    }

    @Test
    void whatCannotBeReadIsOneLastRowOfText() {
        List<Object> open = rows("a,b\n1,2\n3,\"never closed\n4,5\n", ',');
        assertEquals(Map.of("a", "1", "b", "2"), open.get(0));
        assertTrue(open.get(1).toString().contains("cannot be read from here on"), open + "");
        assertEquals(2, open.size());
    }

    @Test
    void rowsOfAnotherCharacterSetAreSaidAndTheOthersAreKept() {
        byte[] latin = "a,b\n0,1\nm\u00fcller,2\n3,4\n".getBytes(StandardCharsets.ISO_8859_1);
        List<Object> rows = rows(latin, StandardCharsets.UTF_8, ',');
        assertEquals(Map.of("a", "0", "b", "1"), rows.get(0));
        assertEquals("row 3: not in the character set it should be in", rows.get(1));
        assertEquals(Map.of("a", "3", "b", "4"), rows.get(2));
        assertEquals(
                Map.of("a", "m\u00fcller", "b", "2"),
                rows(latin, StandardCharsets.ISO_8859_1, ',').get(1));
        byte[] header = "\u00fc,b\n1,2\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(1, rows(header, StandardCharsets.UTF_8, ',').size(), "no columns, no rows");
    }

    @Test
    void aCellOfMoreThanAMillionCharactersEndsTheFile() {
        List<Object> rows = rows("a\n" + "x".repeat(1_100_000) + "\n", ',');
        assertTrue(rows.get(0).toString().contains("cannot be read from here on"), "bounded");
    }

    private static List<Object> rows(String text, char separator) {
        return rows(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8, separator);
    }

    private static List<Object> rows(byte[] bytes, Charset charset, char separator) {
        List<Object> rows = new ArrayList<>();
        new CsvRows(new ByteArrayInputStream(bytes), charset, separator)
                .forEachRemaining(rows::add);
        return rows;
    }
}
