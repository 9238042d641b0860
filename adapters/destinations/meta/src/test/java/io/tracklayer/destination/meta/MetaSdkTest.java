// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.facebook.ads.sdk.APIContext;
import com.facebook.ads.sdk.serverside.ActionSource;
import com.facebook.ads.sdk.serverside.Content;
import com.facebook.ads.sdk.serverside.CustomData;
import com.facebook.ads.sdk.serverside.EventRequest;
import com.facebook.ads.sdk.serverside.UserData;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same facts through Meta's own Business SDK for Java, and through this adapter. */
class MetaSdkTest {
    private static final Map<EventField, String> KEYS =
            Map.of(
                    EventField.EMAIL, "em",
                    EventField.PHONE, "ph",
                    EventField.FIRST_NAME, "fn",
                    EventField.LAST_NAME, "ln",
                    EventField.CITY, "ct",
                    EventField.STATE, "st",
                    EventField.POSTAL_CODE, "zp",
                    EventField.COUNTRY, "country");

    @ParameterizedTest
    @CsvSource({
        "EMAIL, US, ' Anna.Muller@Example.COM '",
        "EMAIL, US, John_Smith@gmail.com",
        "EMAIL, US, user.name+NYC@Example.com",
        "EMAIL, US, 725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7",
        "PHONE, US, +16505551212",
        "PHONE, DE, +4915123456789",
        "FIRST_NAME, US, Mary",
        "FIRST_NAME, DE, Jürgen",
        "FIRST_NAME, KR, 정",
        "LAST_NAME, DE, Müller",
        "LAST_NAME, ES, ' García '",
        "CITY, US, New York",
        "CITY, DE, Hamburg",
        "STATE, US, CA",
        "POSTAL_CODE, US, 94107-1234",
        "POSTAL_CODE, GB, SW1A 1AA",
        "COUNTRY, US, US",
        "COUNTRY, DE, DE"
    })
    void anIdentifierGetsTheHashOfTheSdk(EventField field, String country, String given) {
        assertEquals(sdk(field, given), ours(field, country, given));
    }

    /** Where the SDK only trims, and Meta's documents say what it leaves undone. */
    @ParameterizedTest
    @CsvSource({"STATE, US, California", "LAST_NAME, US, O'Neil", "FIRST_NAME, FR, Jean-Luc"})
    void theDocumentsAskForMoreThanTheSdkDoes(EventField field, String country, String given) {
        assertNotEquals(sdk(field, given), ours(field, country, given));
    }

    @Test
    void aPurchaseOfTheSdkHasNothingThatOursHasNot() {
        Event purchase =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .set(EventField.STATE, "Bavaria")
                        .build();
        Map<String, Object> ours = new TreeMap<>(Given.META.record(purchase).body());
        Map<String, Object> sdk = event(sdkPurchase());
        for (String member : List.of("event_name", "event_id", "event_time", "action_source")) {
            assertEquals(sdk.get(member), ours.get(member), member);
        }
        assertEquals(sdk.get("event_source_url"), ours.get("event_source_url"));
        Map<?, ?> theirUser = (Map<?, ?>) sdk.get("user_data");
        Map<?, ?> ourUser = (Map<?, ?>) ours.get("user_data");
        theirUser.forEach(
                (key, value) -> assertEquals(value, ourUser.get(key), "user_data." + key));
        Map<?, ?> theirData = (Map<?, ?>) sdk.get("custom_data");
        Map<?, ?> ourData = (Map<?, ?>) ours.get("custom_data");
        theirData.forEach(
                (key, value) ->
                        assertEquals(
                                key.equals("currency") ? upper(value) : plain(value),
                                plain(ourData.get(key)),
                                "custom_data." + key));
    }

    /** The SDK lowers the currency; the documents write upper case. */
    private static String upper(Object code) {
        return code.toString().toUpperCase(Locale.ROOT);
    }

    private static com.facebook.ads.sdk.serverside.Event sdkPurchase() {
        UserData user =
                new UserData()
                        .email("Jane.Doe+promo@Example.com")
                        .phone("4915123456789")
                        .firstName("Jane")
                        .lastName("Müller")
                        .city("Bad Tölz")
                        .zipcode("83646")
                        .countryCode("DE")
                        .clientIpAddress("203.0.113.7")
                        .clientUserAgent("Mozilla/5.0 (iPhone)")
                        .fbp("fb.1.1768470000000.1019141")
                        .fbc("fb.1.1768472000000.IwAR0AbC-dEf_1");
        CustomData data =
                new CustomData()
                        .value(129.9f)
                        .currency("EUR")
                        .orderId("548291")
                        .contentType("product")
                        .contents(
                                List.of(
                                        new Content()
                                                .productId("41327143321713")
                                                .itemPrice(49.95f)
                                                .quantity(2L),
                                        new Content()
                                                .productId("41327143157873")
                                                .itemPrice(25f)
                                                .quantity(1L)));
        return new com.facebook.ads.sdk.serverside.Event()
                .eventName("Purchase")
                .eventId("ord_548291_purchase_placed")
                .eventTime(GivenEvents.TIME.getEpochSecond())
                .eventSourceUrl("https://shop.example/thanks?utm_source=ig")
                .actionSource(ActionSource.website)
                .userData(user)
                .customData(data);
    }

    private static Object ours(EventField field, String country, String given) {
        Event event = Given.visitor().set(EventField.COUNTRY, country).set(field, given).build();
        return Given.userData(event).get(KEYS.get(field));
    }

    private static Object sdk(EventField field, String given) {
        UserData user = new UserData();
        switch (field) {
            case EMAIL -> user.email(given);
            case PHONE -> user.phone(given.substring(1)); // it would hash the plus
            case FIRST_NAME -> user.firstName(given);
            case LAST_NAME -> user.lastName(given);
            case CITY -> user.city(given);
            case STATE -> user.state(given);
            case POSTAL_CODE -> user.zipcode(given);
            default -> user.countryCode(given);
        }
        var event =
                new com.facebook.ads.sdk.serverside.Event()
                        .eventName("PageView")
                        .eventTime(1L)
                        .userData(user);
        return ((Map<?, ?>) event(event).get("user_data")).get(KEYS.get(field));
    }

    /** An event as the SDK writes it. */
    @SuppressWarnings("unchecked") // trees only have text keys
    private static Map<String, Object> event(com.facebook.ads.sdk.serverside.Event event) {
        String json =
                new EventRequest("123456789012345", new APIContext("token").enableDebug(false))
                        .addDataItem(event)
                        .getSerializedPayload();
        return (Map<String, Object>) ((List<?>) Json.read(json)).get(0);
    }

    /** Numbers by their value: the SDK writes 25.0 where we write 25.00. */
    private static Object plain(Object node) {
        if (node instanceof List<?> list) {
            return list.stream().map(MetaSdkTest::plain).toList();
        }
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> members = new TreeMap<>();
            map.forEach((key, value) -> members.put(key, plain(value)));
            return members;
        }
        return node instanceof Number number
                ? new java.math.BigDecimal(number.toString()).stripTrailingZeros()
                : node;
    }
}
