// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenRequest;
import io.tracklayer.testkit.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever authentic senders send: an event, a reason, or malformed; never anything else. */
class HostileInputTest {
    private static final Path EXAMPLES = Path.of("../../../config/webhooks/examples");
    private static final List<Object> MISFITS =
            List.of(
                    Map.of(),
                    List.of(),
                    List.of(List.of()),
                    "",
                    "\u0000",
                    "\ud800",
                    "${env:HOME}",
                    0L,
                    -1L,
                    true,
                    new BigDecimal("1e400"),
                    new BigDecimal("1e-400"),
                    "9".repeat(5_000));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "0",
                "\"x\"",
                "{}",
                "[[[]]]",
                "{\"order\":[]}",
                "{\"order\":{\"lines\":{}}}",
                "{\"order\":{\"lines\":[1,\"a\",[],{}]}}",
                "{\"events\":null}",
                "{\"data\":\"text\"}",
                "{",
                ""
            })
    void bodiesOfTheWrongFormAreAnsweredWithAReason(String body) throws IOException {
        for (String mapping : mappings()) {
            decodes(mapping, Given.post(body));
            decodes(mapping, Given.form(body));
        }
    }

    @Test
    void everyMemberOfAFullOrderMayBeAnythingElse() throws IOException {
        String mapping = Files.readString(EXAMPLES.resolve("headless-checkout.webhook.yaml"));
        Object order = Json.read(Files.readString(EXAMPLES.resolve("headless-order.json")));
        List<Object> variants = new ArrayList<>();
        misfits(order, variants);
        for (Object variant : variants) {
            decodes(mapping, Given.post("").body(Json.write(variant)));
        }
        assertFalse(variants.size() < 400, "variants: " + variants.size());
    }

    private static void decodes(String mapping, GivenRequest request) {
        Settings settings = Given.settings(mapping, "c2VjcmV0");
        assertDoesNotThrow(
                () -> {
                    try {
                        List<Decoded> decoded =
                                Given.SOURCE.decode(request, settings, Given.memory());
                        assertFalse(decoded.isEmpty());
                    } catch (MalformedInputException expected) {
                        assertFalse(expected.code().isEmpty());
                    }
                    Given.SOURCE.acknowledge(request, settings, List.of());
                    Given.SOURCE.verify(request, settings);
                });
    }

    private static List<String> mappings() throws IOException {
        List<String> mappings = new ArrayList<>();
        for (Path file : ShippedExamplesTest.mappings()) {
            mappings.add(Files.readString(file));
        }
        return mappings;
    }

    /** The tree with one member replaced, for each member and each misfit. */
    private static void misfits(Object tree, List<Object> into) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach(
                    (key, value) -> {
                        List<Object> below = new ArrayList<>(MISFITS);
                        misfits(value, below);
                        for (Object other : below) {
                            Map<Object, Object> changed = new LinkedHashMap<>(map);
                            changed.put(key, other);
                            into.add(changed);
                        }
                    });
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                List<Object> below = new ArrayList<>(MISFITS);
                misfits(list.get(i), below);
                for (Object other : below) {
                    List<Object> changed = new ArrayList<>(list);
                    changed.set(i, other);
                    into.add(changed);
                }
            }
        }
    }
}
