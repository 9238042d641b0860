// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemsTest {
    private static final Optional<Currency> EUR = Optional.of(Currency.getInstance("EUR"));
    private final List<String> notes = new ArrayList<>();

    @Test
    void everyMemberOfALineIsRead() {
        Map<String, Object> line =
                Map.ofEntries(
                        Map.entry("variantId", 41327143321713L),
                        Map.entry("productId", "p1"),
                        Map.entry("sku", "SKU-1"),
                        Map.entry("name", "Linen shirt"),
                        Map.entry("variant", "M"),
                        Map.entry("brand", "Acme"),
                        Map.entry("category", "Shirts"),
                        Map.entry("price", "49.95"),
                        Map.entry("quantity", 2L),
                        Map.entry("discount", new BigDecimal("5")),
                        Map.entry("coupon", "AUTUMN"),
                        Map.entry("position", 3L),
                        Map.entry("url", "https://shop.example/p1"),
                        Map.entry("imageUrl", "https://cdn.example/p1.jpg"));
        Item expected =
                new Item(
                        "41327143321713",
                        "p1",
                        "SKU-1",
                        "Linen shirt",
                        "M",
                        "Acme",
                        "Shirts",
                        new BigDecimal("49.95"),
                        2,
                        new BigDecimal("5.00"),
                        "AUTUMN",
                        3L,
                        "https://shop.example/p1",
                        "https://cdn.example/p1.jpg");
        assertEquals(List.of(expected), Items.of(List.of(line), EUR, notes::add));
        assertEquals(List.of(), notes);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2.0, 2", "007, 7", "999999999, 999999999"})
    void aQuantityIsAWholeNumberOfPieces(String quantity, long expected) {
        Object line = Map.of("sku", "a", "quantity", quantity);
        assertEquals(expected, Items.of(List.of(line), EUR, notes::add).get(0).quantity());
    }

    @Test
    void aLineWithoutQuantityIsOnePiece() {
        assertEquals(1, Items.of(List.of(Map.of("sku", "a")), EUR, notes::add).get(0).quantity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "two", "1e3", "1,000", "9999999999", "1e9999999"})
    void aLineWithoutUsableQuantityIsLeftOutByNameAndTheOthersStay(String quantity) {
        List<Object> lines = List.of(Map.of("sku", "a"), Map.of("sku", "b", "quantity", quantity));
        assertEquals(List.of("a"), skus(Items.of(lines, EUR, notes::add)));
        assertEquals(List.of("items: line 1 has no usable quantity and was left out"), notes);
    }

    @Test
    void aLineOfNoPiecesIsNoLine() {
        Object gone = Map.of("sku", "a", "quantity", 0L);
        assertEquals(List.of(), Items.of(List.of(gone), EUR, notes::add));
    }

    @Test
    void whatIsNoLineIsLeftOutByName() {
        List<Object> lines = List.of("sku-1", Map.of("sku", "b"), 7L, Map.of());
        assertEquals(List.of("b"), skus(Items.of(lines, EUR, notes::add)));
        assertEquals(
                List.of(
                        "items: line 0 is not an object with a line's members and was left out",
                        "items: line 2 is not an object with a line's members and was left out",
                        "items: line 3 is not an object with a line's members and was left out"),
                notes);
    }

    @Test
    void whatIsNoListIsLeftOutAsAWhole() {
        assertEquals(List.of(), Items.of("shirt", EUR, notes::add));
        assertEquals(List.of("items: not a list of lines, left out"), notes);
    }

    @Test
    void theFirstThousandLinesAreKept() {
        List<Object> lines = Collections.nCopies(100_000, Map.of("sku", "a"));
        assertEquals(1_000, Items.of(lines, EUR, notes::add).size());
        assertEquals(List.of("items: only the first 1000 of 100000 lines were kept"), notes);
    }

    @Test
    void aPriceIsNotGuessed() {
        List<Object> lines =
                List.of(
                        Map.of("sku", "a", "price", "12,50"),
                        Map.of("sku", "b", "price", "-1"),
                        Map.of("sku", "c", "price", "33.335"));
        List<BigDecimal> prices = new ArrayList<>();
        Items.of(lines, EUR, notes::add).forEach(item -> prices.add(item.price()));
        assertEquals(java.util.Arrays.asList(null, null, new BigDecimal("33.34")), prices);
    }

    @Test
    void withoutACurrencyThereIsNoPrice() {
        Object line = Map.of("sku", "a", "price", "12.50");
        assertEquals(null, Items.of(List.of(line), Optional.empty(), notes::add).get(0).price());
    }

    private static List<String> skus(List<Item> items) {
        return items.stream().map(Item::sku).toList();
    }
}
