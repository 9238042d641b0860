// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import static io.tracklayer.destination.klaviyo.Given.KLAVIYO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KlaviyoProfileTest {
    private static final String HASH =
            "e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f";

    /** The hash is what the evidence may show; the text is what is sent. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
"""
email|EMAIL|' Ada.Lovelace@Example.com '|ada.lovelace@example.com|e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f
email|EMAIL|Ada.Lovelace+promo@GMAIL.com|ada.lovelace+promo@gmail.com|5a84cf942288a16d8cc8f65e226f8770b101cc2c1a5467e300985e4b6dabc4cb
email|EMAIL|JÜRGEN@Example.de|jürgen@example.de|433d93962222da2479d57daad934c3373a92df0b72b4d95b308aeace385bc445
email|EMAIL|user.name+NYC@Example.com|user.name+nyc@example.com|f109a2a632fbcea5fc82049f50beed3d8621bf9034399f437fb622222acccdac
phone_number|PHONE|+442079460958|+442079460958|f0bf0228144d9fe2bdf1da2d8ca698f17bf1410ee688b075c27062e47b6f0b6d
phone_number|PHONE|+14155550123|+14155550123|36a2cef4ff9bf7a1abd2a93359136b870393be4106e6c5d19b72ff564f9deca4
phone_number|PHONE|+4915112345678|+4915112345678|536afd523e19dc83fccba822ef5e4ca646111314aaf0aa286667c5bea18dd70b
external_id|EXTERNAL_ID|' cust_20417 '|cust_20417|8ac14e38a2d625e3e3abf5a4825d94ce10e2b9c982e3dd950ff7636fe8f2a2bd
""")
    void anIdentifierIsSentPlainAndNormalised(
            String key, EventField field, String given, String sent, String hash) {
        Object found = Given.profile(lead(field, given)).get(key);
        assertEquals(sent, found);
        assertEquals(hash, Sha256.of(sent).hex());
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, HASH",
        "EMAIL, 5d41402abc4b2a76b9719d911017c592",
        "EMAIL, ada.example.com",
        "PHONE, HASH",
        "PHONE, 020 7946 0958",
        "PHONE, +10155550123",
        "PHONE, +141555501234",
        "EXTERNAL_ID, HASH",
        "FIRST_NAME, HASH"
    })
    void whatKlaviyoCannotUseIsLeftOutWithAWarning(EventField field, String given) {
        Event event =
                GivenEvents.visitor().set(EventField.ANONYMOUS_ID, "v1").build().toBuilder()
                        .set(field, given.replace("HASH", HASH))
                        .build();
        PlatformRecord sent = KLAVIYO.record(event, "optional-events", "page_viewed");
        assertEquals(
                List.of(field.path() + " was left out: Klaviyo cannot use it as it was given"),
                sent.warnings());
        assertFalse(sent.body().toString().contains(given.replace("HASH", HASH)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5d41402abc4b2a76b9719d911017c592", "7c73f2ae-a433-4d7b-9838-f467da98f48e"})
    void aVisitorIdIsSentWhateverItLooksLike(String id) {
        assertEquals(id, Given.profile(lead(EventField.ANONYMOUS_ID, id)).get("anonymous_id"));
    }

    @Test
    void aLongCustomerKeyIsLeftOut() {
        assertNull(Given.profile(lead(EventField.EXTERNAL_ID, "k".repeat(256))).get("external_id"));
        assertEquals(
                "k".repeat(255),
                Given.profile(lead(EventField.EXTERNAL_ID, "k".repeat(255))).get("external_id"));
    }

    @Test
    void anEventOfNobodyIsNotSent() {
        Event event = GivenEvents.rich(EventName.PRODUCT_VIEWED);
        Event hashed =
                event.without(List.of(EventField.PHONE, EventField.EXTERNAL_ID)).toBuilder()
                        .set(EventField.EMAIL, HASH)
                        .build();
        assertEquals("no_identity", KLAVIYO.skip(hashed).code());
    }

    @Test
    void eachIdentifierAloneIsEnough() {
        for (EventField field :
                List.of(
                        EventField.EMAIL,
                        EventField.PHONE,
                        EventField.EXTERNAL_ID,
                        EventField.ANONYMOUS_ID)) {
            String value =
                    switch (field) {
                        case EMAIL -> "a@b.de";
                        case PHONE -> "+4915112345678";
                        default -> "x1";
                    };
            Event event = bare().set(field, value).build();
            assertEquals(1, Given.profile(event).size(), field.path());
        }
        Event clicked =
                bare().set(EventField.KLAVIYO_KX, GivenEvents.click("aBc.Xy", null)).build();
        assertEquals(Map.of("_kx", "aBc.Xy"), Given.profile(clicked));
    }

    @Test
    void nameAndPlaceAreSentAsGivenAndTheCountryByItsName() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .set(EventField.FIRST_NAME, "정")
                        .set(EventField.LAST_NAME, "O’Müller")
                        .set(EventField.STREET, "Marktstr. 1")
                        .set(EventField.STATE, "BY")
                        .set(EventField.LOCALE, "de_DE")
                        .build();
        Map<String, Object> profile = Given.profile(event);
        assertEquals("정", profile.get("first_name"));
        assertEquals("O’Müller", profile.get("last_name"));
        assertEquals("de-DE", profile.get("locale"));
        assertEquals(
                Map.of(
                        "address1", "Marktstr. 1",
                        "city", "Bad Tölz",
                        "region", "BY",
                        "zip", "83646",
                        "country", "Germany",
                        "ip", "203.0.113.7"),
                profile.get("location"));
    }

    @ParameterizedTest
    @CsvSource({"GB, United Kingdom", "US, United States", "ZZ, ", "Germany, "})
    void aCountryIsAKnownOne(String given, String sent) {
        Event event = bare().set(EventField.EMAIL, "a@b.de").set(EventField.COUNTRY, given).build();
        Map<?, ?> location = (Map<?, ?>) Given.profile(event).getOrDefault("location", Map.of());
        assertEquals(sent, location.get("country"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "::1", "shop.example"})
    void anAddressThatIsNotTheBuyersIsLeftOut(String address) {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED, EventField.CLIENT_IP, address);
        assertNull(((Map<?, ?>) Given.profile(event).get("location")).get("ip"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SUBSCRIPTION_RENEWED",
                "ORDER_FULFILLED",
                "ORDER_CANCELLED",
                "ORDER_REFUNDED"
            })
    void eventsOfTheBackOfficeHaveNoAddress(EventName name) {
        Map<?, ?> location = (Map<?, ?>) Given.profile(GivenEvents.rich(name)).get("location");
        assertNull(location.get("ip"));
        Event job =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .actionSource(ActionSource.SYSTEM_GENERATED)
                        .build();
        assertNull(((Map<?, ?>) Given.profile(job).get("location")).get("ip"));
    }

    @Test
    void thePhoneCanBeKeptForThoseWithoutEmail() {
        Event both = GivenEvents.rich(EventName.PURCHASE_PLACED);
        Event phone = both.without(List.of(EventField.EMAIL));
        assertTrue(Given.profile(both).containsKey("phone_number"));
        assertFalse(Given.profile(both, "phone", "alone").containsKey("phone_number"));
        assertTrue(Given.profile(phone, "phone", "alone").containsKey("phone_number"));
        assertFalse(Given.profile(phone, "phone", "omit").containsKey("phone_number"));
    }

    @Test
    void keysCanBeLeftToTheShopsOwnIntegration() {
        Event event = lead(EventField.ANONYMOUS_ID, "v1");
        assertEquals("cust_77", Given.profile(event).get("external_id"));
        assertEquals("v1", Given.profile(event).get("anonymous_id"));
        assertNull(Given.profile(event, "external-id", "omit").get("external_id"));
        assertNull(Given.profile(event, "shop-integration", "true").get("external_id"));
        assertNull(Given.profile(event, "anonymous-id", "omit").get("anonymous_id"));
    }

    private static Event.Builder bare() {
        return GivenEvents.bare(EventName.LEAD_SUBMITTED).toBuilder();
    }

    private static Event lead(EventField field, String value) {
        return GivenEvents.rich(EventName.LEAD_SUBMITTED, field, value);
    }
}
