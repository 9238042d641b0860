// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation.Reading;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyBadInputTest {
    private static final List<String> TOPICS =
            List.of(
                    "orders/create",
                    "orders/cancelled",
                    "orders/updated",
                    "orders/edited",
                    "refunds/create",
                    "checkouts/update",
                    "carts/update",
                    "customers/create",
                    "customers_email_marketing_consent/update",
                    "subscription_contracts/update",
                    "subscription_billing_attempts/success");

    private static final Source SOURCE = Webhook.source();
    private static final Settings SETTINGS =
            Webhook.settings(
                    "test-orders", "mark", "pos", "send", "money", "presentment", "carts", "send");

    private static final Source PIXEL = Pixel.source();
    private static final Settings PIXEL_SETTINGS = Pixel.settings("forms", "send");

    private static final List<String> FILES =
            List.of(
                    "orders-create-548291.json",
                    "order-1001.json",
                    "refunds-create-partial-548291.json",
                    "refunds-create-full-548291.json");

    private static final List<String> FURTHER =
            List.of(
                    "order-edit-1.json",
                    "checkout-1.json",
                    "cart-1.json",
                    "customer-77.json",
                    "email-consent-77.json",
                    "contract-1.json",
                    "billing-attempt-1.json",
                    Pixel.COMPLETED,
                    "pixel-product-added.json");

    /** What may stand anywhere instead of what should; numbers too large to write come as text. */
    private static final List<Object> ODD_VALUES =
            List.of(
                    "",
                    " ",
                    "null",
                    "\u0000",
                    "\ud800",
                    "1e9999999",
                    "NaN",
                    "-0",
                    "12,50",
                    "+999999999-12-31T23:59:59Z",
                    "-999999999-01-01T00:00:00Z",
                    "${bean:exit}",
                    "<script>",
                    "a".repeat(5_000),
                    0L,
                    -1L,
                    Long.MIN_VALUE,
                    BigInteger.TEN.pow(90),
                    new BigDecimal("1.5"),
                    new BigDecimal("1e-9999"),
                    new BigDecimal("1e999999999"),
                    new BigDecimal("1e-2147483647"),
                    true,
                    false,
                    List.of(),
                    List.of(List.of(1L), "x"),
                    Map.of(),
                    Map.of("id", "x", "amount", Map.of()));

    static Stream<String> files() {
        return FILES.stream();
    }

    static Stream<String> allFiles() {
        return Stream.concat(FILES.stream(), FURTHER.stream());
    }

    static IntStream seeds() {
        return IntStream.range(0, 400);
    }

    @ParameterizedTest
    @MethodSource("allFiles")
    void anyOddValueInAnyPlaceIsDecodedOrRefusedInOrder(String file) {
        Object body = Webhook.body(file);
        for (List<Object> path : paths(body)) {
            for (Object odd : ODD_VALUES) {
                assertDecodes(replaced(body, path, odd), path + " = " + label(odd));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("allFiles")
    void anyMissingMemberIsDecodedOrRefusedInOrder(String file) {
        Object body = Webhook.body(file);
        for (List<Object> path : paths(body)) {
            assertDecodes(replaced(body, path, null), path + " missing");
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void manyOddValuesAtOnceAreDecodedOrRefusedInOrder(int seed) {
        Random random = new Random(seed);
        Object body = Webhook.body(FILES.get(random.nextInt(FILES.size())));
        for (int i = 0; i < 12; i++) {
            List<List<Object>> paths = paths(body);
            if (!paths.isEmpty()) {
                Object odd = ODD_VALUES.get(random.nextInt(ODD_VALUES.size()));
                body = replaced(body, paths.get(random.nextInt(paths.size())), odd);
            }
        }
        assertDecodes(body, "seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("files")
    void numbersAsTextAndTextsAsNumbersGiveTheSameEvent(String file) {
        String topic = file.startsWith("refund") ? "refunds/create" : "orders/create";
        GivenRequest written = Webhook.given(topic, file);
        GivenRequest swapped = Webhook.of(topic, Webhook.text(numbersAsText(Webhook.body(file))));
        assertEquals(texts(Webhook.values(written)), texts(Webhook.values(swapped)));
        String unquoted = Webhook.file(file).replaceAll("\"(\\d{1,15}\\.\\d{2})\"", "$1");
        assertFalse(unquoted.equals(Webhook.file(file)));
        assertEquals(
                texts(Webhook.values(written)), texts(Webhook.values(Webhook.of(topic, unquoted))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "9e2147483646"})
    void hugeExponentsCostNoTime(String number) {
        String body =
                Webhook.file("orders-create-548291.json")
                        .replaceAll("\"\\d{1,9}\\.\\d{2}\"", number)
                        .replaceAll("(?<=quantity\": )\\d", number);
        Decoded decoded =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(2),
                        () -> Webhook.decoded(Webhook.of("orders/create", body)));
        assertInstanceOf(Decoded.Happened.class, decoded);
    }

    @Test
    void aCartOfAHundredThousandAttributesCostsNoTime() {
        List<Object> attributes = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            attributes.add(Map.of("name", "_ga_" + i, "value", "x" + i));
        }
        GivenRequest request = Webhook.order("note_attributes", attributes);
        Map<EventField, Object> values =
                assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Webhook.values(request));
        assertEquals("x0", values.get(EventField.GA_SESSION_ID));
    }

    @Test
    void anIdBeyondSixtyFourBitsKeepsItsDigits() throws MalformedInputException {
        Object body = Map.of("id", new BigInteger("98765432109876543210123"));
        InboundRequest request = new Tampered(Webhook.of("orders/create", "{}"), body);
        Decoded.Happened happened =
                assertInstanceOf(
                        Decoded.Happened.class,
                        SOURCE.decode(request, SETTINGS, SourceMemory.none()).get(0));
        assertEquals(
                Map.of(EventField.ORDER_ID, "98765432109876543210123"),
                Webhook.values(happened.observation()));
    }

    @Test
    void textIsHandedOverLiterally() {
        String odd = "${bean:exit} {{x}} <script>alert(1)</script> ' OR 1=1";
        Map<EventField, Object> values =
                Webhook.values(Webhook.order("name", odd, "email", odd, "referring_site", odd));
        assertEquals(odd, values.get(EventField.ORDER_NAME));
        assertEquals(odd, values.get(EventField.EMAIL));
        assertEquals(odd, values.get(EventField.PAGE_REFERRER));
    }

    private static void assertDecodes(Object body, String what) {
        for (String topic : TOPICS) {
            assertDecodes(
                    SOURCE,
                    new Tampered(Webhook.of(topic, "{}"), body),
                    SETTINGS,
                    topic + ": " + what);
        }
        assertDecodes(PIXEL, new Tampered(Pixel.of("{}"), body), PIXEL_SETTINGS, "pixel: " + what);
    }

    private static void assertDecodes(
            Source source, InboundRequest request, Settings settings, String what) {
        try {
            List<Decoded> decoded = source.decode(request, settings, new ShopMemory());
            assertFalse(decoded.isEmpty(), what);
            for (Decoded one : decoded) {
                if (one instanceof Decoded.Happened happened) {
                    happened.observation()
                            .readings()
                            .forEach(reading -> assertPlain(reading, what));
                }
            }
        } catch (MalformedInputException inOrder) {
            assertTrue(inOrder.code().matches("[a-z_]+"), what);
        } catch (RuntimeException | StackOverflowError thrown) {
            throw new AssertionError(what, thrown);
        }
    }

    /** Raw values are trees of the contract's types and nothing else. */
    private static void assertPlain(Reading reading, String what) {
        Object raw = reading.raw();
        boolean plain =
                raw instanceof String
                        || raw instanceof Number
                        || raw instanceof Boolean
                        || raw instanceof Map
                        || raw instanceof List;
        assertTrue(plain, what + ": " + reading.field() + " is " + raw.getClass());
    }

    private static String label(Object odd) {
        String text = odd instanceof BigDecimal number ? number.toString() : String.valueOf(odd);
        return text.substring(0, Math.min(40, text.length()));
    }

    private static Map<EventField, String> texts(Map<EventField, Object> values) {
        Map<EventField, String> texts = new LinkedHashMap<>();
        values.forEach((field, value) -> texts.put(field, value.toString()));
        return texts;
    }

    private static Object numbersAsText(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, numbersAsText(value)));
            return copy;
        }
        if (node instanceof List<?> list) {
            return list.stream().map(ShopifyBadInputTest::numbersAsText).toList();
        }
        return node instanceof Number ? node.toString() : node;
    }

    /** The path of every member and element. */
    private static List<List<Object>> paths(Object node) {
        List<List<Object>> paths = new ArrayList<>();
        collect(node, List.of(), paths);
        return paths;
    }

    private static void collect(Object node, List<Object> at, List<List<Object>> paths) {
        if (!at.isEmpty()) {
            paths.add(at);
        }
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> collect(value, longer(at, key), paths));
        } else if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), longer(at, i), paths);
            }
        }
    }

    private static List<Object> longer(List<Object> path, Object step) {
        return Stream.concat(path.stream(), Stream.of(step)).toList();
    }

    /** A copy with another value at the path, or without it when the value is null. */
    private static Object replaced(Object node, List<Object> path, Object value) {
        if (path.isEmpty()) {
            return value;
        }
        List<Object> rest = path.subList(1, path.size());
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            put(copy, path.get(0), replaced(map.get(path.get(0)), rest, value));
            return copy;
        }
        List<Object> copy = new ArrayList<>((List<?>) node);
        int index = (Integer) path.get(0);
        Object changed = replaced(copy.remove(index), rest, value);
        if (changed != null) {
            copy.add(index, changed);
        }
        return copy;
    }

    private static void put(Map<Object, Object> map, Object key, Object value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    /** A request whose body is given as a tree, because some numbers cannot be written out. */
    private record Tampered(GivenRequest sent, Object json) implements InboundRequest {
        @Override
        public String method() {
            return sent.method();
        }

        @Override
        public String path() {
            return sent.path();
        }

        @Override
        public Map<String, List<String>> query() {
            return sent.query();
        }

        @Override
        public Optional<String> header(String name) {
            return sent.header(name);
        }

        @Override
        public byte[] raw() {
            return sent.raw();
        }

        @Override
        public String remoteAddress() {
            return sent.remoteAddress();
        }

        @Override
        public Instant receivedAt() {
            return sent.receivedAt();
        }
    }
}
