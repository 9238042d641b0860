// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import static io.tracklayer.destination.criteo.Given.CRITEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CriteoIdentityTest {
    private static final String SHA256 =
            "c3374bcfe3572e09f37602e0e179782352c5e117a4a3767824abbaa21bbdef8b";
    private static final String MD5 = "00d7d185cf04574852d6088e5e7eb2df";
    private static final String SHA256_MD5 =
            "454de90b8df3dd403d0dc7d8ebd0b199a1d59c7404f6a04646f5a104f3760a4a";

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "  Jane.Doe+Promo@Example.COM ," + MD5 + "," + SHA256 + "," + SHA256_MD5,
                "\u00a0\u2003Jane.Doe+Promo@Example.COM\u3000,"
                        + MD5
                        + ","
                        + SHA256
                        + ","
                        + SHA256_MD5,
                "john.smith@gmail.com,1c874909e198bf87d38b50ef7e4d3163,"
                        + "d0c648bc36f12061bec770df216cea2ab95851b9350fd54b658de53b0407767a,"
                        + "8f38438af20cbc72fcf67bc8fe518fa7869cea2c6801b8fef5f0c6193656a25f",
                "müller@exämple.de,ac572296ab671985cafca2c7bb4d9e1d,"
                        + "822fc394f922d57eb14ed4c2f7df05426495c9bfff49c19d95221fe85b0016df,"
                        + "75235bbf0a484516eb1bcb2bd68fa34096eb56e7d8cc67fbd3b400ff241ea363"
            })
    void anAddressIsHashedInThreeWays(String raw, String md5, String sha256, String chained) {
        assertEquals(
                Map.of("md5", md5, "sha256", sha256, "sha256_md5", chained),
                Given.id(mail(raw)).get("email"));
    }

    @Test
    void aSha256IsPassedOnInLowerCaseAndNeverHashedAgain() {
        assertEquals(Map.of("sha256", SHA256), Given.id(mail(SHA256.toUpperCase())).get("email"));
    }

    @Test
    void anMd5IsPassedOnWithWhatCanBeDerivedOfIt() {
        assertEquals(
                Map.of("md5", MD5, "sha256_md5", SHA256_MD5),
                Given.id(mail(" " + MD5.toUpperCase() + "\u00a0")).get("email"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d41d8cd98f00b204e9800998ecf8427e",
                "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                "jane.example.com",
                "da39a3ee5e6b4b0d3255bfef95601890afd80709"
            })
    void hashesOfNothingAndWhatIsNoAddressAreNeverSent(String given) {
        PlatformRecord record = CRITEO.record(withCookie(mail(given)));

        assertEquals(Set.of("mapping_key", "mapped_user_id"), idKeys(record));
        assertEquals(
                List.of("user.email was left out: Criteo cannot use it as it was given"),
                record.warnings());
        assertEquals("no_identifier", CRITEO.skip(mail(given)).code());
    }

    @Test
    void theCookieTravelsWithTheCallerId() {
        assertEquals(
                Map.of("mapping_key", "678", "mapped_user_id", "gum-1"),
                Given.id(withCookie(nobody())));
    }

    @Test
    void withoutCallerIdTheCookieIsOfNoUse() {
        var criteo =
                GivenDestination.of(
                        new CriteoDestination(), Map.of("account", "12345", "onetag", "none"));
        PlatformRecord record =
                criteo.record(withCookie(GivenEvents.rich(EventName.PURCHASE_PLACED)));

        assertEquals(Set.of("email"), idKeys(record));
        assertEquals(
                List.of("click_ids.criteo_gum was left out: it is of no use without caller-id"),
                record.warnings());
        assertEquals("no_identifier", criteo.skip(withCookie(nobody())).code());
    }

    @Test
    void theCookieIsGoodForThreeDays() {
        assertEquals("gum", seen("2026-01-12T10:20:32Z").get("mapped_user_id"));
        Event old =
                nobody().toBuilder()
                        .set(
                                EventField.CRITEO_GUM,
                                GivenEvents.click("gum", "2026-01-12T10:20:31Z"))
                        .build();
        assertEquals("no_identifier", CRITEO.skip(old).code());
    }

    @Test
    void phoneNameAndAddressAreNotSent() {
        assertEquals(
                Set.of("email"), Given.id(GivenEvents.rich(EventName.PURCHASE_PLACED)).keySet());
    }

    @Test
    void theVisitorIdIsSentUnlessItIsAnAddress() {
        Event known = GivenEvents.rich(EventName.PAGE_VIEWED, EventField.ANONYMOUS_ID, "tl_7c0f9a");
        assertEquals("tl_7c0f9a", CRITEO.record(known).body().get("retailer_visitor_id"));
        Event leaking =
                GivenEvents.rich(EventName.PAGE_VIEWED, EventField.ANONYMOUS_ID, "a@example.com");
        assertFalse(CRITEO.record(leaking).body().containsKey("retailer_visitor_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7", "127.0.0.1", "unknown", "fe80::1"})
    void anAddressOfAMachineIsLeftOut(String address) {
        Event event = GivenEvents.rich(EventName.PAGE_VIEWED, EventField.CLIENT_IP, address);
        PlatformRecord record = CRITEO.record(event);
        assertFalse(record.body().containsKey("ip"));
        assertEquals(
                List.of("user.client_ip was left out: it is no public address"), record.warnings());
    }

    private static Map<String, Object> seen(String time) {
        return Given.id(
                nobody().toBuilder()
                        .set(EventField.CRITEO_GUM, GivenEvents.click("gum", time))
                        .build());
    }

    private static Event nobody() {
        return GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(EventField.EMAIL));
    }

    private static Event mail(String raw) {
        return GivenEvents.rich(EventName.PURCHASE_PLACED, EventField.EMAIL, raw);
    }

    private static Event withCookie(Event event) {
        return event.toBuilder()
                .set(EventField.CRITEO_GUM, GivenEvents.click("gum-1", null))
                .build();
    }

    private static Set<?> idKeys(PlatformRecord record) {
        return ((Map<?, ?>) record.body().get("id")).keySet();
    }
}
