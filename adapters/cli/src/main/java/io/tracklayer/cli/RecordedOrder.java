// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** An order of the recorded hour. */
record RecordedOrder(long id, DemoVisitor visitor, List<Line> lines, Instant placedAt) {
    RecordedOrder {
        lines = List.copyOf(lines);
    }

    /** Some pieces of one product. */
    record Line(DemoProduct product, int quantity) {
        BigDecimal amount() {
            return product.price().multiply(BigDecimal.valueOf(quantity));
        }
    }

    DemoShop shop() {
        return visitor.shop();
    }

    /** Price of the goods, which is what GA4 calls the value. */
    BigDecimal goods() {
        return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What the buyer paid. */
    BigDecimal total() {
        return goods().add(shop().shipping());
    }

    /** The id under which browser and shop report it. */
    String purchaseId() {
        return "ord_" + id + "_purchase";
    }
}
