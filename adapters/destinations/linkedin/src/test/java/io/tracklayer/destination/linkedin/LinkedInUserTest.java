// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import static io.tracklayer.destination.linkedin.Given.LINKEDIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedInUserTest {
    private static final String ADA =
            "e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f";
    private static final String MD5 = "5d41402abc4b2a76b9719d911017c592";
    private static final String CLICK = "3f0c9a6e-8f5b-4c8e-9a51-7b6f2d0c4411";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ' Ada.Lovelace@Example.com '|e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f
                    Ada. Lovelace @Example.com|e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f
                    Ada.Lovelace+promo@gmail.com|5a84cf942288a16d8cc8f65e226f8770b101cc2c1a5467e300985e4b6dabc4cb
                    JÜRGEN@Example.de|433d93962222da2479d57daad934c3373a92df0b72b4d95b308aeace385bc445
                    user.name+NYC@Example.com|f109a2a632fbcea5fc82049f50beed3d8621bf9034399f437fb622222acccdac
                    E814FF3DC480A94C7CE9334062EC4733C75A002F4BCEC0197F62FFEA64059E2F|e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f
                    e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f|e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f
                    """)
    void anEmailLosesWhiteSpaceAndCapitalsAndIsHashedOnce(String given, String hash) {
        assertEquals(Optional.of(hash), Given.id(visitor(EventField.EMAIL, given), "SHA256_EMAIL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jane at example.com", MD5, "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3"})
    void whatIsNoEmailIsLeftOutWithAWarningThatDoesNotRepeatIt(String given) {
        PlatformRecord record = visitor(EventField.EMAIL, given);
        assertEquals(Optional.empty(), Given.id(record, "SHA256_EMAIL"));
        assertEquals(
                List.of("user.email was left out: LinkedIn cannot use it as it was given"),
                record.warnings());
    }

    @Test
    void theAddressIsHashedUnlessTheOperatorSaysOtherwise() {
        Event event = GivenEvents.visitor().build();
        assertEquals(
                Optional.of("fec52565aa0cf18f57d7cf5b3ac728503b8992d2d6f7d46da1d1201090902b02"),
                Given.id(LINKEDIN.record(event), "SHA256_IP_ADDRESS"));
        PlatformRecord plain = LINKEDIN.record(event, "ip", "plain");
        assertEquals(Optional.of("203.0.113.7"), Given.id(plain, "PLAINTEXT_IP_ADDRESS"));
        assertEquals(Optional.empty(), Given.id(plain, "SHA256_IP_ADDRESS"));
        assertEquals("insufficient_identifiers", LINKEDIN.skip(event, "ip", "omit").code());
    }

    @ParameterizedTest
    @CsvSource({
        "hashed, 202607, true",
        "hashed, 202606, false",
        "plain, 202605, true",
        "plain, 202604, false"
    })
    void anAddressIsSentOnlyInAVersionThatTakesIt(String form, String version, boolean sent) {
        PlatformRecord record =
                LINKEDIN.record(
                        GivenEvents.visitor(EventField.EXTERNAL_ID, "c"),
                        "ip",
                        form,
                        "api-version",
                        version);
        assertEquals(sent ? 1 : 0, userIds(record).size());
        assertEquals(sent ? 0 : 1, record.warnings().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::1", "10.0.0.1", "192.168.1.7", "100.64.0.1", "shop.example"})
    void onlyPublicIpv4AddressesAreSent(String address) {
        Event event =
                GivenEvents.visitor(EventField.EXTERNAL_ID, "c").toBuilder()
                        .set(EventField.CLIENT_IP, address)
                        .build();
        PlatformRecord record = LINKEDIN.record(event);
        assertEquals(List.of(), userIds(record));
        assertEquals(
                List.of("user.client_ip was left out: LinkedIn takes public IPv4 addresses only"),
                record.warnings());
    }

    @Test
    void theAddressOfAJobIsNotTheBuyers() {
        PlatformRecord renewal = LINKEDIN.record(GivenEvents.rich(EventName.SUBSCRIPTION_RENEWED));
        assertEquals(Optional.empty(), Given.id(renewal, "SHA256_IP_ADDRESS"));
        Event job =
                Given.purchase().toBuilder().actionSource(ActionSource.SYSTEM_GENERATED).build();
        assertEquals(Optional.empty(), Given.id(LINKEDIN.record(job), "SHA256_IP_ADDRESS"));
    }

    @Test
    void theClickIdIsSentAsItIs() {
        PlatformRecord record =
                visitor(EventField.LI_FAT_ID, GivenEvents.click(CLICK.toUpperCase(), null));
        assertEquals(
                Optional.of(CLICK.toUpperCase()),
                Given.id(record, "LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>", "a b", " "})
    void aClickIdThatIsNoneIsLeftOut(String given) {
        PlatformRecord record = visitor(EventField.LI_FAT_ID, GivenEvents.click(given, null));
        assertEquals(Optional.empty(), Given.id(record, "LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID"));
        assertEquals(1, record.warnings().size());
    }

    @Test
    void namesArePlainAndTrimmedWithTheCountry() {
        assertEquals(
                Map.of("firstName", "Ada", "lastName", "정 Müller", "countryCode", "GB"),
                Given.person(LINKEDIN.record(named(" Ada ", " 정 Müller"))));
    }

    @Test
    void namesCanBeHashedAfterTrimmingAndLowerCase() {
        assertEquals(
                Map.of(
                        "hashedFirstName",
                        "fdee430d40bd57deeac186cd9790033d0f06f909a8806e7ce6e717ab7c7d5029",
                        "hashedLastName",
                        "fb1e7ec987523d2cb9e022cec1d6ae7c99dc46edfae4fe51254025fe4bea571f",
                        "countryCode",
                        "GB"),
                Given.person(LINKEDIN.record(named(" Ada ", "Lovelace"), "names", "hashed")));
    }

    @Test
    void aNameHashedBeforeUsIsSentInAHashedPairAndNeverMixed() {
        Event event =
                named(
                        "fdee430d40bd57deeac186cd9790033d0f06f909a8806e7ce6e717ab7c7d5029",
                        "Lovelace");
        Map<?, ?> person = Given.person(LINKEDIN.record(event));
        assertEquals(
                "fb1e7ec987523d2cb9e022cec1d6ae7c99dc46edfae4fe51254025fe4bea571f",
                person.get("hashedLastName"));
        assertNull(person.get("lastName"));
        PlatformRecord older = LINKEDIN.record(event, "api-version", "202608");
        assertNull(Given.person(older));
        assertEquals(
                List.of("the name was left out: it cannot be sent hashed in version 202608"),
                older.warnings());
    }

    @Test
    void namesThatMustBeHashedAreNeverSentPlain() {
        PlatformRecord record =
                LINKEDIN.record(
                        named("Ada", "Lovelace"), "names", "hashed", "api-version", "202608");
        assertNull(Given.person(record));
        assertEquals(1, record.warnings().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FIRST_NAME", "LAST_NAME"})
    void oneNameAloneWouldFailTheRequestSoNoneIsSent(EventField missing) {
        Event event = named("Ada", "Lovelace").without(List.of(missing));
        PlatformRecord record =
                LINKEDIN.record(
                        event.toBuilder().set(EventField.PROPERTIES, Map.of("job", "CTO")).build(),
                        "title-property",
                        "job");
        assertNull(Given.person(record));
        assertEquals(List.of(), record.warnings());
    }

    @Test
    void bothNamesAreEnoughWithAnEmptyListOfIds() {
        Event event = named("Ada", "Lovelace").without(List.of(EventField.CLIENT_IP));
        Map<String, Object> user = GivenDestination.block(LINKEDIN.record(event), "user");
        assertEquals(List.of(), user.get("userIds"));
        assertEquals(List.of("userIds", "userInfo"), List.copyOf(user.keySet()));
        assertEquals("insufficient_identifiers", LINKEDIN.skip(event, "names", "omit").code());
    }

    @Test
    void theCustomerKeyIsSentAloneAndAsItIs() {
        PlatformRecord record = visitor(EventField.EXTERNAL_ID, "Cust_20417");
        assertEquals(
                List.of("Cust_20417"), GivenDestination.block(record, "user").get("externalIds"));
        Map<String, Object> user =
                GivenDestination.block(
                        LINKEDIN.record(
                                GivenEvents.visitor(EventField.EXTERNAL_ID, "c"),
                                "external-id",
                                "omit"),
                        "user");
        assertNull(user.get("externalIds"));
    }

    @Test
    void aCustomerKeyThatIsAnEmailAddressIsNotSentPlain() {
        PlatformRecord record = visitor(EventField.EXTERNAL_ID, "jane@example.com");
        assertNull(GivenDestination.block(record, "user").get("externalIds"));
        assertEquals(
                List.of("user.external_id was left out: an e-mail address is not sent in plain"),
                record.warnings());
    }

    @Test
    void whatOnlyTheOperatorKnowsWhereToFindComesFromProperties() {
        Map<String, Object> properties =
                Map.of(
                        "traits", Map.of("job", " CTO ", "company", "Northfield"),
                        "lead", "urn:li:leadGenFormResponse:9",
                        "ramp", "XY1005",
                        "gaid", "38400000-8cf0-11bd-b23e-10b96e40000d");
        PlatformRecord record =
                LINKEDIN.record(
                        named("Ada", "Lovelace").toBuilder()
                                .set(EventField.PROPERTIES, properties)
                                .build(),
                        "title-property",
                        "traits/job",
                        "company-property",
                        "traits/company",
                        "lead-property",
                        "lead",
                        "acxiom-property",
                        "ramp",
                        "google-ad-id-property",
                        "gaid");
        assertEquals(Optional.of("XY1005"), Given.id(record, "ACXIOM_ID"));
        assertEquals(
                Optional.of("38400000-8cf0-11bd-b23e-10b96e40000d"),
                Given.id(record, "GOOGLE_AID"));
        assertEquals("CTO", Given.person(record).get("title"));
        assertEquals("Northfield", Given.person(record).get("companyName"));
        assertEquals(
                "urn:li:leadGenFormResponse:9", GivenDestination.block(record, "user").get("lead"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-000000000000", "none"})
    void anAdvertisingIdThatStandsForNoneIsNotSent(String given) {
        Event event = GivenEvents.visitor(EventField.PROPERTIES, Map.of("gaid", given));
        PlatformRecord record = LINKEDIN.record(event, "google-ad-id-property", "gaid");
        assertEquals(Optional.empty(), Given.id(record, "GOOGLE_AID"));
    }

    @Test
    void aLeadIsEnoughFrom202605On() {
        Event event =
                GivenEvents.bare(EventName.LEAD_SUBMITTED).toBuilder()
                        .set(EventField.PROPERTIES, Map.of("lead", "urn:li:leadGenFormResponse:9"))
                        .build();
        String[] settings = {"lead-property", "lead", "api-version", "202605"};
        assertTrue(LINKEDIN.record(event, settings).body().toString().contains("lead="));
        settings[3] = "202604";
        assertEquals("insufficient_identifiers", LINKEDIN.skip(event, settings).code());
    }

    @Test
    void withoutAnyIdentifierNothingIsSent() {
        Event event = GivenEvents.bare(EventName.PURCHASE_PLACED);
        assertEquals("insufficient_identifiers", LINKEDIN.skip(event).code());
        Event phone = event.toBuilder().set(EventField.PHONE, "+4915123456789").build();
        assertEquals("insufficient_identifiers", LINKEDIN.skip(phone).code());
    }

    private static PlatformRecord visitor(EventField field, Object value) {
        return LINKEDIN.record(GivenEvents.visitor(field, value));
    }

    private static Event named(String first, String last) {
        return GivenEvents.visitor()
                .set(EventField.FIRST_NAME, first)
                .set(EventField.LAST_NAME, last)
                .set(EventField.COUNTRY, "GB")
                .build();
    }

    private static List<?> userIds(PlatformRecord record) {
        return (List<?>) GivenDestination.block(record, "user").get("userIds");
    }
}
