// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import static io.tracklayer.destination.pinterest.Given.PINTEREST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinterestUserDataTest {
    private static final String ANNA =
            "725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7";

    /** Phones arrive in E.164, as the host keeps them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
"""
em|EMAIL|' Anna.Muller@Example.COM '|DE|725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7
ph|PHONE|+4915123456789|DE|c0f8f0bebbbac96451ee8d8def84a02ae9e34c877775437cb9d458328315afa7
ph|PHONE|+14155550132|US|11072303eb5c8cb5c5a1ebb762f11b37b07131265b46fdfe1276196bfbd3ca51
fn|FIRST_NAME|'Anna '|DE|55579b557896d0ce1764c47fed644f9b35f58bad620674af23f356d80ed0c503
ge|GENDER|Non-binary|DE|1b16b1df538ba12dc3f97edbb85caa7050d46c148134290feba80f8236c83db9
db|BIRTH_DATE|1990-05-17|DE|7eaa6e2f3dca12acc11ad21625299f660e38a7510de1e12cf2013dd5274d2926
ct|CITY|New York|US|350c754ba4d38897693aa077ef43072a859d23f613443133fecbbd90a3512ca5
st|STATE|California|US|6959097001d10501ac7d54c0bdb8db61420f658f2922cc26e46d536119a31126
zp|POSTAL_CODE|94107-1234|US|c884a209ebe08750a7d13db63bd02233b375bd79786cbe329ab11586cc35dead
zp|POSTAL_CODE|10115|DE|ac7bb74de6884ffce919c15fef4193749d4588026c643973946713ac46da540d
country|COUNTRY|US|US|79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621
country|COUNTRY|DE|DE|959a45d44e6fcf58361ed004681556fe50129f2109e817dec098c00c9e5d2578
external_id|EXTERNAL_ID|' Cust_10042 '|DE|65c2266801932e4be6fa907a95488a366f5632c520b2f9c7b54e36f839189caa
em|EMAIL|725A92A6B5D1D9A5A693E25987D86503AFED7571BBFE4CBB4D7B2B0BA6C59BE7|DE|725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7
""")
    void anIdentifierIsNormalisedAndHashedAsPinterestAsks(
            String key, EventField field, String given, String country, String hash) {
        Event event =
                GivenEvents.visitor().set(EventField.COUNTRY, country).set(field, given).build();
        assertEquals(List.of(hash), Given.userData(event).get(key));
    }

    @ParameterizedTest
    @CsvSource({
        "em, EMAIL, DE, Jane.Doe+promo@Example.com, jane.doe+promo@example.com",
        "fn, FIRST_NAME, DE, Anne-Marie  Zoë, annemariezoë",
        "ln, LAST_NAME, US, O'Neil, oneil",
        "ln, LAST_NAME, DE, MÜLLER, müller",
        "fn, FIRST_NAME, KR, 정, 정",
        "ge, GENDER, DE, Female, f",
        "ge, GENDER, DE, M, m",
        "ge, GENDER, DE, nonbinary, n",
        "db, BIRTH_DATE, DE, 19900517, 19900517",
        "ct, CITY, DE, Bad Tölz, badtölz",
        "ct, CITY, FR, Paris 16, paris16",
        "st, STATE, US, US-NY, ny",
        "st, STATE, US, TX, tx",
        "st, STATE, US, District of Columbia, dc",
        "st, STATE, CA, Québec, qc",
        "st, STATE, CA, ON, on",
        "st, STATE, DE, BY, by",
        "st, STATE, IT, IT-RM, rm",
        "zp, POSTAL_CODE, US, 941071234, 94107",
        "zp, POSTAL_CODE, PT, 1000-205, 1000205",
        "external_id, EXTERNAL_ID, DE, Kunde 42, kunde 42"
    })
    void otherFormsOfTheSameRules(
            String key, EventField field, String country, String given, String normalised) {
        Event event =
                GivenEvents.visitor().set(EventField.COUNTRY, country).set(field, given).build();
        assertEquals(List.of(Sha256.of(normalised).hex()), Given.userData(event).get(key));
    }

    @Test
    void aStateIsFoundByNameWhenTheCountryIsNotKnown() {
        Event event = GivenEvents.visitor(EventField.STATE, "California");
        assertEquals(List.of(Sha256.of("ca").hex()), Given.userData(event).get("st"));
    }

    @ParameterizedTest
    @CsvSource({
        "zp, POSTAL_CODE, GB, SW1A 1AA, user.postal_code",
        "zp, POSTAL_CODE, CA, K1A 0B1, user.postal_code",
        "zp, POSTAL_CODE, US, 941, user.postal_code",
        "st, STATE, DE, Bayern, user.state",
        "st, STATE, US, Bavaria, user.state",
        "st, STATE, AU, NSW, user.state",
        "st, STATE, IT, Itri, user.state",
        "em, EMAIL, DE, jane at example.com, user.email",
        "em, EMAIL, DE, 5d41402abc4b2a76b9719d911017c592, user.email",
        "ph, PHONE, DE, 0151 234, user.phone",
        "ge, GENDER, DE, x, user.gender",
        "db, BIRTH_DATE, DE, 1990-02-30, user.birth_date",
        "client_ip_address, CLIENT_IP, DE, 10.0.0.7, user.client_ip",
        "client_ip_address, CLIENT_IP, DE, shop.example, user.client_ip"
    })
    void whatPinterestCannotUseIsLeftOutWithAWarning(
            String key, EventField field, String country, String given, String path) {
        Event event =
                GivenEvents.rich(EventName.LEAD_SUBMITTED).toBuilder()
                        .set(EventField.CLIENT_IP, "203.0.113.7")
                        .set(EventField.COUNTRY, country)
                        .set(field, given)
                        .build();
        var record = PINTEREST.record(event);
        assertFalse(GivenDestination.block(record, "user_data").containsKey(key));
        assertEquals(
                List.of(path + " was left out: Pinterest cannot use it as it was given"),
                record.warnings());
    }

    @Test
    void namesAndBirthDatesHaveTheFormTheOperatorChooses() {
        Event name = GivenEvents.visitor(EventField.LAST_NAME, " O'Neil ");
        Event born = GivenEvents.visitor(EventField.BIRTH_DATE, "1990-05-17");
        assertEquals(
                List.of(Sha256.of("o'neil").hex()),
                Given.userData(name, "name-form", "lower-case").get("ln"));
        assertEquals(
                List.of(Sha256.of("1990-05-17").hex()),
                Given.userData(born, "birth-date-form", "dashed").get("db"));
    }

    @Test
    void theClickIdIsSentUntouched() {
        Event event =
                GivenEvents.visitor(
                        EventField.EPIK, new ClickId("dj0yJnU9RXhhbXBsZUNsaWNrSWQ", null, null));
        assertEquals("dj0yJnU9RXhhbXBsZUNsaWNrSWQ", Given.userData(event).get("click_id"));
    }

    @Test
    void addressAndUserAgentTogetherAreEnough() {
        assertEquals(
                Set.of("client_ip_address", "client_user_agent"),
                Given.userData(GivenEvents.visitor().build()).keySet());
        assertEquals("insufficient_identifiers", withoutBrowser(EventField.CLIENT_IP));
        assertEquals("insufficient_identifiers", withoutBrowser(EventField.USER_AGENT));
    }

    @Test
    void anEmailAddressAloneIsEnough() {
        Event event =
                GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                        .set(EventField.EMAIL, ANNA)
                        .build();
        assertEquals(List.of(ANNA), Given.userData(event).get("em"));
    }

    @Test
    void phoneCustomerKeyAndClickIdAreNotEnough() {
        Event event =
                GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                        .set(EventField.PHONE, "+4915123456789")
                        .set(EventField.EXTERNAL_ID, "cust_77")
                        .set(EventField.EPIK, new ClickId("dj0yJnU9", null, null))
                        .set(EventField.FIRST_NAME, "Anna")
                        .build();
        assertEquals("insufficient_identifiers", PINTEREST.skip(event).code());
    }

    @Test
    void theAddressOfAJobIsNotTheBuyers() {
        Event job =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .actionSource(ActionSource.SYSTEM_GENERATED)
                        .build();
        assertFalse(Given.userData(job).containsKey("client_ip_address"));
        assertFalse(Given.userData(job).containsKey("client_user_agent"));
    }

    private static String withoutBrowser(EventField field) {
        return PINTEREST.skip(GivenEvents.visitor().build().without(Set.of(field))).code();
    }
}
