// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import static io.tracklayer.destination.awin.Given.AWIN;
import static io.tracklayer.testkit.GivenEvents.click;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

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

/** Attribution and channel. */
class AwinClickTest {

    @Test
    void anOrderWithoutClickAndVoucherIsSkippedWhichIsNormal() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(EventField.COUPON));
        assertEquals("no_click_id", AWIN.skip(event).code());
    }

    @Test
    void aVoucherAloneIsEnough() {
        Event event = Given.clicked().remove(EventField.AWC).build();
        assertEquals("AUTUMN", AWIN.record(event).body().get("voucher"));
        assertNull(AWIN.record(event).body().get("awc"));
    }

    @Test
    void severalClicksAndThoseOfAGoogleAdAreSentAsTheyAre() {
        for (String awc :
                List.of(
                        Given.CLICK + ",12345_1768471000_aaaa5a0c9d1e4f77aa55c0ffee123456",
                        "gclid_12345_CjwKCAiA~EXAMPLE.BwE")) {
            PlatformRecord record = AWIN.record(Given.sale(EventField.AWC, click(awc, null)));
            assertEquals(awc, record.body().get("awc"));
            assertEquals(List.of(), record.warnings());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "99_1768472000_0f3b5a0c9d1e4f77aa55c0ffee123456",
        "'12345_1768472000_0f3b,99_1768472000_0f3b'",
        "gclid_99_CjwK"
    })
    void aClickOfAnotherAdvertiserIsSentAndWarnedAbout(String awc) {
        PlatformRecord record = AWIN.record(Given.sale(EventField.AWC, click(awc, null)));
        assertEquals(awc, record.body().get("awc"));
        assertEquals(
                List.of("awc names another advertiser than the one configured"), record.warnings());
    }

    @ParameterizedTest
    @CsvSource({"12345 17_x", "'12345_1,,'", "{{awc}}", "12345_1_<script>", "jane@example.com"})
    void whatCannotBeAClickIsLeftOut(String awc) {
        PlatformRecord record = AWIN.record(Given.sale(EventField.AWC, click(awc, null)));
        assertNull(record.body().get("awc"));
        assertEquals(
                List.of("awc was left out: it is not a click id of Awin's"), record.warnings());
    }

    @Test
    void aClickOfMoreThanFiveHundredCharactersIsLeftOut() {
        String longest = "12345_" + "a".repeat(494);
        assertEquals(
                longest,
                AWIN.record(Given.sale(EventField.AWC, click(longest, null))).body().get("awc"));
        assertNull(
                AWIN.record(Given.sale(EventField.AWC, click(longest + "a", null)))
                        .body()
                        .get("awc"));
    }

    @Test
    void aPublisherNeedsTheTimeOfItsClickInSeconds() {
        String[] names = {"publisher-property", "pub", "click-time-property", "at"};
        Event event =
                Given.clicked()
                        .remove(EventField.AWC)
                        .remove(EventField.COUPON)
                        .set(EventField.PROPERTIES, Map.of("pub", "7", "at", 1768472000L))
                        .build();
        Map<String, Object> order = AWIN.record(event, names).body();
        assertEquals(7L, order.get("publisherId"));
        assertEquals(1768472000L, order.get("clickTime"));
        assertEquals("no_click_id", AWIN.skip(event).code());
        String[] classic = {
            "publisher-property", "pub", "click-time-property", "at", "transport", "classic"
        };
        assertEquals("no_click_id", AWIN.skip(event, classic).code());
        Event millis = Given.sale(EventField.PROPERTIES, Map.of("pub", "7", "at", 1768472000000L));
        assertFalse(AWIN.record(millis, names).body().containsKey("publisherId"));
        assertEquals(1, AWIN.record(millis, names).warnings().size());
    }

    /** The Awin click was at 10:13:20. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-15T10:13:21Z, other",
        "2026-01-15T10:13:20Z, aw",
        "2026-01-15T10:00:00Z, aw",
        ", aw"
    })
    void aLaterClickOfAnotherNetworkIsTheChannel(String seen, String channel) {
        Event event = Given.sale(EventField.GCLID, click("CjwK", seen));
        assertEquals(channel, AWIN.record(event).body().get("channel"));
    }

    @Test
    void theTimeAtWhichTheClickWasSeenComesBeforeTheOneInIt() {
        Event event =
                Given.clicked()
                        .set(EventField.AWC, click(Given.CLICK, "2026-01-15T10:20:00Z"))
                        .set(EventField.GCLID, click("CjwK", "2026-01-15T10:15:00Z"))
                        .build();
        assertEquals("aw", AWIN.record(event).body().get("channel"));
    }

    @Test
    void aVoucherWithTheClickOfAnotherNetworkIsNotAwins() {
        Event event =
                Given.clicked()
                        .remove(EventField.AWC)
                        .set(EventField.TTCLID, click("E.C.P", null))
                        .build();
        assertEquals("other", AWIN.record(event).body().get("channel"));
        assertEquals(
                "display", AWIN.record(event, "other-channel", "display").body().get("channel"));
        assertEquals(
                "aw", AWIN.record(event, "paid-click-ids", "gclid,fbclid").body().get("channel"));
    }

    @Test
    void mailsAreNoPaidClick() {
        Event event = Given.sale(EventField.KLAVIYO_KX, click("kx", "2026-01-15T10:20:00Z"));
        assertEquals("aw", AWIN.record(event).body().get("channel"));
    }

    @Test
    void aCampaignOfAwinsIsItsChannel() {
        Event event =
                Given.clicked()
                        .set(EventField.GCLID, click("CjwK", "2026-01-15T10:20:00Z"))
                        .set(EventField.UTM_SOURCE, "Awin")
                        .build();
        assertEquals("aw", AWIN.record(event).body().get("channel"));
        assertEquals(
                "other", AWIN.record(event, "awin-sources", "affiliates").body().get("channel"));
    }

    @ParameterizedTest
    @CsvSource({"ppcbrand, ppcbrand", "AWIN, aw", "a b, aw"})
    void whatTheShopRememberedComesFirst(String kept, String channel) {
        Event event = Given.sale(EventField.PROPERTIES, Map.of("awin_source", kept));
        assertEquals(channel, AWIN.record(event).body().get("channel"));
    }

    @Test
    void theChannelCanBeFixed() {
        Event event = Given.sale(EventField.GCLID, click("CjwK", "2026-01-15T10:20:00Z"));
        assertEquals("aw", AWIN.record(event, "channel", "aw").body().get("channel"));
    }
}
