// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import io.tracklayer.testkit.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileInputTest {
    /** Every value of a full message is replaced by each of these in turn. */
    private static final List<Object> MISFITS =
            List.of(
                    Map.of(),
                    List.of(),
                    List.of(List.of()),
                    "",
                    "\u0000=\n=",
                    "x".repeat(9_000),
                    0L,
                    -1L,
                    new java.math.BigDecimal("1e400"),
                    true);

    @ParameterizedTest
    @CsvSource({
        "order.updated, order-727-processing.json",
        "order.updated, order-legacy.json",
        "subscription.updated, subscription-881-active.json",
        "customer.created, customer-26.json"
    })
    void aMessageWithAnyValueOfTheWrongTypeIsReadAndNeverBreaks(String topic, String file) {
        Object body = Json.read(WooShop.file(file));
        List<Object> broken = new ArrayList<>();
        for (Object misfit : MISFITS) {
            eachReplaced(body, misfit, broken::add);
        }
        WooShop shop = new WooShop();
        for (Object message : broken) {
            shop.hears(topic, WooShop.text(message));
        }
    }

    @Test
    void aCutOffRequestIsMalformedWhereverItIsCut() {
        String whole = WooShop.file(WooShop.ORDER).strip();
        int malformed = 0;
        for (int length = 0; length < whole.length(); length += 97) {
            GivenRequest cut = WooShop.webhook("order.updated", whole.substring(0, length));
            try {
                WooShop.source().decode(cut, WooShop.settings(), SourceMemory.none());
            } catch (MalformedInputException expected) {
                malformed++;
            }
        }
        assertEquals((whole.length() + 96) / 97, malformed);
    }

    @Test
    void refundsWithoutNumberAreBounded() {
        List<Object> refunds = new ArrayList<>();
        for (int id = 1; id < 5_000; id++) {
            refunds.add(Map.of("id", id, "total", "-0.01"));
        }
        assertEquals(202, new WooShop().tells("refunds", refunds).size());
    }

    /** Gives the tree once for each of its values, with that value replaced. */
    private static void eachReplaced(Object tree, Object misfit, Consumer<Object> changed) {
        changed.accept(misfit);
        if (tree instanceof Map<?, ?> map) {
            map.forEach(
                    (key, value) ->
                            eachReplaced(
                                    value,
                                    misfit,
                                    other -> {
                                        Map<Object, Object> copy = new LinkedHashMap<>(map);
                                        copy.put(key, other);
                                        changed.accept(copy);
                                    }));
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                int index = i;
                eachReplaced(
                        list.get(i),
                        misfit,
                        other -> {
                            List<Object> copy = new ArrayList<>(list);
                            copy.set(index, other);
                            changed.accept(copy);
                        });
            }
        }
    }
}
