// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import static io.tracklayer.destination.meta.Given.META;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaUserDataTest {
    private static final String ANNA =
            "725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7";

    /** Meta's published vectors (2, 3, 12, 15) and vectors of our own; phones arrive as E.164. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
"""
em|EMAIL|' Anna.Muller@Example.COM '|DE|725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7
em|EMAIL|John_Smith@gmail.com|US|62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f
ph|PHONE|+16505551212|US|e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176
ph|PHONE|+4915123456789|DE|c0f8f0bebbbac96451ee8d8def84a02ae9e34c877775437cb9d458328315afa7
ln|LAST_NAME|Müller|DE|2dbd218072117713f2d5996a726a9b216ed791ffd0783b6ba4ab6d61b8333192
ln|LAST_NAME|O'Neil|US|67a42a846e98e3c1a96cd6ba14883a5ea05990cd93964ce8b832aa9497ca785c
ct|CITY|New York|US|350c754ba4d38897693aa077ef43072a859d23f613443133fecbbd90a3512ca5
st|STATE|California|US|6959097001d10501ac7d54c0bdb8db61420f658f2922cc26e46d536119a31126
zp|POSTAL_CODE|94107-1234|US|c884a209ebe08750a7d13db63bd02233b375bd79786cbe329ab11586cc35dead
zp|POSTAL_CODE|SW1A 1AA|GB|830e1d4b9838bab1f5c2acdb23e0b502ff13a9832c4632e8d67a1d43d3b7f614
country|COUNTRY|DE|DE|959a45d44e6fcf58361ed004681556fe50129f2109e817dec098c00c9e5d2578
db|BIRTH_DATE|2/16/1997|US|01acdbf6ec7b4f478a225f1a246e5d6767eeab1a7ffa17f025265b5b94f40f0c
ge|GENDER|Female|US|252f10c83610ebca1a059c0bae8255eba2f95be4d1d7bcfa89d7248a82d9f111
external_id|EXTERNAL_ID|' Cust_10042 '|DE|65c2266801932e4be6fa907a95488a366f5632c520b2f9c7b54e36f839189caa
fn|FIRST_NAME|정|KR|8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14
em|EMAIL|725A92A6B5D1D9A5A693E25987D86503AFED7571BBFE4CBB4D7B2B0BA6C59BE7|DE|725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7
""")
    void anIdentifierIsNormalisedAndHashedAsMetaAsks(
            String key, EventField field, String given, String country, String hash) {
        Event event = Given.visitor().set(EventField.COUNTRY, country).set(field, given).build();
        assertEquals(List.of(hash), Given.userData(event).get(key));
    }

    @ParameterizedTest
    @CsvSource({
        "st, STATE, US, ca, ca",
        "st, STATE, US, US-NY, ny",
        "st, STATE, US, District of Columbia, dc",
        "st, STATE, CA, Québec, qc",
        "st, STATE, CA, British Columbia, bc",
        "st, STATE, CA, ON, on",
        "st, STATE, DE, Baden-Württemberg, badenwürttemberg",
        "zp, POSTAL_CODE, US, 941071234, 94107",
        "zp, POSTAL_CODE, CA, K1A 0B1, k1a0b1",
        "zp, POSTAL_CODE, PT, 1000-205, 1000",
        "ge, GENDER, DE, m, m",
        "ge, GENDER, DE, MALE, m",
        "db, BIRTH_DATE, DE, 1997-02-16, 19970216",
        "db, BIRTH_DATE, DE, 19970216, 19970216",
        "ct, CITY, DE, Bad Tölz, badtölz",
        "em, EMAIL, DE, Jane.Doe+promo@Example.com, jane.doe+promo@example.com"
    })
    void otherFormsOfTheSameRules(
            String key, EventField field, String country, String given, String normalised) {
        Event event = Given.visitor().set(EventField.COUNTRY, country).set(field, given).build();
        assertEquals(List.of(Sha256.of(normalised).hex()), Given.userData(event).get(key));
    }

    @Test
    void aStateIsFoundByNameWhenTheCountryIsNotKnown() {
        Event event = Given.visitor(EventField.STATE, "California");
        assertEquals(List.of(Sha256.of("ca").hex()), Given.userData(event).get("st"));
    }

    @ParameterizedTest
    @CsvSource({
        "em, EMAIL, jane at example.com",
        "em, EMAIL, 5d41402abc4b2a76b9719d911017c592",
        "ph, PHONE, 0151 234",
        "ge, GENDER, diverse",
        "db, BIRTH_DATE, 1997-02-30",
        "db, BIRTH_DATE, spring",
        "st, STATE, Bavaria",
        "zp, POSTAL_CODE, 9410",
        "fn, FIRST_NAME, ---",
        "ct, CITY, 12"
    })
    void whatIsNotUsableIsLeftOutWithAWarningThatDoesNotRepeatIt(
            String key, EventField field, String given) {
        var record =
                META.record(
                        Given.visitor().set(EventField.COUNTRY, "US").set(field, given).build());

        assertNull(GivenDestination.block(record, "user_data").get(key));
        assertEquals(
                List.of(field.path() + " was left out: Meta cannot use it as it was given"),
                record.warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {".Bg", ".AQMGAQEB"})
    void theFormOfMetasParameterBuilderIsPassedOnUnchanged(String suffix) {
        Event event = Given.visitor(EventField.EMAIL, ANNA + suffix);
        assertEquals(List.of(ANNA + suffix), Given.userData(event).get("em"));
    }

    @Test
    void everyHashedKeyMayArriveHashed() {
        Event event =
                Given.visitor()
                        .set(EventField.EMAIL, ANNA)
                        .set(EventField.PHONE, ANNA.toUpperCase(java.util.Locale.ROOT))
                        .set(EventField.FIRST_NAME, ANNA)
                        .set(EventField.STATE, ANNA)
                        .set(EventField.POSTAL_CODE, ANNA)
                        .set(EventField.COUNTRY, ANNA)
                        .set(EventField.EXTERNAL_ID, ANNA)
                        .build();
        var user = Given.userData(event);
        for (String key : List.of("em", "ph", "fn", "st", "zp", "country", "external_id")) {
            assertEquals(List.of(ANNA), user.get(key), key);
        }
    }

    @Test
    void theExternalIdTakesTheFormTheBrowserSends() {
        Event event = Given.visitor(EventField.EXTERNAL_ID, "Cust 77");
        assertEquals(List.of(Sha256.of("cust77").hex()), Given.userData(event).get("external_id"));
        assertEquals(
                List.of(Sha256.of("Cust 77").hex()),
                Given.userData(event, "external-id", "hash-raw").get("external_id"));
        assertEquals(
                List.of("Cust 77"),
                Given.userData(event, "external-id", "plain").get("external_id"));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8::42, 2001:db8::42",
        "::ffff:203.0.113.7, 203.0.113.7",
        "100.128.0.1, 100.128.0.1",
        "172.32.0.1, 172.32.0.1"
    })
    void addressesOfTheInternetAreSent(String given, String sent) {
        Event event = Given.visitor(EventField.CLIENT_IP, given);
        assertEquals(sent, Given.userData(event).get("client_ip_address"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "127.0.0.1",
                "169.254.1.1",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "0.0.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "999.1.1.1",
                "010.1.1.1",
                "localhost",
                "dead.beef",
                ":::",
                "203.0.113.7, 10.0.0.1"
            })
    void addressesOfMachinesAndNamesAreLeftOut(String given) {
        var record = META.record(Given.visitor(EventField.CLIENT_IP, given));
        assertFalse(GivenDestination.block(record, "user_data").containsKey("client_ip_address"));
        assertEquals(1, record.warnings().size());
    }

    @Test
    void addressAndBrowserTogetherAreEnoughButNeitherAlone() {
        Event nobody = GivenEvents.bare(EventName.PAGE_VIEWED);
        Event address = nobody.toBuilder().set(EventField.CLIENT_IP, "203.0.113.7").build();
        Event both = address.toBuilder().set(EventField.USER_AGENT, "Mozilla/5.0").build();

        assertEquals("insufficient_identifiers", META.skip(nobody).code());
        assertEquals("insufficient_identifiers", META.skip(address).code());
        assertEquals(
                "{client_ip_address=203.0.113.7, client_user_agent=Mozilla/5.0}",
                Given.userData(both).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL", "PHONE", "EXTERNAL_ID", "FBP", "FBC"})
    void oneStrongIdentifierIsEnough(EventField field) {
        Event rich = GivenEvents.rich(EventName.LEAD_SUBMITTED);
        Event event =
                GivenEvents.bare(EventName.LEAD_SUBMITTED).toBuilder()
                        .set(field, rich.fields().get(field))
                        .build();
        assertEquals(1, Given.userData(event).size());
    }

    @Test
    void weakIdentifiersTogetherAreNotEnough() {
        Event event =
                GivenEvents.bare(EventName.LEAD_SUBMITTED).toBuilder()
                        .set(EventField.FIRST_NAME, "Jane")
                        .set(EventField.LAST_NAME, "Doe")
                        .set(EventField.BIRTH_DATE, "1997-02-16")
                        .set(EventField.GENDER, "f")
                        .set(EventField.CITY, "Berlin")
                        .set(EventField.COUNTRY, "DE")
                        .set(EventField.USER_AGENT, "Mozilla/5.0")
                        .build();
        assertEquals("insufficient_identifiers", META.skip(event).code());
    }

    @Test
    void aRenewalIsMadeByTheSystemAndDoesNotReuseAddressAndBrowser() {
        for (String renewals : List.of("custom", "purchase")) {
            var record =
                    META.record(
                            GivenEvents.rich(EventName.SUBSCRIPTION_RENEWED), "renewals", renewals);
            assertEquals("system_generated", record.body().get("action_source"));
            assertFalse(record.body().containsKey("event_source_url"));
            var user = GivenDestination.block(record, "user_data");
            assertFalse(user.containsKey("client_ip_address"));
            assertFalse(user.containsKey("client_user_agent"));
            assertTrue(user.containsKey("em"));
        }
    }

    @Test
    void anyEventOfTheBackOfficeLeavesAddressAndBrowserOut() {
        Event event =
                GivenEvents.rich(EventName.LEAD_SUBMITTED).toBuilder()
                        .actionSource(ActionSource.SYSTEM_GENERATED)
                        .build();
        assertFalse(Given.userData(event).containsKey("client_ip_address"));
    }
}
