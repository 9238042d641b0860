// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import static io.tracklayer.destination.criteo.Given.CRITEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Requests;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriteoDiscountsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EUR|100.00|[a 40.00 2, b 20.00 1]",
                "EUR|90.00|[a 36.00 2, b 18.00 1]",
                "EUR|99.99|[a 39.99 1, a 40.00 1, b 20.00 1]",
                "EUR|0.00|[a 0.00 2, b 0.00 1]",
                "JPY|91|[a 36 2, b 19 1]",
                "KWD|99.999|[a 39.999 1, a 40.000 1, b 20.000 1]"
            })
    void aDiscountOnTheOrderIsSpreadOverItsLines(String currency, String subtotal, String lines) {
        Event event = order(currency, subtotal, item("a", "40.00", 2), item("b", "20.00", 1));
        PlatformRecord record = CRITEO.record(event);

        assertEquals(lines, shown(Given.sent(record).get("item")));
        assertEquals(
                subtotal.equals("100.00")
                        ? List.of()
                        : List.of(
                                "prices were lowered so that the items add up to "
                                        + subtotal
                                        + ", as the order does"),
                record.warnings());
    }

    @Test
    void pricesAreNeverRaised() {
        Event event = order("EUR", "150.00", item("a", "40.00", 2));
        assertEquals("[a 40.00 2]", shown(Given.sent(event).get("item")));
    }

    @Test
    void theValueOfTheOrderIsTheBoundWhenItIsLower() {
        Event event =
                order("EUR", "100.00", item("a", "40.00", 2)).toBuilder()
                        .set(EventField.VALUE, new BigDecimal("60.00"))
                        .build();
        assertEquals("[a 30.00 2]", shown(Given.sent(event).get("item")));
        Event unknown = event.toBuilder().remove(EventField.SUBTOTAL).build();
        assertEquals("[a 30.00 2]", shown(Given.sent(unknown).get("item")));
    }

    @Test
    void aCartIsLeftAsItIs() {
        Event cart =
                GivenEvents.rich(EventName.CART_VIEWED, EventField.VALUE, new BigDecimal("1.00"))
                        .toBuilder()
                        .set(EventField.ITEMS, List.of(item("a", "40.00", 2)))
                        .build();
        assertEquals("[a 40.00 2]", shown(Given.sent(cart).get("item")));
    }

    @Test
    void whateverTheLinesTheyAddUpToTheLastCentAndKeepTheirPieces() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<CriteoLine> lines = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(6); i++) {
                BigDecimal price = BigDecimal.valueOf(1 + random.nextInt(99_999), 2);
                lines.add(new CriteoLine("v" + i, price, 1 + random.nextInt(12)));
            }
            BigDecimal sum = CriteoDiscounts.sum(lines);
            BigDecimal target =
                    BigDecimal.valueOf(random.nextInt(sum.unscaledValue().intValue()), 2);
            List<CriteoLine> spread = CriteoDiscounts.spread(lines, target, 2);

            assertEquals(target, CriteoDiscounts.sum(spread), lines + " to " + target);
            assertEquals(pieces(lines), pieces(spread));
            assertTrue(spread.stream().allMatch(line -> line.price().signum() >= 0));
        }
    }

    private static long pieces(List<CriteoLine> lines) {
        return lines.stream().mapToLong(CriteoLine::quantity).sum();
    }

    private static Event order(String currency, String subtotal, Item... items) {
        return GivenEvents.purchase("500.00", currency).toBuilder()
                .set(EventField.SUBTOTAL, new BigDecimal(subtotal))
                .set(EventField.ITEMS, List.of(items))
                .build();
    }

    private static Item item(String id, String price, long quantity) {
        return GivenEvents.item(id, price, quantity);
    }

    /** Each line as {@code id price quantity}. */
    private static String shown(Object items) {
        return Requests.json(items)
                .replace("{\"id\":\"", "")
                .replace("\",\"price\":", " ")
                .replace(",\"quantity\":", " ")
                .replace("},", ", ")
                .replace("}", "");
    }
}
