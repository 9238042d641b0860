// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import static io.tracklayer.destination.tiktok.Given.TIKTOK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TikTokUserTest {
    private static final String ANNA =
            "725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7";

    /** Phones arrive from the host as E.164. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
"""
email|EMAIL|' Anna.Muller@Example.COM '|DE|725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7
phone|PHONE|+4915123456789|DE|663a4322addcdcc2be9435bfd2505066dc1048b89d33e48f363119f18bdd71e8
phone|PHONE|+14155550132|US|9e1919ad78a34fd67a84bfbcf2fea14074065517bea32e92924771c3f92e5462
phone|PHONE|+442079460958|GB|f0bf0228144d9fe2bdf1da2d8ca698f17bf1410ee688b075c27062e47b6f0b6d
external_id|EXTERNAL_ID|' Cust_10042 '|DE|65c2266801932e4be6fa907a95488a366f5632c520b2f9c7b54e36f839189caa
first_name|FIRST_NAME|' Anna'|DE|55579b557896d0ce1764c47fed644f9b35f58bad620674af23f356d80ed0c503
last_name|LAST_NAME|O'Neil|US|67a42a846e98e3c1a96cd6ba14883a5ea05990cd93964ce8b832aa9497ca785c
first_name|FIRST_NAME|Mary Jane|US|f08f448a5e7a9dc3619bb7c129f6a7d5fc6af002cea17ad71dfdc1c68f4d4e0e
zip_code|POSTAL_CODE|SW1A 1AA|GB|830e1d4b9838bab1f5c2acdb23e0b502ff13a9832c4632e8d67a1d43d3b7f614
zip_code|POSTAL_CODE|10115|DE|ac7bb74de6884ffce919c15fef4193749d4588026c643973946713ac46da540d
city|CITY|New York|US|newyork
country|COUNTRY|DE|DE|de
last_name|LAST_NAME|Müller|DE|2dbd218072117713f2d5996a726a9b216ed791ffd0783b6ba4ab6d61b8333192
first_name|FIRST_NAME|정|KR|8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14
city|CITY|München|DE|münchen
city|CITY|'Villeneuve-d''Ascq 2'|FR|villeneuvedascq2
state|STATE|California|US|ca
state|STATE|US-NY|US|ny
state|STATE|Québec|CA|qc
state|STATE|Baden-Württemberg|DE|baden-württemberg
locale|LOCALE|de-DE|DE|de-DE
locale|LOCALE|en_US|US|en-US
""")
    void anIdentifierIsSentAsTikTokAsks(
            String key, EventField field, String given, String country, String sent) {
        Event event = Given.visitor().set(EventField.COUNTRY, country).set(field, given).build();
        assertEquals(sent, Given.user(event).get(key));
    }

    @Test
    void aPhoneIsNeverHashedWithoutItsPlus() {
        String hash =
                (String) Given.user(Given.visitor(EventField.PHONE, "+4915123456789")).get("phone");
        assertNotEquals(Sha256.of("4915123456789").hex(), hash);
    }

    @ParameterizedTest
    @CsvSource({
        "five, 94107-1234, 94107",
        "full, 94107-1234, 941071234",
        "five, 94107, 94107",
        "full, 94107, 94107"
    })
    void aPostalCodeOfTheUnitedStatesHasFiveDigitsUnlessAllAreAskedFor(
            String setting, String given, String normalised) {
        Event event =
                Given.visitor()
                        .set(EventField.COUNTRY, "US")
                        .set(EventField.POSTAL_CODE, given)
                        .build();
        assertEquals(
                Sha256.of(normalised).hex(), Given.user(event, "us-zip", setting).get("zip_code"));
    }

    @Test
    void aStateIsFoundByNameWhenTheCountryIsNotKnown() {
        assertEquals("ca", Given.user(Given.visitor(EventField.STATE, "California")).get("state"));
        assertEquals("bayern", Given.user(Given.visitor(EventField.STATE, "Bayern")).get("state"));
    }

    @ParameterizedTest
    @CsvSource({
        "email, EMAIL, jane at example.com",
        "email, EMAIL, 5d41402abc4b2a76b9719d911017c592",
        "phone, PHONE, 0151 234",
        "state, STATE, Bavaria",
        "zip_code, POSTAL_CODE, 9410",
        "first_name, FIRST_NAME, ---",
        "city, CITY, ...",
        "city, CITY, 725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7",
        "locale, LOCALE, deutsch (Deutschland)"
    })
    void whatIsNotUsableIsLeftOutWithAWarningThatDoesNotRepeatIt(
            String key, EventField field, String given) {
        var record =
                TIKTOK.record(
                        Given.visitor().set(EventField.COUNTRY, "US").set(field, given).build());

        assertNull(GivenDestination.block(record, "user").get(key));
        assertEquals(
                List.of(field.path() + " was left out: TikTok cannot use it as it was given"),
                record.warnings());
    }

    @Test
    void everyHashedKeyButThePhoneMayArriveHashed() {
        Event event =
                Given.visitor()
                        .set(EventField.EMAIL, ANNA)
                        .set(EventField.EXTERNAL_ID, ANNA.toUpperCase(Locale.ROOT))
                        .set(EventField.FIRST_NAME, ANNA)
                        .set(EventField.LAST_NAME, ANNA)
                        .set(EventField.POSTAL_CODE, ANNA)
                        .build();
        var user = Given.user(event);
        for (String key : List.of("email", "external_id", "first_name", "last_name", "zip_code")) {
            assertEquals(ANNA, user.get(key), key);
        }
    }

    @Test
    void aHashedPhoneIsLeftOutUnlessTheSourceIsKnownToHashThePlus() {
        Event event = Given.visitor(EventField.PHONE, ANNA);
        var record = TIKTOK.record(event);
        assertFalse(GivenDestination.block(record, "user").containsKey("phone"));
        assertEquals(1, record.warnings().size());
        assertEquals(true, record.warnings().get(0).contains("hashed-phone"));
        assertEquals(ANNA, Given.user(event, "hashed-phone", "pass").get("phone"));
    }

    @Test
    void theExternalIdTakesTheFormTheBrowserSends() {
        Event event = Given.visitor(EventField.EXTERNAL_ID, "Cust 77");
        assertEquals(Sha256.of("cust 77").hex(), Given.user(event).get("external_id"));
        assertEquals(
                Sha256.of("Cust 77").hex(),
                Given.user(event, "external-id", "hash-raw").get("external_id"));
    }

    @Test
    void clickAndBrowserIdsKeepTheirCase() {
        Event event = Given.visitor(EventField.TTCLID, new ClickId("E.C.P.CtkBx", null, null));
        assertEquals("E.C.P.CtkBx", Given.user(event).get("ttclid"));
        assertEquals(Given.TTP, Given.user(event).get("ttp"));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8::42, 2001:db8::42",
        "::ffff:203.0.113.7, 203.0.113.7"
    })
    void addressesOfTheInternetAreSent(String given, String sent) {
        assertEquals(sent, Given.user(Given.visitor(EventField.CLIENT_IP, given)).get("ip"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "127.0.0.1",
                "169.254.1.1",
                "192.168.1.1",
                "100.64.0.1",
                "255.255.255.255",
                "::1",
                "fe80::1",
                "fd00::1",
                "999.1.1.1",
                "localhost",
                "dead.beef",
                "203.0.113.7, 10.0.0.1"
            })
    void addressesOfMachinesAndNamesAreLeftOut(String given) {
        var record = TIKTOK.record(Given.visitor(EventField.CLIENT_IP, given));
        assertFalse(GivenDestination.block(record, "user").containsKey("ip"));
        assertEquals(1, record.warnings().size());
    }

    @Test
    void addressAndBrowserTogetherAreEnoughButNeitherAlone() {
        Event nobody = Given.visitor().build().without(Set.of(EventField.TTP));
        Event address = nobody.toBuilder().set(EventField.CLIENT_IP, "203.0.113.7").build();
        Event both = address.toBuilder().set(EventField.USER_AGENT, "Mozilla/5.0").build();

        assertEquals("insufficient_identifiers", TIKTOK.skip(nobody).code());
        assertEquals("insufficient_identifiers", TIKTOK.skip(address).code());
        assertEquals("{ip=203.0.113.7, user_agent=Mozilla/5.0}", Given.user(both).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL", "PHONE", "EXTERNAL_ID"})
    void oneStrongIdentifierIsEnough(EventField field) {
        Event event =
                Given.visitor()
                        .set(field, GivenEvents.rich(EventName.LEAD_SUBMITTED).fields().get(field))
                        .build();
        assertEquals(1, Given.user(event.without(Set.of(EventField.TTP))).size());
    }

    @Test
    void weakIdentifiersTogetherAreNotEnough() {
        Event event =
                Given.visitor()
                        .remove(EventField.TTP)
                        .set(EventField.FIRST_NAME, "Jane")
                        .set(EventField.LAST_NAME, "Doe")
                        .set(EventField.CITY, "Berlin")
                        .set(EventField.COUNTRY, "DE")
                        .set(EventField.USER_AGENT, "Mozilla/5.0")
                        .build();
        assertEquals("insufficient_identifiers", TIKTOK.skip(event).code());
    }

    @Test
    void whatAJobMadeCarriesNoClickAddressBrowserOrPage() {
        Event renewal =
                GivenEvents.rich(EventName.SUBSCRIPTION_RENEWED).toBuilder()
                        .set(EventField.TTCLID, new ClickId("E.C.P.x", null, null))
                        .build();
        Event job =
                GivenEvents.rich(EventName.LEAD_SUBMITTED).toBuilder()
                        .actionSource(ActionSource.SYSTEM_GENERATED)
                        .build();
        for (Event event : List.of(renewal, job)) {
            var record =
                    TIKTOK.record(
                            event,
                            "renewals",
                            "purchase",
                            "page-url",
                            "https://shop.example/start");
            var user = GivenDestination.block(record, "user");
            List.of("ttclid", "ip", "user_agent")
                    .forEach(key -> assertFalse(user.containsKey(key), key));
            assertEquals("{url=https://shop.example/start}", record.body().get("page").toString());
        }
    }
}
