// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ga4IdentityTest extends Ga4Test {
    private static final Set<EventField> GA_COOKIES =
            Set.of(EventField.GA_CLIENT_ID, EventField.GA_SESSION_ID);

    @ParameterizedTest
    @CsvSource({
        "' Ada.Lovelace@Example.com ', e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f",
        "a.d.a.lovelace@googlemail.com, 6be28aa72bbe6cfa132b0ba7d703d754030e24fb45433356be4fd017512c9488",
        "user.name+NYC@Example.com, f109a2a632fbcea5fc82049f50beed3d8621bf9034399f437fb622222acccdac",
        "E814FF3DC480A94C7CE9334062EC4733C75A002F4BCEC0197F62FFEA64059E2F, e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f"
    })
    void anEmailIsHashedTheWayGa4Compares(String given, String hash) {
        assertEquals(List.of(hash), userData(EventField.EMAIL, given).get("sha256_email_address"));
    }

    @Test
    void aTaggedGoogleAddressIsSentWithAndWithoutItsTag() {
        assertEquals(
                List.of(
                        "a4b9e752988ab4713fd65f466e75f2d789afa67a1853f8b50e1654da98825535",
                        "cd98a25152ad884b29e524ea5d3d8d35615ed0afbbc5ea3a6d4215572b0b2bde"),
                userData(EventField.EMAIL, "Ada.Lovelace+promo@GMAIL.com")
                        .get("sha256_email_address"));
    }

    @ParameterizedTest
    @CsvSource({
        "+14155550123, 36a2cef4ff9bf7a1abd2a93359136b870393be4106e6c5d19b72ff564f9deca4",
        "+442079460958, f0bf0228144d9fe2bdf1da2d8ca698f17bf1410ee688b075c27062e47b6f0b6d",
        "F0BF0228144D9FE2BDF1DA2D8CA698F17BF1410EE688B075C27062E47B6F0B6D, f0bf0228144d9fe2bdf1da2d8ca698f17bf1410ee688b075c27062e47b6f0b6d"
    })
    void aPhoneIsHashedWithItsPlus(String given, String hash) {
        assertEquals(List.of(hash), userData(EventField.PHONE, given).get("sha256_phone_number"));
    }

    @Test
    void anAddressHidesNameAndStreetAndShowsThePlace() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .set(EventField.FIRST_NAME, " Ada2 ")
                        .set(EventField.LAST_NAME, "O'Brien-Smith")
                        .set(EventField.STREET, "12, St. James's Square")
                        .set(EventField.CITY, " St. Albans 3 ")
                        .set(EventField.STATE, "Hertfordshire")
                        .set(EventField.POSTAL_CODE, " AL1.~3JF ")
                        .set(EventField.COUNTRY, "GB")
                        .build();
        Map<String, Object> address =
                tree(
                        ((List<?>)
                                        tree(sent(event, "user-data", "true")
                                                        .body()
                                                        .get("user_data"))
                                                .get("address"))
                                .get(0));
        assertEquals(
                "{\"sha256_first_name\":\"fdee430d40bd57deeac186cd9790033d0f06f909a8806e7ce6e717ab7c7d5029\","
                        + "\"sha256_last_name\":\""
                        + Sha256.of("obriensmith")
                        + "\",\"sha256_street\":\"8a0a2a6e943009e8f3a3536cbdf02d18242d3ad7c778ad9006ee08316bb90da7\","
                        + "\"city\":\"st albans\",\"region\":\"hertfordshire\",\"postal_code\":\"AL13JF\",\"country\":\"GB\"}",
                json(address));
    }

    @Test
    void aPlaceWithoutANameIsNoAddress() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED)
                        .without(Set.of(EventField.FIRST_NAME, EventField.LAST_NAME));
        assertFalse(
                tree(sent(event, "user-data", "true").body().get("user_data"))
                        .containsKey("address"));
    }

    @Test
    void userDataStaysHomeUntilTheOperatorSwitchesItOn() {
        assertFalse(
                sent(GivenEvents.rich(EventName.PURCHASE_PLACED)).body().containsKey("user_data"));
    }

    @Test
    void theClientIdOfTheCookieIsSentAsItIs() {
        Event event = with(EventField.GA_CLIENT_ID, "1183745920.1790011223");
        assertEquals("1183745920.1790011223", sent(event).body().get("client_id"));
    }

    @Test
    void theSessionOfTheCookieIsSent() {
        Event event = with(EventField.GA_SESSION_NUMBER, 7L);
        assertEquals("1768472000", params(event).get("session_id"));
        assertEquals(7L, params(event).get("session_number"));
    }

    @Test
    void aSessionIsNeverInvented() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED)
                        .without(Set.of(EventField.GA_SESSION_ID));
        assertFalse(params(event).containsKey("session_id"));
    }

    @ParameterizedTest
    @CsvSource({
        "cust_20417, 180440632.584459747",
        "cust_77, 532676328.1513092202",
    })
    void anOrderWithoutACookieGetsAStableClientFromTheCustomerKey(String customer, String client) {
        Event event = with(EventField.EXTERNAL_ID, customer).without(GA_COOKIES);
        assertEquals(client, sent(event).body().get("client_id"));
        assertEquals(
                List.of(
                        "client_id derived from the external id: GA4 shows the event as unassigned traffic"),
                sent(event).warnings());
    }

    @Test
    void aDerivedClientJoinsNoSessionAndTellsItsDevice() {
        Event event = with(EventField.LOCALE, "de-DE").without(Set.of(EventField.GA_CLIENT_ID));
        assertFalse(params(event).containsKey("session_id"));
        assertEquals(
                Map.of("category", "mobile", "language", "de"), sent(event).body().get("device"));
        assertFalse(sent(with(EventField.LOCALE, "de-DE")).body().containsKey("device"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) Mobile/15E148 | tablet",
                "Mozilla/5.0 (Linux; Android 15; SM-X910) Chrome/130 Safari/537 | tablet",
                "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/130 Mobile Safari/537 | mobile",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130 | desktop"
            })
    void theDeviceCategoryIsReadFromTheUserAgent(String agent, String category) {
        Event event = with(EventField.USER_AGENT, agent).without(GA_COOKIES);
        assertEquals(Map.of("category", category), sent(event).body().get("device"));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void withoutACookieOrdersDeriveAndBrowsingIsSkipped(EventName name) {
        Event event = GivenEvents.rich(name).without(GA_COOKIES);
        boolean order =
                Set.of(EventName.Family.ORDER, EventName.Family.SUBSCRIPTION)
                        .contains(name.family());
        assertEquals(order, Ga4Identity.of(event, settings()).isPresent());
        assertEquals(
                !order,
                Ga4Identity.of(
                                event,
                                settings(
                                        "missing-client-id-browse",
                                        "derive",
                                        "missing-client-id-order",
                                        "skip"))
                        .isPresent());
    }

    @Test
    void theSkipNamesTheSettingThatWouldHelp() {
        Event event = GivenEvents.rich(EventName.PRODUCT_VIEWED).without(GA_COOKIES);
        assertEquals("insufficient_identifiers", skipped(event).code());
        assertTrue(skipped(event).sentence().contains("\"missing-client-id-browse\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane@example.com",
                "JANE%40example.com",
                "customer:jane@example.com",
                "+4915123456789",
                "+49 151 234-567 89",
                "004915123456789",
                "(415) 555-0123",
                "4915123456789"
            })
    void anExternalIdThatNamesThePersonIsNeitherUserNorClient(String personal) {
        Event event = with(EventField.EXTERNAL_ID, personal);
        assertFalse(sent(event).body().containsKey("user_id"));
        assertEquals(
                List.of(
                        "user_id left out: the external id looks like an e-mail address or phone number or has more than 256 characters"),
                sent(event).warnings());
        assertEquals("insufficient_identifiers", skipped(event.without(GA_COOKIES)).code());
    }

    @Test
    void aNumericCustomerKeyIsAUserId() {
        Event event = with(EventField.EXTERNAL_ID, "7423423423423");
        assertEquals("7423423423423", sent(event).body().get("user_id"));
    }

    @Test
    void aUserIdIsNeverCutBecauseTwoPeopleWouldBecomeOne() {
        assertEquals(
                "u".repeat(256),
                sent(with(EventField.EXTERNAL_ID, "u".repeat(256))).body().get("user_id"));
        assertFalse(
                sent(with(EventField.EXTERNAL_ID, "u".repeat(257))).body().containsKey("user_id"));
    }

    private Map<String, Object> userData(EventField field, String value) {
        return tree(sent(with(field, value), "user-data", "true").body().get("user_data"));
    }

    private static Event with(EventField field, Object value) {
        return GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().set(field, value).build();
    }
}
