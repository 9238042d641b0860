// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

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
        "charge/paid, charge-2021-11.json",
        "charge/refunded, charge-2021-01.json",
        "subscription/created, subscription-233844.json",
        "customer/created, customer-87475383.json",
        "charge/failed, charge-2021-11.json"
    })
    void aMessageWithAnyValueOfTheWrongTypeIsReadAndNeverBreaks(String topic, String file) {
        Object body = Json.read(Account.file(file));
        List<Object> broken = new ArrayList<>();
        for (Object misfit : MISFITS) {
            eachReplaced(body, misfit, broken::add);
        }
        Account account = new Account("shop-orders", "here", "custom-topics", "charge/failed");
        for (Object message : broken) {
            account.hears(
                    topic,
                    new String(Json.write(message), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Test
    void aCutOffRequestIsMalformedWhereverItIsCut() {
        String whole = Account.file(Account.CHARGE).strip();
        int malformed = 0;
        for (int length = 0; length < whole.length(); length += 97) {
            GivenRequest cut = Account.webhook("charge/paid", whole.substring(0, length));
            try {
                Account.source().decode(cut, Account.settings(), SourceMemory.none());
            } catch (MalformedInputException expected) {
                malformed++;
            }
        }
        assertEquals((whole.length() + 96) / 97, malformed);
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
