// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import static io.tracklayer.destination.reddit.Given.REDDIT;
import static io.tracklayer.destination.reddit.Given.key;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedditUserTest {
    private static final String HASH =
            "75d98a720d6c2133c018b687d53e3e952249bbca10cb04b2f4acc7e05b0196f1";

    @ParameterizedTest
    @CsvSource({
        "' Ada.Lovelace@Example.com ', 75d98a720d6c2133c018b687d53e3e952249bbca10cb04b2f4acc7e05b0196f1",
        "user.name+NYC@Example.com, 795bcb4bf560f9867afb3de2d0d3a94976324007c45ea099ec14e90231540547",
        "Ada.Lovelace+promo@GMAIL.com, cd98a25152ad884b29e524ea5d3d8d35615ed0afbbc5ea3a6d4215572b0b2bde"
    })
    void mailIsHashedWithoutDotsAndTagsWhateverTheDomain(String given, String hash) {
        assertEquals(hash, key("email", EventField.EMAIL, given));
    }

    @Test
    void mailCanBeHashedInLowerCaseOnly() {
        assertEquals(
                "e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f",
                key(
                        "email",
                        EventField.EMAIL,
                        " Ada.Lovelace@Example.com ",
                        "email-form",
                        "simple"));
    }

    @Test
    void mailCanBeLeftToReddit() {
        String[] plain = {"email-form", "plain"};
        assertEquals(
                "ada.lovelace+x@example.com",
                key("email", EventField.EMAIL, "Ada.Lovelace+x@Example.com", plain));
        assertEquals(HASH, key("email", EventField.EMAIL, HASH.toUpperCase(), plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+tag@example.com", "..@example.com", "nobody", "a b@example.com"})
    void mailOfWhichNothingIsLeftIsLeftOutWithAWarning(String given) {
        PlatformRecord record = REDDIT.record(GivenEvents.visitor(EventField.EMAIL, given));
        assertFalse(user(record).containsKey("email"));
        assertEquals(
                List.of("user.email was left out: Reddit cannot use it as it was given"),
                record.warnings());
    }

    @ParameterizedTest
    @CsvSource({
        "+442079460958, f0bf0228144d9fe2bdf1da2d8ca698f17bf1410ee688b075c27062e47b6f0b6d",
        "+44 20 7946 0958 x12, f0bf0228144d9fe2bdf1da2d8ca698f17bf1410ee688b075c27062e47b6f0b6d",
        "+44 20 7946 0958 EXT 12, f0bf0228144d9fe2bdf1da2d8ca698f17bf1410ee688b075c27062e47b6f0b6d",
        "+44 20 7946 0958#12, f0bf0228144d9fe2bdf1da2d8ca698f17bf1410ee688b075c27062e47b6f0b6d",
        "+1 (415) 555-0123, 36a2cef4ff9bf7a1abd2a93359136b870393be4106e6c5d19b72ff564f9deca4"
    })
    void phoneIsHashedInE164WithPlusWithoutExtension(String given, String hash) {
        assertEquals(hash, key("phone_number", EventField.PHONE, given));
    }

    @Test
    void aNationalPhoneIsLeftOut() {
        assertNull(key("phone_number", EventField.PHONE, "020 7946 0958"));
    }

    @Test
    void theCustomerKeyIsHashedTrimmedWithItsCase() {
        assertEquals(
                "8ac14e38a2d625e3e3abf5a4825d94ce10e2b9c982e3dd950ff7636fe8f2a2bd",
                key("external_id", EventField.EXTERNAL_ID, " cust_20417 "));
        assertFalse(
                key("external_id", EventField.EXTERNAL_ID, "cust_1")
                        .equals(key("external_id", EventField.EXTERNAL_ID, "CUST_1")));
    }

    @ParameterizedTest
    @CsvSource({"email, EMAIL", "phone_number, PHONE", "external_id, EXTERNAL_ID"})
    void whatTheSourceHashedIsPassedOnInLowerCase(String name, EventField field) {
        assertEquals(HASH, key(name, field, HASH.toUpperCase()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "2001:db8::42"})
    void theAddressIsPlain(String address) {
        assertEquals(address, key("ip_address", EventField.CLIENT_IP, address));
    }

    @Test
    void theAddressCanBeHashed() {
        assertEquals(
                "fec52565aa0cf18f57d7cf5b3ac728503b8992d2d6f7d46da1d1201090902b02",
                key("ip_address", EventField.CLIENT_IP, "203.0.113.7", "ip-address", "hash"));
    }

    @Test
    void anAddressBehindAProxyIsLeftOut() {
        Event event =
                GivenEvents.visitor()
                        .set(EventField.CLIENT_IP, "10.0.0.1")
                        .set(EventField.RDT_UUID, Given.COOKIE)
                        .build();
        assertNull(Given.user(event).get("ip_address"));
        assertEquals(1, REDDIT.record(event).warnings().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {Given.COOKIE, "7c73f2ae-a433-4d7b-9838-f467da98f48e"})
    void theCookieIsSentAsItIs(String cookie) {
        assertEquals(cookie, key("uuid", EventField.RDT_UUID, cookie));
    }

    @Test
    void aTamperedCookieIsLeftOutWithAWarning() {
        PlatformRecord record =
                REDDIT.record(GivenEvents.visitor(EventField.RDT_UUID, "1795100000000.<x>"));
        assertFalse(user(record).containsKey("uuid"));
        assertEquals(1, record.warnings().size());
    }

    @Test
    void theBrowserIsNamedVerbatim() {
        assertEquals(
                " Mozilla/5.0  (X11) ",
                key("user_agent", EventField.USER_AGENT, " Mozilla/5.0  (X11) "));
    }

    @Test
    void theClickIsSentVerbatim() {
        Event event = GivenEvents.visitor(EventField.RDT_CID, GivenEvents.click("3184_aB", null));
        assertEquals("3184_aB", REDDIT.record(event).body().get("click_id"));
    }

    @Test
    void aClickIsKeptForThirtyDays() {
        assertTrue(clickSeen(GivenEvents.TIME.minusSeconds(30L * 86_400).toString()));
        assertFalse(clickSeen(GivenEvents.TIME.minusSeconds(30L * 86_400 + 1).toString()));
    }

    @ParameterizedTest
    @EnumSource(names = {"EMAIL", "PHONE", "EXTERNAL_ID", "RDT_UUID", "CLIENT_IP", "RDT_CID"})
    void oneKeyIsEnoughToSend(EventField field) {
        Object value =
                switch (field) {
                    case EMAIL -> "ada@example.com";
                    case PHONE -> "+442079460958";
                    case EXTERNAL_ID -> "cust_1";
                    case RDT_UUID -> Given.COOKIE;
                    case CLIENT_IP -> "203.0.113.7";
                    default -> new ClickId("3184", null, null);
                };
        Event event =
                GivenEvents.bare(EventName.LEAD_SUBMITTED).toBuilder().set(field, value).build();
        assertEquals(List.of(), REDDIT.record(event).warnings());
    }

    @Test
    void anEventNobodyCanBeMatchedWithIsNotSent() {
        Event bare = GivenEvents.bare(EventName.PURCHASE_PLACED);
        assertEquals("insufficient_identifiers", REDDIT.skip(bare).code());
        Event browser = GivenEvents.visitor().build().without(Set.of(EventField.CLIENT_IP));
        assertEquals("insufficient_identifiers", REDDIT.skip(browser).code());
    }

    @Test
    void aJobsAddressAndBrowserAreNotTheBuyers() {
        Map<String, Object> user = Given.user(GivenEvents.rich(EventName.SUBSCRIPTION_RENEWED));
        assertEquals(Set.of("email", "phone_number", "external_id"), user.keySet());
    }

    private static boolean clickSeen(String at) {
        Event event = GivenEvents.visitor(EventField.RDT_CID, GivenEvents.click("3184", at));
        return REDDIT.record(event).body().containsKey("click_id");
    }

    @SuppressWarnings("unchecked") // trees only have text keys
    private static Map<String, Object> user(PlatformRecord record) {
        return (Map<String, Object>) record.body().get("user");
    }
}
