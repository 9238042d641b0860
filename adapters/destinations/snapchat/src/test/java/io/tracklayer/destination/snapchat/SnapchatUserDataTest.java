// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import static io.tracklayer.destination.snapchat.Given.SNAPCHAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapchatUserDataTest {

    /** Snapchat's published vectors (3, 6) and vectors of our own; phones arrive as E.164. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
"""
em|EMAIL|' Anna.Muller@Example.COM '|DE|725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7
em|EMAIL|person@example.com|DE|542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345
ph|PHONE|+448444124653|GB|dc008fda46e2e64002cf2f82a4906236282d431c4f75e5b60bfe79fc48546383
ph|PHONE|+4915123456789|DE|c0f8f0bebbbac96451ee8d8def84a02ae9e34c877775437cb9d458328315afa7
ph|PHONE|+14155550132|US|11072303eb5c8cb5c5a1ebb762f11b37b07131265b46fdfe1276196bfbd3ca51
fn|FIRST_NAME|Raphaël|FR|e74bb89e718fe1e19c422a48382870399f8bf7ca8dfa008739e75b0be76627b7
ct|CITY|San Francisco|US|1a6bd4d9d79dc0a79b53795c70d3349fa9e38968a3fbefbfe8783efb1d2b6aac
st|STATE|California|US|6959097001d10501ac7d54c0bdb8db61420f658f2922cc26e46d536119a31126
zp|POSTAL_CODE|94107-1234|US|c884a209ebe08750a7d13db63bd02233b375bd79786cbe329ab11586cc35dead
zp|POSTAL_CODE|SW1A 1AA|GB|830e1d4b9838bab1f5c2acdb23e0b502ff13a9832c4632e8d67a1d43d3b7f614
country|COUNTRY|US|US|79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621
external_id|EXTERNAL_ID|' Cust_10042 '|DE|65c2266801932e4be6fa907a95488a366f5632c520b2f9c7b54e36f839189caa
em|EMAIL|725A92A6B5D1D9A5A693E25987D86503AFED7571BBFE4CBB4D7B2B0BA6C59BE7|DE|725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7
""")
    void anIdentifierIsNormalisedAndHashedAsSnapchatAsks(
            String key, EventField field, String given, String country, String hash) {
        Event event =
                GivenEvents.visitor().set(EventField.COUNTRY, country).set(field, given).build();
        assertEquals(List.of(hash), Given.userData(event).get(key));
    }

    @ParameterizedTest
    @CsvSource({
        "fn, FIRST_NAME, FR, Jean-Luc, jeanluc",
        "ln, LAST_NAME, DE, Müller Lüdenscheidt, müllerlüdenscheidt",
        "fn, FIRST_NAME, KR, 정, 정",
        "ct, CITY, DE, Bad Tölz, badtölz",
        "st, STATE, US, US-NY, ny",
        "st, STATE, US, New Hampshire, nh",
        "st, STATE, GB, Greater London, greaterlondon",
        "zp, POSTAL_CODE, PT, 1000-205, 1000-205",
        "ge, GENDER, DE, Female, f",
        "ge, GENDER, DE, m, m",
        "external_id, EXTERNAL_ID, DE, Cust 7, cust 7"
    })
    void otherFormsOfTheSameRules(
            String key, EventField field, String country, String given, String normalised) {
        Event event =
                GivenEvents.visitor().set(EventField.COUNTRY, country).set(field, given).build();
        assertEquals(List.of(Sha256.of(normalised).hex()), Given.userData(event).get(key));
    }

    @Test
    void aStateIsFoundByNameWhenTheCountryIsNotKnown() {
        assertEquals(
                List.of(Sha256.of("ca").hex()),
                Given.userData(GivenEvents.visitor(EventField.STATE, "California")).get("st"));
        assertEquals(
                List.of(Sha256.of("oberbayern").hex()),
                Given.userData(GivenEvents.visitor(EventField.STATE, "Ober Bayern")).get("st"));
    }

    @ParameterizedTest
    @CsvSource({
        "em, EMAIL, jane at example.com",
        "em, EMAIL, 5d41402abc4b2a76b9719d911017c592",
        "ph, PHONE, 0151 234",
        "ge, GENDER, diverse",
        "st, STATE, Bavaria",
        "zp, POSTAL_CODE, 9410",
        "fn, FIRST_NAME, ---",
        "client_ip_address, CLIENT_IP, 10.0.0.1",
        "client_ip_address, CLIENT_IP, shop.example"
    })
    void whatIsNotUsableIsLeftOutWithAWarningThatDoesNotRepeatIt(
            String key, EventField field, String given) {
        Event event =
                GivenEvents.rich(EventName.PAGE_VIEWED).toBuilder()
                        .set(EventField.COUNTRY, "US")
                        .set(EventField.POSTAL_CODE, "94107")
                        .set(EventField.EMAIL, "jane@example.com")
                        .set(field, given)
                        .build();
        var record = SNAPCHAT.record(event);

        assertNull(GivenDestination.block(record, "user_data").get(key));
        assertEquals(
                List.of(field.path() + " was left out: Snapchat cannot use it as it was given"),
                record.warnings());
    }

    @Test
    void theDateOfBirthIsSentOnRequestOnly() {
        Event event = GivenEvents.visitor(EventField.BIRTH_DATE, "1997-02-16");
        assertNull(Given.userData(event).get("db"));
        assertEquals(
                List.of(Sha256.of("19970216").hex()),
                Given.userData(event, "birth-date", "true").get("db"));
    }

    @Test
    void theCustomerKeyCanBeLeftOut() {
        Event event = GivenEvents.visitor(EventField.EXTERNAL_ID, "cust_77");
        assertNull(Given.userData(event, "external-id", "omit").get("external_id"));
    }

    @Test
    void clickIdCookieAddressAndUserAgentAreNeverHashedAndKeepTheirCase() {
        Event event =
                GivenEvents.visitor()
                        .set(EventField.SCCID, new ClickId("AbC-9", null, null))
                        .set(EventField.SCID, "8B1C9D0E")
                        .build();
        assertEquals(
                Map.of(
                        "client_ip_address",
                        "203.0.113.7",
                        "client_user_agent",
                        "Mozilla/5.0 (iPhone)",
                        "sc_click_id",
                        "AbC-9",
                        "sc_cookie1",
                        "8B1C9D0E"),
                Given.userData(event));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL", "PHONE"})
    void emailOrPhoneAloneIsEnough(EventField field) {
        Event event =
                GivenEvents.visitor()
                        .remove(EventField.CLIENT_IP)
                        .set(
                                field,
                                "542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345")
                        .build();
        assertEquals(2, Given.userData(event).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLIENT_IP", "USER_AGENT"})
    void customerKeyClickIdAndCookieWithHalfADeviceAreNotEnough(EventField missing) {
        Event event =
                GivenEvents.visitor()
                        .remove(missing)
                        .set(EventField.EXTERNAL_ID, "cust_77")
                        .set(EventField.SCCID, new ClickId("AbC-9", null, null))
                        .set(EventField.SCID, "8B1C9D0E")
                        .set(EventField.FIRST_NAME, "Jane")
                        .build();
        assertEquals("insufficient_identifiers", SNAPCHAT.skip(event).code());
    }
}
