// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of a cart or order.
 *
 * @param price of one piece, in major units
 */
record CriteoLine(String id, BigDecimal price, long quantity) {

    BigDecimal total() {
        return price.multiply(BigDecimal.valueOf(quantity));
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", id);
        tree.put("price", price);
        tree.put("quantity", quantity);
        return tree;
    }
}
